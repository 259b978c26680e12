package dev.footfall.local.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.local.EmbeddedKafka;
import dev.footfall.sink.Output;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TopicPieceIT {
  private static EmbeddedKafka broker;

  @BeforeAll
  static void start() {
    broker = EmbeddedKafka.start();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void readsAllThatIsCommittedAndNothingElse() {
    broker.createTopic("live.events", 3);
    try (KafkaProducer<String, String> producer = producer("committed")) {
      producer.initTransactions();
      producer.beginTransaction();
      for (int i = 0; i < 100; i++) {
        producer.send(new ProducerRecord<>("live.events", "" + i, "" + i));
      }
      producer.commitTransaction();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("live.events", "given up", "given up"));
      producer.abortTransaction();
    }
    try (KafkaProducer<String, String> open = producer("open")) {
      open.initTransactions();
      open.beginTransaction();
      open.send(new ProducerRecord<>("live.events", "open", "open"));
      open.flush();

      List<String> read = new ArrayList<>();
      TopicPiece piece = new TopicPiece(broker.bootstrapServers(), "live", new Properties());
      piece.read(Output.EVENTS, line -> read.add(new String(line, StandardCharsets.UTF_8)));

      assertThat(read).hasSize(100).doesNotHaveDuplicates().allMatch(text -> text.matches("\\d+"));
      assertThat(piece.has(Output.EVENTS)).isTrue();
      assertThat(piece.has(Output.SESSIONS)).isFalse();
      open.abortTransaction();
    }
  }

  @Test
  void saysWhereARecordIsThatCannotBeRead() {
    broker.createTopic("bad.events", 1);
    try (KafkaProducer<String, String> producer = producer("bad")) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("bad.events", "k", "v"));
      producer.commitTransaction();
    }
    TopicPiece piece = new TopicPiece(broker.bootstrapServers(), "bad", new Properties());

    assertThatThrownBy(
            () ->
                piece.read(
                    Output.EVENTS,
                    line -> {
                      throw new UnreadableRun("no JSON");
                    }))
        .isInstanceOf(UnreadableRun.class)
        .hasMessage("bad.events-0 offset 0: no JSON");
  }

  @Test
  void saysThatNoBrokerIsThere() {
    Properties quick = new Properties();
    quick.put("default.api.timeout.ms", "1000");
    quick.put("request.timeout.ms", "1000");

    assertThatThrownBy(() -> new TopicPiece("localhost:1", "live", quick).has(Output.EVENTS))
        .isInstanceOf(UnreadableRun.class)
        .hasMessageStartingWith("live.events at localhost:1: ");
  }

  private static KafkaProducer<String, String> producer(String transactionalId) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", transactionalId),
        new StringSerializer(),
        new StringSerializer());
  }
}
