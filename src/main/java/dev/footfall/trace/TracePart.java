package dev.footfall.trace;

import dev.footfall.otlp.Span;
import org.jspecify.annotations.Nullable;

/**
 * Spans of a trace as they are held: a fragment's block, untouched, or what a cap left of several.
 *
 * @param firstArrivalMillis epoch milliseconds
 * @param lastArrivalMillis the same as the first in a fragment
 * @param block spans in the compact encoding
 * @param pruned null in a fragment
 */
record TracePart(
    long firstArrivalMillis, long lastArrivalMillis, byte[] block, @Nullable Pruned pruned) {

  private static final int OVERHEAD_BYTES = 72;
  private static final int PRUNED_OVERHEAD_BYTES = 96;

  /** A fragment. */
  TracePart(long arrivalMillis, byte[] block) {
    this(arrivalMillis, arrivalMillis, block, null);
  }

  /** Takes each span of a part in the block's order. */
  @FunctionalInterface
  interface SpanSink {
    /**
     * @param index the span's place in the block
     */
    void accept(Span span, long arrivalMillis, int index);
  }

  /** Hands on each span, with the arrival of the record it came in. */
  void read(SpanSink out) {
    long[] arrivals = pruned == null ? null : pruned.arrivals;
    int[] index = {0};
    Span.read(
        block,
        span -> {
          out.accept(span, arrivals == null ? firstArrivalMillis : arrivals[index[0]], index[0]);
          index[0]++;
        });
  }

  /** Heap in use, as near as it can be told. */
  int bytes() {
    int bytes = OVERHEAD_BYTES + block.length;
    return pruned == null
        ? bytes
        : bytes
            + PRUNED_OVERHEAD_BYTES
            + Long.BYTES * (pruned.arrivals.length + pruned.duplicates.length)
            + Integer.BYTES * pruned.charges.length;
  }

  /**
   * What a cap has to know later of the spans it kept.
   *
   * @param arrivals of each span, epoch milliseconds
   * @param charges bytes that each span counts for: the largest of its copies
   * @param duplicates copies that are to be counted: index of the span, start of the minute of
   *     arrival, how many; and so on
   * @param cut the first rank that is cut off; null where no cap was passed
   */
  record Pruned(long[] arrivals, int[] charges, long[] duplicates, @Nullable SpanRank cut) {}
}
