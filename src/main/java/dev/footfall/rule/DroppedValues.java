package dev.footfall.rule;

import dev.footfall.trace.TraceConsumer.Counters;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Counts parameter values that did not fit their pattern, or were no number where one is declared:
 * a metric by rule and parameter, {@code droppedValues.RULE.PARAMETER}; and items that were too
 * many or nameless: {@code droppedItems.RULE}; entries that the catalog does not have: {@code
 * missingCatalogEntries.RULE}; and expressions that failed: {@code failedExpressions.RULE}. An
 * issue that revises another counts them again.
 */
final class DroppedValues {
  private final Counters counters;
  private final Map<String, LongConsumer> byName = new HashMap<>();

  DroppedValues(Counters counters) {
    this.counters = counters;
  }

  void value(String rule, String parameter) {
    count("droppedValues." + rule + "." + parameter, 1);
  }

  void items(String rule, int number) {
    count("droppedItems." + rule, number);
  }

  void expression(String rule) {
    count("failedExpressions." + rule, 1);
  }

  void missingEntries(String rule, int entries) {
    count("missingCatalogEntries." + rule, entries);
  }

  private void count(String name, long number) {
    byName.computeIfAbsent(name, counters::named).accept(number);
  }
}
