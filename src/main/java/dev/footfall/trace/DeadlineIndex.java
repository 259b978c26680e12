package dev.footfall.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Finds the traces for which something may be due, in buckets of 128 ms. A trace that moves is left
 * where it was and passed over there: so putting one costs no search.
 */
final class DeadlineIndex {
  static final long NOWHERE = Long.MIN_VALUE;

  private static final int BUCKET_BITS = 7;

  private final TreeMap<Long, Bucket> buckets = new TreeMap<>();

  /** Moves the trace to this deadline, from wherever it was. */
  void schedule(HeldTrace trace, long deadline) {
    long number = deadline >> BUCKET_BITS;
    Bucket bucket = buckets.computeIfAbsent(number, n -> new Bucket());
    if (trace.bucket != number) {
      bucket.traces.add(trace);
      trace.bucket = number;
    }
    bucket.earliest = Math.min(bucket.earliest, deadline);
    trace.nextCheck = deadline;
  }

  void remove(HeldTrace trace) {
    trace.bucket = NOWHERE;
  }

  /**
   * Hands on each trace whose deadline is not after the watermark, out of the index; by then the
   * trace has to have a later one, or none.
   */
  void advance(long watermark, Consumer<HeldTrace> due) {
    while (!buckets.isEmpty() && buckets.firstEntry().getValue().earliest <= watermark) {
      Map.Entry<Long, Bucket> first = buckets.pollFirstEntry();
      for (HeldTrace trace : first.getValue().traces) {
        if (trace.bucket == first.getKey()) {
          trace.bucket = NOWHERE;
          if (trace.nextCheck <= watermark) {
            due.accept(trace);
          } else {
            schedule(trace, trace.nextCheck);
          }
        }
      }
    }
  }

  /** Shows traces, those with the latest deadlines first, as long as more are wanted. */
  void visitLatest(Predicate<HeldTrace> wantsMore) {
    for (Map.Entry<Long, Bucket> bucket : buckets.descendingMap().entrySet()) {
      for (HeldTrace trace : bucket.getValue().traces) {
        if (trace.bucket == bucket.getKey() && !wantsMore.test(trace)) {
          return;
        }
      }
    }
  }

  private static final class Bucket {
    final List<HeldTrace> traces = new ArrayList<>();
    long earliest = Long.MAX_VALUE;
  }
}
