package dev.footfall.event;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule, ready to run. Thread-safe.
 *
 * @param drop the reason where the rule drops requests, else null
 * @param parameters sources in the rule's order; the first of a name that gives a value counts
 */
record CompiledRule(
    Naming naming, @Nullable String drop, CompiledMatch match, List<ParameterReader> parameters) {

  /** The event's parameters, in the rule's order. */
  Map<String, ParameterValue> parameters(Entry entry, Captures captures, DroppedValues dropped) {
    if (parameters.isEmpty()) {
      return Map.of();
    }
    Map<String, ParameterValue> values = new LinkedHashMap<>();
    for (ParameterReader parameter : parameters) {
      if (!values.containsKey(parameter.name())) {
        ParameterValue value = parameter.read(naming.rule(), entry, captures, dropped);
        if (value != null) {
          values.put(parameter.name(), value);
        }
      }
    }
    return values;
  }
}
