package dev.footfall.trace;

import org.jspecify.annotations.Nullable;

/**
 * A count of the accounting: within a minute of arrival, of a class and reason.
 *
 * @param arrivalMinuteMillis start of the minute, epoch milliseconds
 * @param spanClass null for records that are counted apart: undecodable ones, empty envelopes
 * @param spans 0 where records are counted
 * @param records 0 where spans are counted
 * @param bytes of those records
 */
public record AccountingCount(
    long arrivalMinuteMillis,
    @Nullable SpanClass spanClass,
    String reason,
    long spans,
    long records,
    long bytes) {
  private static final long MINUTE_MILLIS = 60_000;

  /** Spans of a class and reason. */
  public static AccountingCount spans(
      long arrivalMillis, SpanClass spanClass, String reason, long spans) {
    return new AccountingCount(minute(arrivalMillis), spanClass, reason, spans, 0, 0);
  }

  /** One record that was no use, as a whole or from some byte on. */
  public static AccountingCount record(long arrivalMillis, String reason, long bytes) {
    return new AccountingCount(minute(arrivalMillis), null, reason, 0, 1, bytes);
  }

  private static long minute(long epochMillis) {
    return Math.floorDiv(epochMillis, MINUTE_MILLIS) * MINUTE_MILLIS;
  }

  /** The sum with another count of the same minute, class and reason. */
  AccountingCount plus(AccountingCount other) {
    return new AccountingCount(
        arrivalMinuteMillis,
        spanClass,
        reason,
        spans + other.spans,
        records + other.records,
        bytes + other.bytes);
  }
}
