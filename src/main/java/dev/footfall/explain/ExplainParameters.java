package dev.footfall.explain;

import dev.footfall.catalog.Catalog;
import dev.footfall.event.Item;
import dev.footfall.event.Money;
import dev.footfall.event.ParameterValue;
import dev.footfall.explain.Explanation.Parameter;
import dev.footfall.rule.Captures;
import dev.footfall.rule.CompiledRule;
import dev.footfall.rule.Entry;
import dev.footfall.rule.NameRequest.Name;
import dev.footfall.rule.ParameterReader;
import dev.footfall.rule.Reading;
import dev.footfall.rule.Rule.Origin;
import dev.footfall.rule.RuleSources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says where each parameter of a named request came from, and what became of the sources that gave
 * none. A text that does not fit its pattern is not shown: it may be anything.
 */
final class ExplainParameters {
  private boolean droppedOne;
  private final RuleSources sources;

  /**
   * @param catalog null where there is none
   */
  ExplainParameters(@Nullable Catalog catalog) {
    sources = new RuleSources(name -> number -> droppedOne = true, catalog);
  }

  List<Parameter> of(CompiledRule rule, Name name, Entry entry) {
    List<Parameter> parameters = new ArrayList<>();
    Captures captures = rule.match().capture(entry);
    if (captures != null) {
      Reading reading = sources.reading(rule.naming().rule(), entry, captures);
      Map<String, ParameterValue> given = new LinkedHashMap<>();
      reading.params(given);
      for (ParameterReader reader : rule.parameters()) {
        if (!given.containsKey(reader.name())) {
          parameters.add(read(reader, reading, given));
        }
      }
    }
    addUnexplained(name, parameters);
    return parameters;
  }

  /** Parameters that a fall-back gives. */
  List<Parameter> ofFallBack(Name name) {
    List<Parameter> parameters = new ArrayList<>();
    addUnexplained(name, parameters);
    return parameters;
  }

  private Parameter read(
      ParameterReader reader, Reading reading, Map<String, ParameterValue> given) {
    droppedOne = false;
    ParameterValue value = reader.read(reading);
    if (value == null) {
      return new Parameter(reader.name(), source(reader), null, missing(reader));
    }
    given.put(reader.name(), value);
    return new Parameter(reader.name(), source(reader), value.text(), null);
  }

  private String missing(ParameterReader reader) {
    if (!droppedOne) {
      return "has no value here";
    }
    String number = reader.number() ? "is no number" : "";
    String pattern = reader.pattern() == null ? "" : "does not fit " + reader.pattern();
    String or = number.isEmpty() || pattern.isEmpty() ? "" : " or ";
    return "its value " + pattern + or + number + ", and is dropped";
  }

  private static String source(ParameterReader reader) {
    String kind = reader.origin().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    if (reader.origin() == Origin.CONSTANT) {
      return kind;
    }
    String event = reader.event() == null ? "" : reader.event() + " ";
    String service = reader.service() == null ? "" : " of " + reader.service();
    return kind + " " + event + reader.key() + service;
  }

  /** What the event holds beside what its rule's sources gave, and its items. */
  private static void addUnexplained(Name name, List<Parameter> parameters) {
    Set<String> given =
        parameters.stream()
            .filter(parameter -> parameter.value() != null)
            .map(Parameter::name)
            .collect(Collectors.toSet());
    name.details()
        .params()
        .forEach(
            (key, value) -> {
              if (!given.contains(key)) {
                boolean sum = key.equals(Money.VALUE) && !name.details().items().isEmpty();
                String source = sum ? "the sum of the items" : "the request";
                parameters.add(new Parameter(key, source, value.text(), null));
              }
            });
    int place = 0;
    for (Item item : name.details().items()) {
      String fields =
          item.fields().entrySet().stream()
              .map(field -> field.getKey().fieldName() + " " + field.getValue())
              .collect(Collectors.joining(", "));
      parameters.add(new Parameter("items[" + place++ + "]", "the rule's items", fields, null));
    }
  }
}
