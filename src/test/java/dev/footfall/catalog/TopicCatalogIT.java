package dev.footfall.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.catalog.CatalogSettings.Topic;
import dev.footfall.local.EmbeddedKafka;
import dev.footfall.source.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TopicCatalogIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int ENTRIES = 20_000;

  private static EmbeddedKafka broker;
  private static KafkaProducer<byte[], byte[]> producer;

  @BeforeAll
  static void start() {
    broker = EmbeddedKafka.start();
    producer = producer();
  }

  private static KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "enable.idempotence",
            false,
            "acks",
            "1"),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  @AfterAll
  static void stop() {
    producer.close();
    broker.close();
  }

  @Test
  void isReadToItsEndAndThenFollowed() {
    broker.createTopic("products", 3, Map.of("cleanup.policy", "compact"));
    for (int i = 0; i < ENTRIES; i++) {
      send("products", "sku" + i, "{\"name\": \"old " + i + "\"}");
    }
    for (int i = 0; i < ENTRIES; i++) {
      send("products", "sku" + i, "{\"name\": \"Product " + i + "\"}");
    }
    send("products", "sku7", null);
    send("products", "sku8", "no JSON");
    producer.flush();

    try (Catalog catalog = Catalogs.open(settings("products", Duration.ofMillis(200)))) {
      CatalogTable table = catalog.table();
      assertThat(table.size()).as("before anything is processed").isEqualTo(ENTRIES - 1);
      assertThat(table.find("sku7")).isNull();
      assertThat(table.find("sku8").text(0)).isEqualTo("Product 8");
      assertThat(table.find("sku" + (ENTRIES - 1)).text(0)).isEqualTo("Product " + (ENTRIES - 1));
      assertThat(catalog.refused()).isEqualTo(1);
      assertThat(catalog.updates()).isZero();
      long version = table.version();

      send("products", "sku7", "{\"name\": \"Back again\"}");
      send("products", "sku9", null);
      producer.flush();
      await(() -> table.find("sku7") != null && table.find("sku9") == null);
      assertThat(table.find("sku7").text(0)).isEqualTo("Back again");
      assertThat(table.version()).isNotEqualTo(version);
      assertThat(catalog.updates()).isEqualTo(2);

      addPartition("products", 4);
      try (KafkaProducer<byte[], byte[]> another = producer()) {
        another.send(new ProducerRecord<>("products", 3, bytes("new"), bytes("{\"name\":\"N\"}")));
      }
      await(() -> table.find("new") != null);
    }
  }

  @Test
  void emptyTopicIsAnEmptyCatalog() {
    broker.createTopic("empty", 1);

    try (Catalog catalog = Catalogs.open(settings("empty", Duration.ofMinutes(1)))) {
      assertThat(catalog.table().size()).isZero();
      send("empty", "a", "{\"name\": \"first\"}");
      await(() -> catalog.table().find("a") != null);
    }
  }

  @Test
  void leavesNoThreadBehind() {
    broker.createTopic("closed", 1);

    Catalogs.open(settings("closed", Duration.ofMinutes(1))).close();

    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("footfall-catalog");
  }

  @Test
  void saysThatATopicIsNotThere() {
    assertThatThrownBy(() -> Catalogs.open(settings("nowhere", Duration.ofMinutes(1))))
        .isInstanceOf(BrokenCatalogException.class)
        .hasMessage("catalog topic nowhere is not there");
    assertThatThrownBy(() -> Catalogs.check(settings("nowhere", Duration.ofMinutes(1))))
        .hasMessage("catalog topic nowhere is not there");
  }

  @Test
  void saysThatTheEndWasNotReachedInTime() {
    broker.createTopic("slow", 1);
    send("slow", "a", "{}");
    producer.flush();
    Topic topic =
        new Topic(
            "slow", new KafkaSettings(broker.bootstrapServers(), Map.of()), Duration.ofNanos(1));
    CatalogSettings settings =
        new CatalogSettings(
            null, topic, "sku", ',', Duration.ofMinutes(1), List.of("name"), List.of());

    assertThatThrownBy(() -> Catalogs.open(settings))
        .hasMessage("catalog topic slow was not read to its end within 0 s");
  }

  @Test
  void saysThatNoBrokerAnswers() {
    Topic topic = new Topic("p", new KafkaSettings("localhost:1", Map.of()), Duration.ofMinutes(1));

    assertThatThrownBy(
            () ->
                Catalogs.check(
                    new CatalogSettings(
                        null,
                        topic,
                        "sku",
                        ',',
                        Duration.ofMinutes(1),
                        List.of("name"),
                        List.of())))
        .isInstanceOfSatisfying(
            BrokenCatalogException.class, e -> assertThat(e.isUnreachable()).isTrue())
        .hasMessageStartingWith("catalog topic p cannot be read from localhost:1: ");
  }

  private static CatalogSettings settings(String topic, Duration refresh) {
    KafkaSettings kafka = new KafkaSettings(broker.bootstrapServers(), Map.of());
    return new CatalogSettings(
        null,
        new Topic(topic, kafka, Duration.ofMinutes(1)),
        "sku",
        ',',
        refresh,
        List.of("name"),
        List.of());
  }

  private static void send(String topic, String key, String value) {
    producer.send(new ProducerRecord<>(topic, bytes(key), value == null ? null : bytes(value)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void addPartition(String topic, int partitions) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin
          .createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
          .all()
          .toCompletionStage()
          .toCompletableFuture()
          .orTimeout(30, TimeUnit.SECONDS)
          .join();
    }
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("patience").isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
