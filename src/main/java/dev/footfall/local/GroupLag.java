package dev.footfall.local;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How far a consumer group is behind a topic, by the offsets that it commits. */
final class GroupLag implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Set<TopicPartition> partitions;

  GroupLag(String bootstrapServers, String group, String topic) {
    // Never subscribes, so it is no member of the group and disturbs nobody.
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "group.id", group),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    partitions =
        consumer.partitionsFor(topic).stream()
            .map(p -> new TopicPartition(topic, p.partition()))
            .collect(Collectors.toSet());
  }

  /** Records that are in the topic and not yet committed by the group. */
  long records() {
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(partitions);
    return consumer.endOffsets(partitions).entrySet().stream()
        .mapToLong(
            end -> {
              OffsetAndMetadata read = committed.get(end.getKey());
              return end.getValue() - (read == null ? 0 : read.offset());
            })
        .sum();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
