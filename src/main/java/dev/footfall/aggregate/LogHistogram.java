package dev.footfall.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How often values fell between fixed bounds: values below 16 each for themselves, above that 16
 * buckets for each doubling, so that a bucket is at most a sixteenth wide. Histograms merge and
 * subtract exactly, and their form does not depend on the order of what was added: unlike a sketch
 * that draws random numbers, a replay repeats it to the byte. Not thread-safe.
 *
 * <p>Byte form, version 1: number of buckets, then index and count of each in order, all as
 * variable-length numbers. Whoever stores it stores {@link #VERSION} beside it.
 */
public final class LogHistogram {
  public static final int VERSION = 1;

  private static final int BITS = 4;
  private static final int PER_DOUBLING = 1 << BITS;

  private final TreeMap<Integer, Long> counts = new TreeMap<>();
  private long total;

  /** Adds a value; negative ones count as 0. */
  public void add(long value) {
    add(value, 1);
  }

  /** Adds a value several times; a negative number takes it back. */
  public void add(long value, long times) {
    addToBucket(bucket(value), times);
  }

  /** Adds all of another histogram. */
  public void merge(LogHistogram other) {
    other.counts.forEach(this::addToBucket);
  }

  /** Takes away all of another histogram, which was added before. */
  public void subtract(LogHistogram other) {
    other.counts.forEach((bucket, count) -> addToBucket(bucket, -count));
  }

  private void addToBucket(int bucket, long times) {
    if (times != 0) {
      total += times;
      counts.merge(bucket, times, LogHistogram::sumOrNothing);
    }
  }

  private static @Nullable Long sumOrNothing(Long one, Long other) {
    return one + other == 0 ? null : Long.valueOf(one + other);
  }

  /** How many values there are. */
  public long count() {
    return total;
  }

  public boolean isEmpty() {
    return counts.isEmpty();
  }

  /**
   * The value that the given share of values does not exceed, as the upper bound of its bucket.
   *
   * @param share above 0, at most 1: 0.95 for p95
   * @throws IllegalStateException where the histogram is empty
   */
  public long quantile(double share) {
    long rank = Math.max(1, (long) Math.ceil(share * total));
    long seen = 0;
    for (Map.Entry<Integer, Long> bucket : counts.entrySet()) {
      seen += bucket.getValue();
      if (seen >= rank) {
        return upperBound(bucket.getKey());
      }
    }
    throw new IllegalStateException("a histogram without values has no quantiles");
  }

  /** Counts by the highest value that falls into their bucket, in order. */
  public NavigableMap<Long, Long> buckets() {
    NavigableMap<Long, Long> buckets = new TreeMap<>();
    counts.forEach((bucket, count) -> buckets.put(upperBound(bucket), count));
    return buckets;
  }

  public void write(DataOutput out) throws IOException {
    Numbers.write(counts.size(), out);
    for (Map.Entry<Integer, Long> bucket : counts.entrySet()) {
      Numbers.write(bucket.getKey(), out);
      Numbers.write(bucket.getValue(), out);
    }
  }

  public static LogHistogram read(DataInput in) throws IOException {
    LogHistogram histogram = new LogHistogram();
    for (long left = Numbers.read(in); left > 0; left--) {
      histogram.addToBucket((int) Numbers.read(in), Numbers.read(in));
    }
    return histogram;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LogHistogram that && counts.equals(that.counts);
  }

  @Override
  public int hashCode() {
    return counts.hashCode();
  }

  @Override
  public String toString() {
    return buckets().toString();
  }

  private static int bucket(long anyValue) {
    long value = Math.max(anyValue, 0);
    if (value < PER_DOUBLING) {
      return (int) value;
    }
    int doubling = Long.SIZE - 1 - Long.numberOfLeadingZeros(value) - BITS;
    return (doubling + 1 << BITS) + (int) (value >>> doubling) - PER_DOUBLING;
  }

  private static long upperBound(int bucket) {
    if (bucket < PER_DOUBLING) {
      return bucket;
    }
    int doubling = (bucket >> BITS) - 1;
    long first = (long) (bucket & PER_DOUBLING - 1 | PER_DOUBLING) << doubling;
    return first + (1L << doubling) - 1;
  }
}
