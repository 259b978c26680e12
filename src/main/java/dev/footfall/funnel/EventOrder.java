package dev.footfall.funnel;

import java.util.Comparator;

/**
 * An event's place in the total order: event time, trace id, span id, the rule's place.
 *
 * @param micros event time, epoch microseconds
 */
public record EventOrder(long micros, String traceId, String spanId, int ruleIndex)
    implements Comparable<EventOrder> {
  /** Behind every hexadecimal id. */
  private static final String BEHIND_IDS = "~";

  private static final Comparator<EventOrder> TOTAL =
      Comparator.comparingLong(EventOrder::micros)
          .thenComparing(EventOrder::traceId)
          .thenComparing(EventOrder::spanId)
          .thenComparingInt(EventOrder::ruleIndex);

  /** The place behind every event of this time. */
  static EventOrder endOf(long micros) {
    return new EventOrder(micros, BEHIND_IDS, "", 0);
  }

  @Override
  public int compareTo(EventOrder other) {
    return TOTAL.compare(this, other);
  }
}
