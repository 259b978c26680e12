package dev.footfall.event;

import dev.footfall.trace.TraceConsumer.Counters;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Counts parameter values that did not fit their pattern, or were no number where one is declared:
 * a metric by rule and parameter, {@code droppedValues.RULE.PARAMETER}. An issue that revises
 * another counts them again.
 */
final class DroppedValues {
  private final Counters counters;
  private final Map<String, LongConsumer> byName = new HashMap<>();

  DroppedValues(Counters counters) {
    this.counters = counters;
  }

  void count(String rule, String parameter) {
    byName.computeIfAbsent("droppedValues." + rule + "." + parameter, counters::named).accept(1);
  }
}
