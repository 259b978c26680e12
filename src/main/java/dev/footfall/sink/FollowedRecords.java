package dev.footfall.sink;

import dev.footfall.visitor.Followed;
import java.util.EnumMap;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Encodes events and sessions on their way into the producer, each for its output's topic. */
final class FollowedRecords extends TopicRecords<Followed> {
  private static final long serialVersionUID = 1;

  private final boolean traceIds;
  private transient FollowedJson json;

  FollowedRecords(EnumMap<Output, String> topics, boolean traceIds) {
    super(topics);
    this.traceIds = traceIds;
  }

  @Override
  public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sink) {
    json = new FollowedJson(traceIds);
  }

  @Override
  public @Nullable ProducerRecord<byte[], byte[]> serialize(
      Followed row, KafkaSinkContext sink, Long elementTime) {
    OutputRecord record = json.record(row);
    return record == null ? null : record(record);
  }
}
