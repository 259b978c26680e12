package dev.footfall.sink;

import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Makes Kafka records of rows, for known topics: pooled transaction names need to know them, to
 * find transactions that a failed run left open.
 */
abstract class TopicRecords<T>
    implements KafkaRecordSerializationSchema<T>, KafkaDatasetFacetProvider {
  private static final long serialVersionUID = 1;

  private final EnumMap<Output, String> topics;

  /**
   * @param topics of the outputs whose rows come here
   */
  TopicRecords(EnumMap<Output, String> topics) {
    this.topics = topics;
  }

  /**
   * A record for the output's topic; its time is never later than now, and now where it has none.
   */
  final ProducerRecord<byte[], byte[]> record(OutputRecord record) {
    long millis = record.timestampMillis();
    Long timestamp = millis < 0 ? null : Math.min(millis, System.currentTimeMillis());
    return new ProducerRecord<>(
        topics.get(record.output()), null, timestamp, record.key(), record.value());
  }

  @Override
  public final Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    return Optional.of(
        new DefaultKafkaDatasetFacet(
            DefaultKafkaDatasetIdentifier.ofTopics(List.copyOf(topics.values()))));
  }
}
