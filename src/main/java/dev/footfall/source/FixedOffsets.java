package dev.footfall.source;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Offsets that were found before the job starts. One that the broker no longer has fails the job:
 * to begin elsewhere would leave records out that nobody misses.
 */
final class FixedOffsets implements OffsetsInitializer {
  private static final long serialVersionUID = 1;

  private final HashMap<TopicPartition, Long> offsets = new HashMap<>();

  private FixedOffsets(TopicRange range, ToLongFunction<PartitionRange> offset) {
    for (PartitionRange each : range.partitions()) {
      offsets.put(new TopicPartition(each.topic(), each.partition()), offset.applyAsLong(each));
    }
  }

  static FixedOffsets starts(TopicRange range) {
    return new FixedOffsets(range, PartitionRange::start);
  }

  static FixedOffsets stops(TopicRange range) {
    return new FixedOffsets(range, PartitionRange::stop);
  }

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
    Map<TopicPartition, Long> asked = new HashMap<>();
    for (TopicPartition partition : partitions) {
      asked.put(partition, offsets.getOrDefault(partition, 0L)); // made since: not read
    }
    return asked;
  }

  @Override
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.NONE;
  }
}
