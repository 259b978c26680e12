package dev.footfall.sink;

import dev.footfall.source.KafkaReferences;
import dev.footfall.source.KafkaSettings;
import dev.footfall.visitor.Followed;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Builds the exactly-once sinks. There are two of them: events and sessions are encoded where
 * visitors are followed, in the sink's own serializer, so that they are neither shuffled nor
 * copied; accounting rows and dead letters are few, come from other operators, and share one more
 * sink that selects the topic.
 *
 * <p>Records become visible to {@code read_committed} consumers with the checkpoint they belong to.
 * Transactions are named from a pool, so that restarts do not leave names behind on the broker;
 * this needs Kafka 3.0 and the right to describe and read the output topics, and cannot be switched
 * back. The prefix is stable, and differs between the two sinks and between jobs.
 *
 * <p>Settings of the producer: the defaults here, over them {@code kafka.properties}, over these
 * {@code sink.properties}. A record time in the future of this machine's clock is set to now,
 * because brokers refuse such a record, and the job would fail on it again and again.
 */
public final class KafkaOutput {
  private static final Map<String, String> DEFAULTS =
      Map.of(
          ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4",
          ProducerConfig.LINGER_MS_CONFIG, "50",
          ProducerConfig.BATCH_SIZE_CONFIG, String.valueOf(256 << 10));

  private static final String FOLLOWED = "followed";
  private static final String RARE = "rare";

  private KafkaOutput() {}

  /** The sink of events and sessions; chain it behind what follows visitors. */
  public static KafkaSink<Followed> followed(KafkaSettings kafka, SinkSettings sink) {
    return sink(
        kafka,
        sink,
        FOLLOWED,
        new FollowedRecords(topics(sink, FollowedJson.OUTPUTS), sink.traceIds()));
  }

  /** The sink that accounting rows and dead letters share. */
  public static KafkaSink<OutputRecord> rare(KafkaSettings kafka, SinkSettings sink) {
    return sink(kafka, sink, RARE, new SelectedRecords(topics(sink, Output.RARE)));
  }

  /** What the ids of all transactions of a job begin with, and of no other job's. */
  static List<String> transactionalIdPrefixes(SinkSettings sink) {
    return Stream.of(FOLLOWED, RARE).map(name -> transactionalIdPrefix(sink, name) + "-").toList();
  }

  private static String transactionalIdPrefix(SinkSettings sink, String name) {
    return sink.transactionalIdPrefix() + "-" + name;
  }

  private static EnumMap<Output, String> topics(SinkSettings sink, List<Output> outputs) {
    EnumMap<Output, String> topics = new EnumMap<>(Output.class);
    for (Output output : outputs) {
      topics.put(output, sink.topic(output));
    }
    return topics;
  }

  private static <T> KafkaSink<T> sink(
      KafkaSettings kafka, SinkSettings sink, String name, TopicRecords<T> records) {
    return KafkaSink.<T>builder()
        .setKafkaProducerConfig(producer(kafka, sink))
        .setBootstrapServers(Objects.requireNonNull(kafka.brokers()))
        .setRecordSerializer(records)
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
        .setTransactionalIdPrefix(transactionalIdPrefix(sink, name))
        .build();
  }

  static Properties producer(KafkaSettings kafka, SinkSettings sink) {
    Map<String, String> all = new HashMap<>(DEFAULTS);
    all.putAll(kafka.properties());
    all.putAll(sink.properties());
    Properties properties = new Properties();
    properties.putAll(KafkaReferences.resolvable(all));
    properties.setProperty(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
        String.valueOf(sink.transactionTimeout().toMillis()));
    return properties;
  }
}
