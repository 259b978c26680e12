package dev.footfall.catalog;

import dev.footfall.catalog.CatalogSettings.Topic;
import dev.footfall.source.KafkaReferences;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads all partitions of a topic from their beginnings, without a consumer group; partitions that
 * come later, too. Used by one thread at a time, but for {@link #wakeUp}.
 */
final class TopicReader implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(15);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Topic topic;
  private final long lookNanos;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Set<TopicPartition> partitions = new HashSet<>();
  private long nextLook;

  private TopicReader(Topic topic, Duration look, KafkaConsumer<byte[], byte[]> consumer) {
    this.topic = topic;
    this.lookNanos = look.toNanos();
    this.consumer = consumer;
  }

  /**
   * @param look how often it is asked whether there are more partitions
   * @throws BrokenCatalogException where the topic is not there
   */
  static TopicReader open(Topic topic, Duration look) {
    TopicReader reader = null;
    try {
      reader = new TopicReader(topic, look, new KafkaConsumer<>(properties(topic, look)));
      reader.assignAll();
    } catch (KafkaException e) {
      if (reader != null) {
        reader.close();
      }
      if (e instanceof AuthorizationException refused) {
        throw refused(topic, refused);
      }
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw new BrokenCatalogException(
          "topic " + topic.name(),
          "cannot be read from " + topic.kafka().brokers() + ": " + reason.getMessage(),
          e);
    }
    if (reader.partitions.isEmpty()) {
      reader.close();
      throw new BrokenCatalogException(
          "topic " + topic.name(), "is not there", new KafkaException("no partitions"));
    }
    return reader;
  }

  private static Map<String, Object> properties(Topic topic, Duration look) {
    Map<String, Object> properties =
        new HashMap<>(KafkaReferences.resolvable(topic.kafka().properties()));
    properties.put(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
        Objects.requireNonNull(topic.kafka().brokers()));
    properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER.toMillis());
    // Which partitions there are is answered from what is this old.
    properties.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, look.toMillis());
    return properties;
  }

  String name() {
    return "topic " + topic.name();
  }

  private void assignAll() {
    nextLook = System.nanoTime() + lookNanos;
    Set<TopicPartition> there =
        consumer.partitionsFor(topic.name(), ANSWER).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .collect(Collectors.toSet());
    List<TopicPartition> added =
        there.stream().filter(partition -> !partitions.contains(partition)).toList();
    if (!added.isEmpty()) {
      partitions.addAll(added);
      consumer.assign(partitions);
      consumer.seekToBeginning(added);
    }
  }

  /**
   * Reads up to the end that the topic has now.
   *
   * @throws BrokenCatalogException where it is not reached in time
   */
  void readToEnd(Consumer<ConsumerRecords<byte[], byte[]>> records) {
    long deadline = System.nanoTime() + topic.timeout().toNanos();
    try {
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER);
      while (ends.entrySet().stream().anyMatch(end -> position(end.getKey()) < end.getValue())) {
        if (System.nanoTime() - deadline > 0) {
          throw new BrokenCatalogException(
              name(), "was not read to its end within " + topic.timeout().toSeconds() + " s");
        }
        records.accept(consumer.poll(POLL));
      }
    } catch (AuthorizationException e) {
      throw refused(topic, e);
    } catch (KafkaException e) {
      throw new BrokenCatalogException(name(), "cannot be read: " + e.getMessage(), e);
    }
  }

  private static BrokenCatalogException refused(Topic topic, AuthorizationException e) {
    return new BrokenCatalogException(
        "topic " + topic.name(),
        "may not be read; this client needs READ and DESCRIBE on the topic",
        e);
  }

  private long position(TopicPartition partition) {
    return consumer.position(partition, ANSWER);
  }

  /** What has come since; waits for something, if there is nothing. */
  ConsumerRecords<byte[], byte[]> poll(Duration patience) {
    if (System.nanoTime() - nextLook > 0) {
      assignAll();
    }
    return consumer.poll(patience);
  }

  /** Lets {@link #poll} in another thread end. */
  void wakeUp() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
  }
}
