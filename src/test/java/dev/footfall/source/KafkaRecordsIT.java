package dev.footfall.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.local.EmbeddedKafka;
import dev.footfall.source.SourceSettings.Start;
import dev.footfall.source.SourceSettings.StartAt;
import dev.footfall.source.SourceSettings.Stop;
import dev.footfall.source.SourceSettings.StopAt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Reads a real broker's topic of two partitions, in which record i of a partition is of second i.
 */
class KafkaRecordsIT {
  private static final long NOON = 1_795_520_000_000L;
  private static final int RECORDS = 100;
  private static final Stop LATEST = new Stop(StopAt.LATEST, null, Map.of());
  private static final Start EARLIEST = new Start(StartAt.EARLIEST, null);

  private static EmbeddedKafka broker;
  private static KafkaSettings kafka;

  @BeforeAll
  static void fillTheTopic() throws Exception {
    broker = EmbeddedKafka.start();
    kafka = new KafkaSettings(broker.bootstrapServers(), Map.of());
    broker.createTopic("spans", 2);
    broker.createTopic("odd", 1, Map.of("max.message.bytes", String.valueOf(32 << 20)));
    send(
        IntStream.range(0, 2 * RECORDS)
            .mapToObj(i -> record("spans", i % 2, NOON + i / 2 * 1000L, new byte[] {1}))
            .toList());
    ProducerRecord<byte[], byte[]> withHeaders =
        new ProducerRecord<>("odd", 0, NOON + 9, new byte[] {8}, new byte[] {-1, -1, -1});
    withHeaders.headers().add("a", new byte[] {1}).add("a", null);
    send(
        List.of(
            record("odd", 0, NOON, null),
            new ProducerRecord<>("odd", 0, NOON, new byte[0], new byte[0]),
            new ProducerRecord<>("odd", 0, NOON, new byte[] {7}, new byte[20 << 20]),
            withHeaders));
  }

  @AfterAll
  static void stopTheBroker() {
    broker.close();
  }

  @Test
  void readsFromTheEarliestToTheLatest() throws Exception {
    assertThat(read(settings(EARLIEST, LATEST))).hasSize(2 * RECORDS).doesNotHaveDuplicates();
  }

  @Test
  void readsFromATimestampToATimestamp() throws Exception {
    Start start = new Start(StartAt.TIMESTAMP, Instant.ofEpochMilli(NOON + 10_000));
    Stop stop = new Stop(StopAt.TIMESTAMP, Instant.ofEpochMilli(NOON + 19_001), Map.of());

    assertThat(read(settings(start, stop)))
        .hasSize(20)
        .contains("0 10", "1 10", "0 19", "1 19")
        .doesNotContain("0 9", "0 20");
  }

  @Test
  void timestampBehindTheLastRecordStopsAtTheEnd() throws Exception {
    Stop stop = new Stop(StopAt.TIMESTAMP, Instant.ofEpochMilli(NOON + 86_400_000), Map.of());

    assertThat(read(settings(EARLIEST, stop))).hasSize(2 * RECORDS);
  }

  @Test
  void readsUpToOffsets() throws Exception {
    assertThat(read(settings(EARLIEST, offsets(Map.of(0, 3L, 1, 0L)))))
        .containsExactlyInAnyOrder("0 0", "0 1", "0 2");
  }

  @Test
  void offsetsMustFitThePartitions() {
    assertThatThrownBy(() -> KafkaRecords.source(kafka, settings(EARLIEST, offsets(Map.of(0, 3L)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("source.stop says no offset for spans-1; 0 leaves it out");
    assertThatThrownBy(
            () ->
                KafkaRecords.source(
                    kafka, settings(EARLIEST, offsets(Map.of(0, 3L, 1, 3L, 2, 3L)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("source.stop names spans-2, which is not read");
    assertThatThrownBy(
            () -> KafkaRecords.source(kafka, settings(EARLIEST, offsets(Map.of(0, 3L, 1, 101L)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("source.stop: spans-1 ends at 100, before 101");
  }

  @Test
  void readsFromCommittedOffsetsElseFromTheEarliest() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin
          .alterConsumerGroupOffsets(
              "half", Map.of(new TopicPartition("spans", 0), new OffsetAndMetadata(98)))
          .all()
          .get();
    }
    SourceSettings half =
        new SourceSettings(List.of("spans"), "half", Start.COMMITTED, LATEST, Map.of());

    assertThat(read(half)).hasSize(2 + RECORDS).contains("0 98", "0 99", "1 0");
  }

  @Test
  void latestReadsNothingThatWasThere() throws Exception {
    Start latest = new Start(StartAt.LATEST, null);

    assertThat(read(settings(latest, LATEST))).isEmpty();
  }

  @Test
  void endIsThatOfTheStartAndNotOfWhatComesLater() throws Exception {
    broker.createTopic("growing", 1);
    send(List.of(record("growing", 0, NOON, new byte[1])));
    SourceSettings settings =
        new SourceSettings(List.of("growing"), "g", EARLIEST, LATEST, Map.of());
    Source<RawRecord, ?, ?> source = KafkaRecords.source(kafka, settings);
    send(List.of(record("growing", 0, NOON, new byte[1])));

    assertThat(
            collect(
                environment()
                    .fromSource(source, RecordTime.bounded(TimeSettings.DEFAULTS), "k")
                    .process(new Seen())))
        .containsExactly("0 0");
  }

  /** A tombstone, an empty value, 20 MB, bytes that are no OTLP. */
  @Test
  void noRecordStopsTheSource() throws Exception {
    SourceSettings settings = new SourceSettings(List.of("odd"), "g", EARLIEST, LATEST, Map.of());

    List<String> seen =
        collect(
            environment()
                .fromSource(
                    KafkaRecords.source(kafka, settings),
                    RecordTime.bounded(TimeSettings.DEFAULTS),
                    "k")
                .process(new Described()));

    assertThat(seen)
        .containsExactly(
            "odd-0-0 +0 key null value null headers []",
            "odd-0-1 +0 key 0 value 0 headers []",
            "odd-0-2 +0 key 1 value 20971520 headers []",
            "odd-0-3 +9 key 1 value 3 headers [a=1, a=null]");
  }

  /** One partition is empty and must not hold the watermark of a bounded run back. */
  @Test
  void boundedRunEndsThoughAPartitionIsEmpty() throws Exception {
    broker.createTopic("gap", 3);
    send(
        IntStream.range(0, 2_000)
            .mapToObj(i -> record("gap", i % 2, NOON + i * 1000L, new byte[1]))
            .toList());
    SourceSettings settings = new SourceSettings(List.of("gap"), "g", EARLIEST, LATEST, Map.of());

    assertThat(read(settings)).hasSize(2_000);
  }

  @Test
  void silentBrokerIsNamed() {
    KafkaSettings nowhere = new KafkaSettings("localhost:1", Map.of());

    assertThatThrownBy(() -> KafkaRecords.source(nowhere, settings(EARLIEST, LATEST)))
        .isInstanceOf(KafkaUnreachable.class)
        .hasMessageContaining("kafka.brokers localhost:1")
        .hasMessageContaining("no broker answered");
  }

  @Test
  void ownPropertiesWinOverTheDefaults() {
    Properties properties =
        KafkaRecords.consumer(
            new KafkaSettings("b:1", Map.of("fetch.max.bytes", "1", "max.poll.records", "2")),
            new SourceSettings(
                List.of("t"), "g", EARLIEST, LATEST, Map.of("max.poll.records", "3")));

    assertThat(properties)
        .containsEntry("fetch.max.bytes", "1")
        .containsEntry("max.poll.records", "3")
        .containsEntry("bootstrap.servers", "b:1");
  }

  private static Stop offsets(Map<Integer, Long> partitions) {
    return new Stop(StopAt.OFFSETS, null, Map.of("spans", partitions));
  }

  private static SourceSettings settings(Start start, Stop stop) {
    return new SourceSettings(List.of("spans"), "g", start, stop, Map.of());
  }

  private static List<String> read(SourceSettings settings) throws Exception {
    return collect(
        environment()
            .fromSource(
                KafkaRecords.source(kafka, settings),
                RecordTime.bounded(TimeSettings.DEFAULTS),
                "k")
            .process(new Seen()));
  }

  private static List<String> collect(DataStream<String> rows) throws Exception {
    List<String> seen = new ArrayList<>();
    try (CloseableIterator<String> all = rows.executeAndCollect()) {
      all.forEachRemaining(seen::add);
    }
    return seen;
  }

  private static StreamExecutionEnvironment environment() {
    Configuration settings = new Configuration();
    settings.setString("restart-strategy.type", "none");
    return StreamExecutionEnvironment.createLocalEnvironment(2, settings);
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, int partition, long timestamp, byte[] value) {
    return new ProducerRecord<>(topic, partition, timestamp, (byte[]) null, value);
  }

  /** Sends in order, and fails where a record did not get there. */
  private static void send(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "max.request.size",
                32 << 20,
                "buffer.memory",
                64L << 20),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      records.forEach(record -> sent.add(producer.send(record)));
    }
    for (Future<RecordMetadata> one : sent) {
      one.get();
    }
  }

  /** Partition and offset; fails where an arrival is not later than the watermark. */
  private static final class Seen extends ProcessFunction<RawRecord, String> {
    private transient Arrival arrival;

    @Override
    public void processElement(RawRecord record, Context context, Collector<String> out) {
      if (arrival == null) {
        arrival = new Arrival(TimeSettings.DEFAULTS);
      }
      if (arrival.of(record) <= context.timerService().currentWatermark()) {
        throw new IllegalStateException(record + " is behind the watermark");
      }
      out.collect(record.partition() + " " + record.offset());
    }
  }

  /** All of a record, by lengths. */
  private static final class Described extends ProcessFunction<RawRecord, String> {
    @Override
    public void processElement(RawRecord r, Context context, Collector<String> out) {
      List<String> headers =
          r.headers().stream().map(h -> h.name() + "=" + length(h.value())).toList();
      out.collect(
          "%s-%s-%s +%s key %s value %s headers %s"
              .formatted(
                  r.topic(),
                  r.partition(),
                  r.offset(),
                  r.timestampMillis() - NOON,
                  length(r.key()),
                  length(r.value()),
                  headers));
    }

    private static Integer length(byte[] bytes) {
      return bytes == null ? null : bytes.length;
    }
  }
}
