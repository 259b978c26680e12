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
