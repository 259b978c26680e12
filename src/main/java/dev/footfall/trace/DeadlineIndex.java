package dev.footfall.trace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds what may be due, in buckets of 128 ms. An element that moves is left where it was and
 * passed over there: so moving one costs no search. Deadlines come in runs, each of traces that
 * arrived together, so those buckets that were used last are found without the tree. Not
 * thread-safe.
 *
 * @param <T> traces, visitors
 */
public final class DeadlineIndex<T extends Scheduled> {
  static final long NOWHERE = Long.MIN_VALUE;

  private static final int BUCKET_BITS = 7;
  private static final int RECENT = 64;

  private final TreeMap<Long, Bucket<T>> buckets = new TreeMap<>();

  /** The bucket used last of all whose number ends with the place here. */
  private final List<@Nullable Bucket<T>> recent =
      new ArrayList<>(Collections.nCopies(RECENT, null));

  /** Moves the element to this deadline, from wherever it was. */
  public void schedule(T element, long deadline) {
    long number = deadline >> BUCKET_BITS;
    Bucket<T> bucket = bucket(number);
    if (element.bucket != number) {
      bucket.elements.add(element);
      element.bucket = number;
    }
    bucket.earliest = Math.min(bucket.earliest, deadline);
    element.nextCheck = deadline;
  }

  private Bucket<T> bucket(long number) {
    int place = (int) number & (RECENT - 1);
    Bucket<T> bucket = recent.get(place);
    if (bucket == null || bucket.number != number) {
      bucket = buckets.computeIfAbsent(number, Bucket::new);
      recent.set(place, bucket);
    }
    return bucket;
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
      Bucket<T> first = buckets.pollFirstEntry().getValue();
      recent.set((int) first.number & (RECENT - 1), null);
      for (T element : first.elements) {
        if (element.bucket == first.number) {
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
    for (Bucket<T> bucket : buckets.descendingMap().values()) {
      for (T element : bucket.elements) {
        if (element.bucket == bucket.number && !wantsMore.test(element)) {
          return;
        }
      }
    }
  }

  private static final class Bucket<T> {
    final long number;
    final List<T> elements = new ArrayList<>();
    long earliest = Long.MAX_VALUE;

    Bucket(long number) {
      this.number = number;
    }
  }
}
