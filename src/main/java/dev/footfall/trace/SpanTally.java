package dev.footfall.trace;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts spans by minute of arrival, class and reason until they are flushed: before each watermark
 * and each barrier, so that no count is lost or comes twice.
 */
public final class SpanTally {
  private static final long MINUTE_MILLIS = 60_000;

  private final Map<Row, Sum> counts = new HashMap<>();

  /** Runs of spans mostly count to the same row, so the last one is tried first. */
  private @Nullable Row lastRow;

  private Sum lastSum = new Sum();

  /**
   * Counts spans.
   *
   * @param reason short fixed words within the class; empty where there is nothing to tell
   */
  public void count(long arrivalMillis, SpanClass spanClass, String reason, long spans) {
    if (lastRow == null || !lastRow.holds(arrivalMillis, spanClass, reason)) {
      long minuteMillis = arrivalMillis - Math.floorMod(arrivalMillis, MINUTE_MILLIS);
      lastRow = new Row(minuteMillis, spanClass, reason);
      lastSum = counts.computeIfAbsent(lastRow, row -> new Sum());
    }
    lastSum.spans += spans;
  }

  /** Hands on what was counted since the last flush, one count per row. */
  public void flush(Consumer<AccountingCount> out) {
    counts.forEach(
        (row, sum) ->
            out.accept(
                AccountingCount.spans(row.minuteMillis, row.spanClass, row.reason, sum.spans)));
    counts.clear();
    lastRow = null;
  }

  private record Row(long minuteMillis, SpanClass spanClass, String reason) {
    boolean holds(long arrivalMillis, SpanClass otherClass, String otherReason) {
      return spanClass == otherClass
          && arrivalMillis >= minuteMillis
          && arrivalMillis - minuteMillis < MINUTE_MILLIS
          && reason.equals(otherReason);
    }
  }

  private static final class Sum {
    private long spans;
  }
}
