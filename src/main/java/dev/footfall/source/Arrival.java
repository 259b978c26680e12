package dev.footfall.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells when a record arrived, from the timestamps of its partition alone: at its own timestamp,
 * but not more than {@code out_of_orderness} before the highest that its partition has shown. So no
 * arrival is ever behind the watermarks of {@link RecordTime}, and a replay repeats it, unless a
 * timestamp was ahead of the clock by more than a day at one reading and not at the other ({@link
 * RecordTime#orAbsent}).
 *
 * <p>A record without a timestamp arrives at its partition's highest. Where the partition has shown
 * none yet, nothing in the data tells when it came, and any guess (this process's clock, the start
 * of the epoch, another partition's time) would either differ on a replay or date visits to 1970:
 * it is {@link #UNKNOWN}, and such a record is a dead letter. Brokers stamp every record since
 * message format 1 (Kafka 0.10), so this takes very old or hand-made input.
 *
 * <p>Its memory is one long per partition, kept in the decoder's union list state and never
 * cleared. Not thread-safe.
 */
public final class Arrival {
  /** The arrival of a record of which nothing tells when it came. */
  public static final long UNKNOWN = -1;

  /** The end of the year 9999: a later timestamp is no time and counts as absent. */
  static final long LAST_MILLIS = 253_402_300_799_999L;

  private final long outOfOrdernessMillis;
  private final Map<String, long[]> highestByTopic = new HashMap<>();

  public Arrival(TimeSettings settings) {
    this.outOfOrdernessMillis = settings.outOfOrderness().toMillis();
  }

  /**
   * The highest timestamp that a partition has shown, as state holds it.
   *
   * @param timestampMillis epoch milliseconds
   */
  public record Highest(String topic, int partition, long timestampMillis) {}

  /** The record's arrival, epoch milliseconds, or {@link #UNKNOWN}; takes note of its timestamp. */
  public long of(RawRecord record) {
    long timestamp = record.timestampMillis();
    long highest = highest(record.topic(), record.partition());
    if (!isTime(timestamp)) {
      return highest;
    }
    if (timestamp > highest) {
      highestByTopic.get(record.topic())[record.partition()] = timestamp;
      return timestamp;
    }
    return Math.max(timestamp, highest - outOfOrdernessMillis);
  }

  /** The highest arrival so far; {@link #UNKNOWN} where there was none. */
  public long highest() {
    return snapshot().stream().mapToLong(Highest::timestampMillis).max().orElse(UNKNOWN);
  }

  /** What has to outlive a restart. */
  public List<Highest> snapshot() {
    List<Highest> all = new ArrayList<>();
    highestByTopic.forEach(
        (topic, partitions) -> {
          for (int partition = 0; partition < partitions.length; partition++) {
            if (partitions[partition] != UNKNOWN) {
              all.add(new Highest(topic, partition, partitions[partition]));
            }
          }
        });
    return all;
  }

  /** Takes over what was kept; of several values for a partition the highest counts. */
  public void restore(Iterable<Highest> kept) {
    for (Highest one : kept) {
      long known = highest(one.topic(), one.partition());
      highestByTopic.get(one.topic())[one.partition()] = Math.max(known, one.timestampMillis());
    }
  }

  static boolean isTime(long timestampMillis) {
    return timestampMillis >= 0 && timestampMillis <= LAST_MILLIS;
  }

  private long highest(String topic, int partition) {
    long[] partitions = highestByTopic.get(topic);
    if (partitions == null || partition >= partitions.length) {
      int known = partitions == null ? 0 : partitions.length;
      long[] grown = new long[Math.max(partition + 1, 2 * known)];
      Arrays.fill(grown, UNKNOWN);
      if (partitions != null) {
        System.arraycopy(partitions, 0, grown, 0, known);
      }
      highestByTopic.put(topic, grown);
      partitions = grown;
    }
    return partitions[partition];
  }
}
