package dev.footfall.trace;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts spans (and undecodable records) by minute of arrival, class and reason until they are
 * flushed: before each watermark and each barrier, so that no count is lost or comes twice.
 */
public final class SpanTally {
  private static final long MINUTE_MILLIS = 60_000;

  private final Map<Row, Sums> counts = new HashMap<>();

  /** Runs of spans mostly count to the same row, so the last one is tried first. */
  private @Nullable Row lastRow;

  private Sums lastSums = new Sums();

  /**
   * Counts spans.
   *
   * @param reason short fixed words within the class; empty where there is nothing to tell
   */
  public void count(long arrivalMillis, SpanClass spanClass, String reason, long spans) {
    sums(arrivalMillis, spanClass, reason).spans += spans;
  }

  /**
   * Counts records that were no use as a whole, or only in part: in records and bytes, beside the
   * spans.
   */
  public void countRecord(long arrivalMillis, String reason, long bytes) {
    Sums sums = sums(arrivalMillis, null, reason);
    sums.records++;
    sums.bytes += bytes;
  }

  /** Hands on what was counted since the last flush, one count per row. */
  public void flush(Consumer<AccountingCount> out) {
    counts.forEach(
        (row, sums) ->
            out.accept(
                new AccountingCount(
                    row.arrivalMinuteMillis,
                    row.spanClass,
                    row.reason,
                    sums.spans,
                    sums.records,
                    sums.bytes)));
    counts.clear();
    lastRow = null;
  }

  private Sums sums(long arrivalMillis, @Nullable SpanClass spanClass, String reason) {
    Row last = lastRow;
    if (last == null || !last.holds(arrivalMillis, spanClass, reason)) {
      last =
          new Row(arrivalMillis - Math.floorMod(arrivalMillis, MINUTE_MILLIS), spanClass, reason);
      lastRow = last;
      lastSums = counts.computeIfAbsent(last, row -> new Sums());
    }
    return lastSums;
  }

  private record Row(long arrivalMinuteMillis, @Nullable SpanClass spanClass, String reason) {
    boolean holds(long arrivalMillis, @Nullable SpanClass otherClass, String otherReason) {
      return spanClass == otherClass
          && arrivalMillis >= arrivalMinuteMillis
          && arrivalMillis - arrivalMinuteMillis < MINUTE_MILLIS
          && reason.equals(otherReason);
    }
  }

  private static final class Sums {
    long spans;
    long records;
    long bytes;
  }
}
