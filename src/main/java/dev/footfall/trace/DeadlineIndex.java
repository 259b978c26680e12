package dev.footfall.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Finds what may be due, in buckets of 128 ms. An element that moves is left where it was and
 * passed over there: so putting one costs no search. Not thread-safe.
 *
 * @param <T> traces, visitors
 */
public final class DeadlineIndex<T extends Scheduled> {
  static final long NOWHERE = Long.MIN_VALUE;

  private static final int BUCKET_BITS = 7;

  private final TreeMap<Long, Bucket<T>> buckets = new TreeMap<>();

  /** Moves the element to this deadline, from wherever it was. */
  public void schedule(T element, long deadline) {
    long number = deadline >> BUCKET_BITS;
    Bucket<T> bucket = buckets.computeIfAbsent(number, n -> new Bucket<>());
    if (element.bucket != number) {
      bucket.elements.add(element);
      element.bucket = number;
    }
    bucket.earliest = Math.min(bucket.earliest, deadline);
    element.nextCheck = deadline;
  }

  /** Takes the element out. */
  public void remove(T element) {
    element.bucket = NOWHERE;
  }

  /**
   * Hands on each element whose deadline is not after the watermark, out of the index; by then the
   * element has to have a later one, or none.
   */
  public void advance(long watermark, Consumer<T> due) {
    while (!buckets.isEmpty() && buckets.firstEntry().getValue().earliest <= watermark) {
      Map.Entry<Long, Bucket<T>> first = buckets.pollFirstEntry();
      for (T element : first.getValue().elements) {
        if (element.bucket == first.getKey()) {
          element.bucket = NOWHERE;
          if (element.nextCheck <= watermark) {
            due.accept(element);
          } else {
            schedule(element, element.nextCheck);
          }
        }
      }
    }
  }

  /** Shows elements, those with the latest deadlines first, as long as more are wanted. */
  public void visitLatest(Predicate<T> wantsMore) {
    for (Map.Entry<Long, Bucket<T>> bucket : buckets.descendingMap().entrySet()) {
      for (T element : bucket.getValue().elements) {
        if (element.bucket == bucket.getKey() && !wantsMore.test(element)) {
          return;
        }
      }
    }
  }

  private static final class Bucket<T> {
    final List<T> elements = new ArrayList<>();
    long earliest = Long.MAX_VALUE;
  }
}
