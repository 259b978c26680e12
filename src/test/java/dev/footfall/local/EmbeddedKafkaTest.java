package dev.footfall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbeddedKafkaTest {
  private static EmbeddedKafka kafka;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafka.start();
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void readCommittedSeesCommittedTransactionsOnly() throws Exception {
    kafka.createTopic("transactions", 2);
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of("transactional.id", "t"))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(record("transactions", "aborted"));
      producer.flush();
      producer.abortTransaction();
      producer.beginTransaction();
      producer.send(record("transactions", "committed"));
      producer.commitTransaction();
    }
    assertThat(read("transactions", 1)).containsExactly("committed");
  }

  @Test
  void keepsRecordsOfAnyTime() throws Exception {
    kafka.createTopic("times", 1);
    long year = Duration.ofDays(365).toMillis(), now = System.currentTimeMillis();
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      for (long time : List.of(0L, now - 9 * year, now + 9 * year)) {
        producer.send(new ProducerRecord<>("times", 0, time, null, bytes("x"))).get();
      }
    }
    assertThat(read("times", 3)).hasSize(3);
  }

  @Test
  void keepsTheTransactionTimeoutThatBrokersShip() throws Exception {
    ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      assertThat(admin.describeConfigs(List.of(broker)).all().get().get(broker))
          .extracting(config -> config.get("transaction.max.timeout.ms").value())
          .isEqualTo("900000");
    }
  }

  @Test
  void makesNoTopicForWhoeverWritesToIt() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of("max.block.ms", "1500"))) {
      assertThatThrownBy(() -> producer.send(record("nobody", "x")).get())
          .hasMessageContaining("Topic nobody not present");
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      assertThat(admin.listTopics().names().get()).doesNotContain("nobody");
    }
  }

  @Test
  void saysThatATopicIsThereAlready() {
    kafka.createTopic("twice", 1);
    assertThatThrownBy(() -> kafka.createTopic("twice", 1))
        .hasMessageContaining("twice")
        .hasCauseInstanceOf(TopicExistsException.class);
  }

  @Test
  void removesItsLogWhenClosed() throws Exception {
    List<Path> before = logs();
    EmbeddedKafka second = EmbeddedKafka.start();
    assertThat(logs()).hasSize(before.size() + 1);
    second.createTopic("gone", 1);
    second.close();
    assertThat(logs()).hasSize(before.size());
  }

  @Test
  void leavesNothingBehindWhenItsPortIsTaken() throws Exception {
    List<Path> before = logs();
    int taken = Integer.parseInt(kafka.bootstrapServers().split(":")[1]);
    assertThatThrownBy(() -> EmbeddedKafka.start(taken, Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("localhost:" + taken);
    assertThat(logs()).hasSize(before.size());
  }

  private static List<Path> logs() throws Exception {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.getFileName().toString().startsWith("footfall-kafka-")).toList();
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("bootstrap.servers", kafka.bootstrapServers());
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static ProducerRecord<byte[], byte[]> record(String topic, String value) {
    return new ProducerRecord<>(topic, bytes(value));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> read(String topic, int count) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            kafka.bootstrapServers(),
            "group.id",
            "reads-" + topic,
            "auto.offset.reset",
            "earliest",
            "isolation.level",
            "read_committed");
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(topic));
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (values.size() < count && System.nanoTime() < deadline) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          values.add(new String(record.value(), StandardCharsets.UTF_8));
        }
      }
    }
    return values;
  }
}
