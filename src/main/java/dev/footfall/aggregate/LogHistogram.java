package dev.footfall.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;

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

  /** Buckets that are not empty, rising, and their counts; the first {@link #size} of both. */
  private int[] buckets = new int[8];

  private long[] counts = new long[8];
  private int size;
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
    for (int i = 0; i < other.size; i++) {
      addToBucket(other.buckets[i], other.counts[i]);
    }
  }

  /** Takes away all of another histogram, which was added before. */
  public void subtract(LogHistogram other) {
    for (int i = 0; i < other.size; i++) {
      addToBucket(other.buckets[i], -other.counts[i]);
    }
  }

  private void addToBucket(int bucket, long times) {
    if (times == 0) {
      return;
    }
    total += times;
    int at = Arrays.binarySearch(buckets, 0, size, bucket);
    if (at < 0) {
      insert(-at - 1, bucket, times);
    } else {
      counts[at] += times;
      if (counts[at] == 0) {
        remove(at);
      }
    }
  }

  private void insert(int at, int bucket, long times) {
    if (size == buckets.length) {
      buckets = Arrays.copyOf(buckets, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    System.arraycopy(buckets, at, buckets, at + 1, size - at);
    System.arraycopy(counts, at, counts, at + 1, size - at);
    buckets[at] = bucket;
    counts[at] = times;
    size++;
  }

  private void remove(int at) {
    size--;
    System.arraycopy(buckets, at + 1, buckets, at, size - at);
    System.arraycopy(counts, at + 1, counts, at, size - at);
  }

  /** How many values there are. */
  public long count() {
    return total;
  }

  public boolean isEmpty() {
    return size == 0;
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
    for (int i = 0; i < size; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return upperBound(buckets[i]);
      }
    }
    throw new IllegalStateException("a histogram without values has no quantiles");
  }

  /** Counts by the highest value that falls into their bucket, in order. */
  public NavigableMap<Long, Long> buckets() {
    NavigableMap<Long, Long> byBound = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      byBound.put(upperBound(buckets[i]), counts[i]);
    }
    return byBound;
  }

  public void write(DataOutput out) throws IOException {
    Numbers.write(size, out);
    for (int i = 0; i < size; i++) {
      Numbers.write(buckets[i], out);
      Numbers.write(counts[i], out);
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
    return other instanceof LogHistogram that
        && Arrays.equals(buckets, 0, size, that.buckets, 0, that.size)
        && Arrays.equals(counts, 0, size, that.counts, 0, that.size);
  }

  @Override
  public int hashCode() {
    return buckets().hashCode();
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
