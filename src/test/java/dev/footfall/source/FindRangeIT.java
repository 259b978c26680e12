package dev.footfall.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.local.EmbeddedKafka;
import dev.footfall.source.SourceSettings.Start;
import dev.footfall.source.SourceSettings.Stop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ranges of a real broker's topics. */
class FindRangeIT {
  private static final long NOON = 1_795_520_000_000L - 86_400_000L;
  private static final Duration OUT_OF_ORDERNESS = Duration.ofSeconds(5);

  private static EmbeddedKafka broker;
  private static KafkaSettings kafka;

  @BeforeAll
  static void start() {
    broker = EmbeddedKafka.start();
    kafka = new KafkaSettings(broker.bootstrapServers(), Map.of());
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  /** Behind the first record that is so much later than the end, none arrives before it. */
  @Test
  void readsOnUntilNoneCanArriveBeforeTheEnd() {
    broker.createTopic("late", 2);
    send("late", 0, 0, 10_000, 20_000, 18_000, 24_999, 19_500, 25_000, 19_000);

    PartitionRange range = find("late", NOON + 10_000, NOON + 20_000).partitions().get(0);

    assertThat(range.start()).isEqualTo(1);
    assertThat(range.stop()).isEqualTo(6);
    assertThat(range.firstMillis()).isEqualTo(NOON);
    assertThat(range.lastMillis()).isEqualTo(NOON + 25_000);
    assertThat(range.goesOn()).isTrue();
  }

  @Test
  void ofAPartitionWithoutRecordsNothingIsRead() {
    broker.createTopic("half", 2);
    send("half", 0, 0, 1_000);

    TopicRange range = find("half", NOON, NOON + 10_000);

    assertThat(range.partitions()).extracting(PartitionRange::records).containsExactly(2L, 0L);
    assertThat(range.beginsWithTheTopics()).isTrue();
    assertThat(range.goesOn()).isFalse();
    assertThat(range.availableFromMillis()).isEqualTo(Long.MIN_VALUE);
  }

  /** A producer whose clock is off by years must not end the range where its record lies. */
  @Test
  void aTimestampFarInTheFutureEndsNoRange() {
    broker.createTopic("odd", 1);
    long far = System.currentTimeMillis() + TimeUnit.DAYS.toMillis(1_000) - NOON;
    send("odd", 0, 0, far, 1_000, 2_000);

    PartitionRange range = find("odd", NOON, NOON + 10_000).partitions().get(0);

    assertThat(range.records()).isEqualTo(4);
  }

  @Test
  void saysFromWhenOnRecordsAreThere() throws Exception {
    broker.createTopic("gone", 2);
    send("gone", 0, 0, 1_000, 2_000);
    send("gone", 1, 0, 500);
    delete("gone", 2);

    TopicRange range = find("gone", NOON, NOON + 10_000);

    assertThat(range.availableFromMillis()).isEqualTo(NOON + 2_000);
    assertThat(range.firstMillis()).isEqualTo(NOON);
    assertThat(range.beginsWithTheTopics()).isFalse();
  }

  @Test
  @Timeout(120)
  void whatWasDeletedSinceFailsTheRun() throws Exception {
    broker.createTopic("expired", 1);
    send("expired", 0, 0, 1_000, 2_000);
    TopicRange range = find("expired", NOON, NOON + 10_000);
    delete("expired", 2);

    assertThatThrownBy(() -> aheads("expired", range, Map.of()))
        .hasStackTraceContaining("OffsetOutOfRange");
  }

  /** Memory holds what waits for the slowest partition, which is bounded by the alignment. */
  @Test
  @Timeout(120)
  void aShortPartitionWaitsForOneThatIsTwentyTimesAsLong() throws Exception {
    broker.createTopic("uneven", 2);
    send("uneven", 0, IntStream.range(0, 20_000).mapToLong(i -> i * 1_800L).toArray());
    send("uneven", 1, IntStream.range(0, 1_000).mapToLong(i -> i * 36_000L).toArray());
    TopicRange range = find("uneven", NOON, NOON + TimeUnit.HOURS.toMillis(11));

    List<Long> aheads =
        aheads(
            "uneven",
            range,
            Map.of("max.poll.records", "20", "max.partition.fetch.bytes", "20000"));

    assertThat(aheads).hasSize(21_000);
    assertThat(Duration.ofMillis(Collections.max(aheads))).isLessThan(Duration.ofHours(3));
  }

  /** How far each record is ahead of the watermark, in milliseconds of data time. */
  private static List<Long> aheads(String topic, TopicRange range, Map<String, String> properties)
      throws Exception {
    Configuration flink = new Configuration();
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, flink);
    List<Long> aheads = new ArrayList<>();
    try (CloseableIterator<Long> rows =
        env.fromSource(
                KafkaRecords.source(kafka, settings(topic, properties), range, "test"),
                RecordTime.bounded(TimeSettings.DEFAULTS),
                "k")
            .process(new Ahead())
            .executeAndCollect()) {
      rows.forEachRemaining(aheads::add);
    }
    return aheads;
  }

  private static TopicRange find(String topic, long fromMillis, long toMillis) {
    try (FindRange find = new FindRange(kafka, settings(topic, Map.of()))) {
      return find.between(fromMillis, toMillis, OUT_OF_ORDERNESS);
    }
  }

  private static SourceSettings settings(String topic, Map<String, String> properties) {
    return new SourceSettings(List.of(topic), "g", Start.COMMITTED, Stop.NEVER, properties);
  }

  private static void send(String topic, int partition, long... afterNoon) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (long after : afterNoon) {
        producer.send(new ProducerRecord<>(topic, partition, NOON + after, null, new byte[1_000]));
      }
    }
  }

  private static void delete(String topic, long before) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin
          .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(before)))
          .all()
          .get();
    }
  }

  /**
   * Takes its time for a record of partition 1, as the job does: readers learn of each other every
   * tenth of a second, in which bare reading would be through with it.
   */
  private static final class Ahead extends ProcessFunction<RawRecord, Long> {
    @Override
    public void processElement(RawRecord record, Context context, Collector<Long> out) {
      if (record.partition() == 1) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(3));
      }
      long watermark = Math.max(NOON, context.timerService().currentWatermark());
      out.collect(record.timestampMillis() - watermark);
    }
  }
}
