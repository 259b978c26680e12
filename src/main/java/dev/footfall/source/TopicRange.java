package dev.footfall.source;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A piece of the source's topics between fixed offsets, and what the topics hold beside it. Times
 * are epoch milliseconds.
 */
public final class TopicRange implements Serializable {
  private static final long serialVersionUID = 1;

  private final ArrayList<PartitionRange> partitions;
  private final long readToMillis;

  /**
   * @param partitions all of them, in any order
   * @param readToMillis no record that is needed is later
   */
  public TopicRange(List<PartitionRange> partitions, long readToMillis) {
    this.readToMillis = readToMillis;
    this.partitions = new ArrayList<>(partitions);
    this.partitions.sort(
        Comparator.comparing(PartitionRange::topic).thenComparingInt(PartitionRange::partition));
  }

  /** By topic and partition. */
  public List<PartitionRange> partitions() {
    return List.copyOf(partitions);
  }

  /** The first moment that is not needed any more. */
  public long readToMillis() {
    return readToMillis;
  }

  public long records() {
    return partitions.stream().mapToLong(PartitionRange::records).sum();
  }

  /**
   * From when on every partition still has its records: where some of a partition are gone, from
   * its first one. {@link Long#MIN_VALUE} where none ever went.
   */
  public long availableFromMillis() {
    return partitions.stream()
        .filter(PartitionRange::isCutAtItsBegin)
        .mapToLong(PartitionRange::firstMillis)
        .max()
        .orElse(Long.MIN_VALUE);
  }

  /** The latest record; {@link Arrival#UNKNOWN} without records. */
  public long lastMillis() {
    return partitions.stream().mapToLong(PartitionRange::lastMillis).max().orElse(Arrival.UNKNOWN);
  }

  /** The earliest record that there is; {@link Arrival#UNKNOWN} without records. */
  public long firstMillis() {
    return partitions.stream()
        .mapToLong(PartitionRange::firstMillis)
        .filter(millis -> millis != Arrival.UNKNOWN)
        .min()
        .orElse(Arrival.UNKNOWN);
  }

  /** Whether reading begins where every partition began, with offset 0. */
  public boolean beginsWithTheTopics() {
    return partitions.stream().allMatch(partition -> partition.start() == 0);
  }

  /** Whether some partition has records behind what is read. */
  public boolean goesOn() {
    return partitions.stream().anyMatch(PartitionRange::goesOn);
  }
}
