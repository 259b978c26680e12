package dev.footfall.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.IssuedEvent;
import dev.footfall.local.EmbeddedKafka;
import dev.footfall.source.KafkaSettings;
import dev.footfall.visitor.Followed;
import dev.footfall.visitor.FollowedEvent;
import dev.footfall.visitor.FollowedSerializer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Writes to a real broker from a job that fails in the middle. */
class KafkaOutputIT {
  private static final ObjectMapper JACKSON = new ObjectMapper();
  private static final int ROWS = 3_000;

  private static EmbeddedKafka broker;
  private static KafkaSettings kafka;
  private static int run;

  private SinkSettings sink;

  @BeforeAll
  static void startTheBroker() {
    broker = EmbeddedKafka.start();
    kafka = new KafkaSettings(broker.bootstrapServers(), Map.of());
  }

  @AfterAll
  static void stopTheBroker() {
    broker.close();
  }

  @BeforeEach
  void createTopics() {
    SinkSettings defaults = SinkSettings.DEFAULTS;
    String prefix = "run" + run++;
    sink =
        new SinkSettings(
            prefix,
            Map.of(),
            prefix,
            defaults.transactionTimeout(),
            Map.of(),
            false,
            defaults.deadLetterPayloadBytes(),
            null);
    for (Output output : Output.values()) {
      broker.createTopic(sink.topic(output), 2);
    }
    FailTwice.failures.set(0);
  }

  @Test
  void eachEventIsCommittedOnceThoughTheJobFails() throws Exception {
    StreamExecutionEnvironment env = environment();
    numbers(env)
        .map(new ToEvent())
        .returns(FollowedSerializer.TYPE)
        .sinkTo(KafkaOutput.followed(kafka, sink))
        .uid("events")
        .name("events");
    env.execute();

    List<ConsumerRecord<String, String>> records = committed(sink.topic(Output.EVENTS));

    assertThat(FailTwice.failures).hasValue(2);
    assertThat(records).extracting(ConsumerRecord::key).doesNotHaveDuplicates().hasSize(ROWS);
    for (ConsumerRecord<String, String> record : records) {
      JsonNode row = JACKSON.readTree(record.value());
      assertThat(row.get("event_id").textValue()).isEqualTo(record.key());
      assertThat(record.timestamp()).isEqualTo(row.get("event_timestamp").longValue() / 1000);
    }
  }

  @Test
  void rareRecordsGoEachToItsTopicOnce() throws Exception {
    StreamExecutionEnvironment env = environment();
    numbers(env)
        .map(new ToRecord())
        .returns(OutputRecordSerializer.TYPE)
        .sinkTo(KafkaOutput.rare(kafka, sink))
        .uid("rare");
    env.execute();

    List<String> accounting = values(committed(sink.topic(Output.ACCOUNTING)));
    List<String> deadLetters = values(committed(sink.topic(Output.DEAD_LETTERS)));

    assertThat(FailTwice.failures).hasValue(2);
    assertThat(accounting)
        .containsExactlyInAnyOrderElementsOf(expected(i -> i % 3 != 0))
        .isNotEmpty();
    assertThat(deadLetters).containsExactlyInAnyOrderElementsOf(expected(i -> i % 3 == 0));
  }

  /**
   * Brokers refuse records more than an hour ahead of their clock, and the job would fail again and
   * again.
   */
  @Test
  void timeAheadOfTheClockDoesNotFailTheJob() throws Exception {
    broker.createTopic("strict.events", 1, Map.of("message.timestamp.after.max.ms", "3600000"));
    broker.createTopic("strict.sessions", 1);
    SinkSettings strict =
        new SinkSettings(
            "strict", Map.of(), "strict", Duration.ofMinutes(5), Map.of(), false, 1000, null);
    StreamExecutionEnvironment env = environment();
    long before = System.currentTimeMillis();
    env.fromData(before + 7_200_000)
        .map(inTwoHours -> at(Rows.fullEvent().event(), inTwoHours * 1000))
        .returns(FollowedSerializer.TYPE)
        .sinkTo(KafkaOutput.followed(kafka, strict))
        .uid("events");
    env.execute();

    assertThat(committed("strict.events"))
        .singleElement()
        .satisfies(record -> assertThat(record.timestamp()).isBetween(before, before + 600_000));
  }

  private static DataStream<Long> numbers(StreamExecutionEnvironment env) {
    return env.fromSource(
            new DataGeneratorSource<>(
                i -> i, ROWS, RateLimiterStrategy.perSecond(1_000), Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "numbers")
        .uid("numbers")
        .map(new FailTwice())
        .uid("fail");
  }

  private static List<String> expected(java.util.function.IntPredicate which) {
    return IntStream.range(0, ROWS).filter(which).mapToObj(Integer::toString).toList();
  }

  private static List<String> values(List<ConsumerRecord<String, String>> records) {
    return records.stream().map(ConsumerRecord::value).toList();
  }

  private static Followed at(AnalyticsEvent e, long micros) {
    AnalyticsEvent event =
        new AnalyticsEvent(
            e.eventId(),
            e.eventName(),
            micros,
            e.timeCorrected(),
            e.arrivalTimeMillis(),
            e.issuedAtMillis(),
            e.revision(),
            e.retracted(),
            e.interaction(),
            e.pageView(),
            e.conversion(),
            e.repeatedTransaction(),
            e.rule(),
            e.ruleIndex(),
            e.configVersion(),
            e.complete(),
            e.request(),
            e.client(),
            e.params(),
            e.items(),
            e.catalogVersion());
    return new Followed(new FollowedEvent(IssuedEvent.of(event, null), event, null), null, null);
  }

  private static List<ConsumerRecord<String, String>> committed(String topic) {
    return consume(topic, "read_committed");
  }

  private static List<ConsumerRecord<String, String>> consume(String topic, String isolation) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", broker.bootstrapServers());
    properties.put("isolation.level", isolation);
    List<ConsumerRecord<String, String>> all = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(200)).forEach(all::add);
      }
    }
    return all;
  }

  private static StreamExecutionEnvironment environment() {
    Configuration settings = new Configuration();
    settings.setString("restart-strategy.type", "fixed-delay");
    settings.setString("restart-strategy.fixed-delay.attempts", "5");
    settings.setString("restart-strategy.fixed-delay.delay", "0 s");
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2, settings);
    env.enableCheckpointing(200);
    return env;
  }

  /** Fails twice, each time some rows behind a completed checkpoint. */
  private static final class FailTwice implements MapFunction<Long, Long>, CheckpointListener {
    static final AtomicInteger failures = new AtomicInteger();

    private transient int rowsBehindCheckpoint;
    private transient boolean armed;

    @Override
    public Long map(Long value) {
      if (armed && ++rowsBehindCheckpoint > 50 && failures.get() < 2) {
        failures.incrementAndGet();
        throw new IllegalStateException("on purpose");
      }
      return value;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      armed = true;
      rowsBehindCheckpoint = 0;
    }
  }

  /** A number as an event. */
  private static final class ToEvent implements MapFunction<Long, Followed> {
    @Override
    public Followed map(Long i) {
      return new Followed(
          Rows.event("%032x".formatted(i), Rows.request(), Rows.facts(), Map.of()), null, null);
    }
  }

  /** A number as a record of one of the rare outputs. */
  private static final class ToRecord implements MapFunction<Long, OutputRecord> {
    @Override
    public OutputRecord map(Long i) {
      byte[] text = Long.toString(i).getBytes(StandardCharsets.UTF_8);
      return new OutputRecord(i % 3 == 0 ? Output.DEAD_LETTERS : Output.ACCOUNTING, text, text, -1);
    }
  }
}
