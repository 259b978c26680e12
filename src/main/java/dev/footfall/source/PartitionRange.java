package dev.footfall.source;

import java.io.Serializable;

/**
 * What is read of a partition, and what there is. Times are those of records, epoch milliseconds.
 *
 * @param start the first offset that is read
 * @param stop the first that is not; equal to start where nothing is read
 * @param begin the first offset that the partition still has; above 0 where older records are gone
 * @param end the first offset behind the last record
 * @param firstMillis of the first record that there still is; {@link Arrival#UNKNOWN} without one
 * @param lastMillis the highest of all; {@link Arrival#UNKNOWN} without records
 */
public record PartitionRange(
    String topic,
    int partition,
    long start,
    long stop,
    long begin,
    long end,
    long firstMillis,
    long lastMillis)
    implements Serializable {

  /** How many records are read, at the most: transactions' markers take offsets, too. */
  public long records() {
    return stop - start;
  }

  /** Whether it held records once that are gone. */
  public boolean isCutAtItsBegin() {
    return begin > 0 && firstMillis != Arrival.UNKNOWN;
  }

  /** Whether it held records once and has none now, so that nobody knows of when they were. */
  public boolean isEmptied() {
    return begin > 0 && begin == end;
  }

  /** Whether it goes on behind what is read. */
  public boolean goesOn() {
    return stop < end;
  }
}
