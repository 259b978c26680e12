package dev.footfall.sink;

import java.util.EnumMap;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends encoded records each to its output's topic. */
final class SelectedRecords extends TopicRecords<OutputRecord> {
  private static final long serialVersionUID = 1;

  SelectedRecords(EnumMap<Output, String> topics) {
    super(topics);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      OutputRecord record, KafkaSinkContext sink, Long elementTime) {
    return record(record);
  }
}
