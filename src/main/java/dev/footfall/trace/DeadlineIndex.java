package dev.footfall.trace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds what may be due, in buckets of 128 ms, each a list that runs through its elements: so to
 * put one, move one or take one out costs no search, and nothing is held of one that is out. Those
 * buckets that were used last are found without the tree, since deadlines come in runs. Not
 * thread-safe.
 *
 * @param <T> traces, visitors
 */
public final class DeadlineIndex<T extends Scheduled<T>> {
  private static final int BUCKET_BITS = 7;
  private static final int RECENT = 64;

  private final TreeMap<Long, Bucket<T>> buckets = new TreeMap<>();

  /** The bucket used last of all whose number ends with the place here. */
  private final List<@Nullable Bucket<T>> recent =
      new ArrayList<>(Collections.nCopies(RECENT, null));

  /** Moves the element to this deadline, from wherever it was. */
  public void schedule(T element, long deadline) {
    long number = deadline >> BUCKET_BITS;
    Bucket<T> bucket = element.bucket;
    if (bucket == null || bucket.number != number || bucket.taken) {
      remove(element);
      bucket = bucket(number);
      bucket.add(element);
    }
    bucket.earliest = Math.min(bucket.earliest, deadline);
    element.nextCheck = deadline;
  }

  private Bucket<T> bucket(long number) {
    Bucket<T> bucket = recent.get(place(number));
    if (bucket == null || bucket.number != number) {
      bucket = buckets.computeIfAbsent(number, Bucket::new);
      recent.set(place(number), bucket);
    }
    return bucket;
  }

  private static int place(long number) {
    return (int) number & (RECENT - 1);
  }

  /** Takes the element out. */
  public void remove(T element) {
    Bucket<T> bucket = element.bucket;
    if (bucket != null) {
      bucket.remove(element);
      if (bucket.first == null && !bucket.taken) {
        buckets.remove(bucket.number);
        take(bucket);
      }
    }
  }

  private void take(Bucket<T> bucket) {
    bucket.taken = true;
    if (recent.get(place(bucket.number)) == bucket) {
      recent.set(place(bucket.number), null);
    }
  }

  /**
   * Hands on each element whose deadline is not after the watermark, out of the index; by then the
   * element has to have a later one, or none.
   */
  public void advance(long watermark, Consumer<T> due) {
    while (!buckets.isEmpty() && buckets.firstEntry().getValue().earliest <= watermark) {
      Bucket<T> bucket = buckets.pollFirstEntry().getValue();
      take(bucket);
      for (T element = bucket.first; element != null; element = bucket.first) {
        bucket.remove(element);
        if (element.nextCheck <= watermark) {
          due.accept(element);
        } else {
          schedule(element, element.nextCheck);
        }
      }
    }
  }

  /**
   * Shows elements, those with the latest deadlines first, as long as more are wanted; one that is
   * shown may be taken out.
   */
  public void visitLatest(Predicate<T> wantsMore) {
    Map.Entry<Long, Bucket<T>> entry = buckets.lastEntry();
    while (entry != null) {
      T element = entry.getValue().first;
      while (element != null) {
        T next = element.after;
        if (!wantsMore.test(element)) {
          return;
        }
        element = next;
      }
      entry = buckets.lowerEntry(entry.getKey());
    }
  }

  /** Elements with deadlines that differ in their last bits only, in the order they came. */
  static final class Bucket<T extends Scheduled<T>> {
    private final long number;
    private long earliest = Long.MAX_VALUE;
    private @Nullable T first;
    private @Nullable T last;

    /** No longer in the index. */
    private boolean taken;

    Bucket(long number) {
      this.number = number;
    }

    private void add(T element) {
      T before = last;
      element.bucket = this;
      element.before = before;
      last = element;
      if (before == null) {
        first = element;
      } else {
        before.after = element;
      }
    }

    private void remove(T element) {
      T before = element.before;
      T after = element.after;
      if (before == null) {
        first = after;
      } else {
        before.after = after;
      }
      if (after == null) {
        last = before;
      } else {
        after.before = before;
      }
      element.bucket = null;
      element.before = null;
      element.after = null;
    }
  }
}
