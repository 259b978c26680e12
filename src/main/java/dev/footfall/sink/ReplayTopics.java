package dev.footfall.sink;

import dev.footfall.source.Brokers;
import dev.footfall.source.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The topics that a replay writes: looked at before, and made where they are missing, with as many
 * partitions as the live job's. Those of the live job are its owner's choice, these are only like
 * them. Close it after use.
 */
public final class ReplayTopics implements AutoCloseable {
  /** How long brokers may take to hear of a topic. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Brokers brokers;
  private final SinkSettings live;
  private final SinkSettings replay;

  /**
   * @throws dev.footfall.source.KafkaUnreachable where no broker answers
   */
  public ReplayTopics(KafkaSettings kafka, SinkSettings live, SinkSettings replay) {
    this.live = live;
    this.replay = replay;
    brokers = Brokers.of(kafka, replay.properties());
  }

  /** Those that hold something. */
  public List<String> filled() {
    return names(replay).stream()
        .filter(topic -> partitions(topic) > 0 && records(topic) > 0)
        .toList();
  }

  /** Transactions of this replay's names that are open: of a job that is running. */
  public List<String> openTransactions() {
    try {
      return brokers.answer("transactions", brokers.admin().listTransactions().all()).stream()
          .filter(each -> each.state() == TransactionState.ONGOING)
          .map(TransactionListing::transactionalId)
          .filter(
              id -> KafkaOutput.transactionalIdPrefixes(replay).stream().anyMatch(id::startsWith))
          .sorted()
          .toList();
    } catch (AuthorizationException e) {
      return List.of();
    }
  }

  /**
   * Makes those that are missing.
   *
   * @param sourcePartitions how many partitions where the live job's topic is not there either
   * @throws org.apache.kafka.common.errors.ApiException where the broker refuses
   */
  public void create(int sourcePartitions) {
    List<NewTopic> missing = new ArrayList<>();
    for (Output output : Output.values()) {
      if (partitions(replay.topic(output)) == 0) {
        int like = partitions(live.topic(output));
        missing.add(
            new NewTopic(
                replay.topic(output),
                Optional.of(like == 0 ? sourcePartitions : like),
                Optional.empty()));
      }
    }
    if (!missing.isEmpty()) {
      List<String> made = missing.stream().map(NewTopic::name).toList();
      brokers.answer("new topics " + made, brokers.admin().createTopics(missing).all());
      awaitAll(made);
    }
  }

  /** The controller has made them; a busy broker may hear of it later. */
  private void awaitAll(List<String> topics) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (topics.stream().anyMatch(topic -> partitions(topic) == 0)
          && System.nanoTime() < deadline) {
        Thread.sleep(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static List<String> names(SinkSettings sink) {
    return Stream.of(Output.values()).map(sink::topic).distinct().toList();
  }

  /** 0 where there is no such topic. */
  private int partitions(String topic) {
    try {
      TopicDescription description =
          brokers
              .answer(
                  "topic " + topic, brokers.admin().describeTopics(Set.of(topic)).allTopicNames())
              .get(topic);
      return description.partitions().size();
    } catch (UnknownTopicOrPartitionException e) {
      return 0;
    }
  }

  private long records(String topic) {
    Map<TopicPartition, OffsetSpec> begins = new HashMap<>();
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (int partition = 0; partition < partitions(topic); partition++) {
      begins.put(new TopicPartition(topic, partition), OffsetSpec.earliest());
      ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
    }
    return sum(ends) - sum(begins);
  }

  private long sum(Map<TopicPartition, OffsetSpec> asked) {
    return brokers
        .answer("offsets of replays", brokers.admin().listOffsets(asked).all())
        .values()
        .stream()
        .mapToLong(ListOffsetsResultInfo::offset)
        .sum();
  }

  @Override
  public void close() {
    brokers.close();
  }
}
