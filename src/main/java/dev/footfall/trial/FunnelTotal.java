package dev.footfall.trial;

import dev.footfall.funnel.FunnelCounts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What is counted of a funnel over all windows and breakdowns of a range. Attempts add up; who made
 * attempts in two windows is two attempts. Not thread-safe.
 */
public final class FunnelTotal {
  private final FunnelCounts counts;
  private long firstMillis;
  private long lastMillis;

  FunnelTotal() {
    this(new FunnelCounts(), Long.MAX_VALUE, Long.MIN_VALUE);
  }

  private FunnelTotal(FunnelCounts counts, long firstMillis, long lastMillis) {
    this.counts = counts;
    this.firstMillis = firstMillis;
    this.lastMillis = lastMillis;
  }

  void add(long windowStartMillis, FunnelCounts window) {
    counts.merge(window);
    firstMillis = Math.min(firstMillis, windowStartMillis);
    lastMillis = Math.max(lastMillis, windowStartMillis);
  }

  void merge(FunnelTotal other) {
    counts.merge(other.counts);
    firstMillis = Math.min(firstMillis, other.firstMillis);
    lastMillis = Math.max(lastMillis, other.lastMillis);
  }

  /** Sums over all windows. */
  public FunnelCounts counts() {
    return counts;
  }

  /** Start of the first window with an attempt, epoch milliseconds. */
  public long firstWindowMillis() {
    return firstMillis;
  }

  /** Start of the last. */
  public long lastWindowMillis() {
    return lastMillis;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(firstMillis);
    out.writeLong(lastMillis);
    counts.write(out);
  }

  static FunnelTotal read(DataInput in) throws IOException {
    long first = in.readLong();
    long last = in.readLong();
    return new FunnelTotal(FunnelCounts.read(in), first, last);
  }
}
