package dev.footfall.otlp;

import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which events of spans the reader keeps, with which of their attributes: what the configured rules
 * name, and nothing else; nothing personal, even if a rule names it.
 */
final class KeptEvents implements Serializable {
  private static final long serialVersionUID = 1;

  private final Map<String, Set<String>> attributesByEvent = new TreeMap<>();

  /** The events' names, as slots. */
  final Projection names;

  /** The attributes' names of all these events, as slots. */
  final Projection attributes;

  KeptEvents(Map<String, Set<String>> attributesByEvent) {
    Set<String> all = new TreeSet<>();
    attributesByEvent.forEach(
        (event, attributes) -> {
          Set<String> writable = new TreeSet<>(attributes);
          writable.removeIf(name -> !Projection.writable(name));
          this.attributesByEvent.put(event, writable);
          all.addAll(writable);
        });
    names = Projection.ofNames(attributesByEvent.keySet());
    attributes = Projection.ofNames(all);
  }

  boolean isEmpty() {
    return attributesByEvent.isEmpty();
  }

  boolean keeps(String event, String attribute) {
    return attributesByEvent.getOrDefault(event, Set.of()).contains(attribute);
  }
}
