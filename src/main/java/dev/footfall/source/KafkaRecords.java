package dev.footfall.source;

import com.google.common.base.Ascii;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Builds the source that reads OTLP topics. One split per partition. Offsets are committed to the
 * group at checkpoints, for lag monitoring and for a later start from {@code committed}; a restored
 * job goes on from its checkpoint, whatever the group says. An endless source looks for new
 * partitions every five minutes and reads them from their beginning.
 */
public final class KafkaRecords {
  /**
   * Larger fetches than the consumer's defaults: spans come in batches of tens of kB. By measure:
   * with 2 MiB a partition a replay costs a tenth less CPU than with the default of 1 MiB, and than
   * with 8 MiB, where clearing the buffers costs more than fewer fetches save. They are no bounds
   * for a single record: a larger one is fetched all the same.
   */
  private static final Map<String, String> TUNING =
      Map.of(
          ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
          String.valueOf(50 << 20),
          ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
          String.valueOf(2 << 20),
          ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
          "2000",
          ConsumerConfig.RECEIVE_BUFFER_CONFIG,
          String.valueOf(1 << 20),
          "partition.discovery.interval.ms",
          "300000");

  private KafkaRecords() {}

  /**
   * A source by the settings. Where they say a stop, the brokers are asked once for the offsets it
   * means, which are then logged and fixed ({@link StopOffsets}).
   *
   * @throws IllegalArgumentException where a stop by offsets does not fit the topics' partitions
   * @throws KafkaUnreachable where the brokers do not answer
   */
  public static Source<RawRecord, KafkaPartitionSplit, KafkaSourceEnumState> source(
      KafkaSettings kafka, SourceSettings source) {
    Properties consumer = consumer(kafka, source);
    KafkaSourceBuilder<RawRecord> builder =
        KafkaSource.<RawRecord>builder()
            .setProperties(consumer)
            .setTopics(source.topics())
            .setStartingOffsets(start(source.start()))
            .setDeserializer(new RawDeserializer(Long.MAX_VALUE));
    if (source.stop().isBounded()) {
      builder.setBounded(StopOffsets.of(kafka, source));
      return new AlignedKafkaSource(builder.build(), consumer, null, Long.MAX_VALUE);
    }
    return builder.build();
  }

  /**
   * A source that reads a range between fixed offsets, as no group: it commits none, so that no
   * live job of the same settings notices.
   *
   * @param watched under what name it tells {@link ReadProgress} how far it is
   */
  public static Source<RawRecord, KafkaPartitionSplit, KafkaSourceEnumState> source(
      KafkaSettings kafka, SourceSettings source, TopicRange range, String watched) {
    Properties consumer = consumer(kafka, source);
    consumer.remove(ConsumerConfig.GROUP_ID_CONFIG);
    consumer.setProperty("commit.offsets.on.checkpoint", "false");
    consumer.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    consumer.setProperty("client.id.prefix", source.group() + "-" + watched);
    KafkaSource<RawRecord> built =
        KafkaSource.<RawRecord>builder()
            .setProperties(consumer)
            .setTopics(source.topics())
            .setStartingOffsets(FixedOffsets.starts(range))
            .setBounded(FixedOffsets.stops(range))
            .setDeserializer(new RawDeserializer(range.readToMillis()))
            .build();
    return new AlignedKafkaSource(built, consumer, watched, range.readToMillis());
  }

  /** The consumer's properties: ours, over them the cluster's, over these the source's. */
  static Properties consumer(KafkaSettings kafka, SourceSettings source) {
    Map<String, String> all = new HashMap<>(TUNING);
    all.putAll(kafka.properties());
    all.putAll(source.properties());
    Properties properties = new Properties();
    properties.putAll(KafkaReferences.resolvable(all));
    properties.setProperty(ConsumerConfig.GROUP_ID_CONFIG, source.group());
    // The reader falls back to it where a group has committed nothing.
    properties.setProperty(
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
        Ascii.toLowerCase(start(source.start()).getAutoOffsetResetStrategy().name()));
    properties.setProperty("client.id.prefix", source.group());
    properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.setProperty(
        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    properties.setProperty(
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    properties.setProperty(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, Objects.requireNonNull(kafka.brokers()));
    return properties;
  }

  private static OffsetsInitializer start(SourceSettings.Start start) {
    return switch (start.at()) {
      case EARLIEST -> OffsetsInitializer.earliest();
      case LATEST -> OffsetsInitializer.latest();
      case COMMITTED -> OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
      case TIMESTAMP ->
          OffsetsInitializer.timestamp(Objects.requireNonNull(start.time()).toEpochMilli());
    };
  }
}
