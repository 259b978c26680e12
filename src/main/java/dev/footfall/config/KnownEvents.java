package dev.footfall.config;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** The events that there can be, for those who name them. */
final class KnownEvents {
  private final Set<String> names;

  KnownEvents(Collection<String> names) {
    this.names = new TreeSet<>(names);
  }

  /** The event's name; one that no rule makes is reported, since it would never come. */
  String name(Value value) {
    String name = value.word("");
    if (!name.isEmpty() && !names.contains(name)) {
      value.report("is no event that a rule makes" + Nearest.hint(name, names, "there are"));
    }
    return name;
  }
}
