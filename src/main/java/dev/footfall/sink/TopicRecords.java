package dev.footfall.sink;

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

  private final String prefix;
  private final Output[] outputs;

  TopicRecords(String prefix, List<Output> outputs) {
    this.prefix = prefix;
    this.outputs = outputs.toArray(Output[]::new);
  }

  /**
   * A record for the output's topic; its time is never later than now, and now where it has none.
   */
  final ProducerRecord<byte[], byte[]> record(
      Output output, byte[] key, byte[] value, long timestampMillis) {
    Long timestamp =
        timestampMillis < 0 ? null : Math.min(timestampMillis, System.currentTimeMillis());
    return new ProducerRecord<>(output.topic(prefix), null, timestamp, key, value);
  }

  @Override
  public final Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    List<String> topics = List.of(outputs).stream().map(output -> output.topic(prefix)).toList();
    return Optional.of(
        new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(topics)));
  }
}
