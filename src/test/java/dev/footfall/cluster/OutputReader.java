package dev.footfall.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * A {@code read_committed} consumer in a thread of its own: reads a run's output topics from their
 * beginning and keeps every record it is given, in the order it is given.
 */
final class OutputReader extends Thread implements AutoCloseable {
  private final KafkaConsumer<String, String> consumer;
  private final String prefix;
  private final List<TopicPartition> partitions;
  private final List<OutputRecord> records = new ArrayList<>();
  private volatile Map<TopicPartition, Long> positions = Map.of();
  private volatile boolean stopping;
  private volatile @Nullable RuntimeException failure;

  /**
   * @param prefix of the run's topics
   * @param outputs what follows it
   */
  OutputReader(String bootstrapServers, String prefix, List<String> outputs, int partitions) {
    super("reader of " + prefix);
    setDaemon(true);
    this.prefix = prefix;
    this.partitions = new ArrayList<>();
    for (String output : outputs) {
      for (int partition = 0; partition < partitions; partition++) {
        this.partitions.add(new TopicPartition(prefix + output, partition));
      }
    }
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest",
                "enable.auto.commit", "false",
                "max.poll.records", "5000"),
            new StringDeserializer(),
            new StringDeserializer());
  }

  @Override
  public void run() {
    try (consumer) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!stopping) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
          keep(record);
        }
        Map<TopicPartition, Long> now = new HashMap<>();
        partitions.forEach(partition -> now.put(partition, consumer.position(partition)));
        positions = now;
      }
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  /** Reads on to these ends, stops, and returns everything that was read. */
  List<OutputRecord> readTo(Map<TopicPartition, Long> ends) {
    Await.until(
        "the reader of " + prefix, Duration.ofSeconds(60), () -> failure != null || at(ends));
    close();
    if (failure != null) {
      throw new IllegalStateException("the output could not be read", failure);
    }
    synchronized (records) {
      return List.copyOf(records);
    }
  }

  List<TopicPartition> partitions() {
    return partitions;
  }

  int count() {
    synchronized (records) {
      return records.size();
    }
  }

  @Override
  public void close() {
    stopping = true;
    try {
      join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean at(Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> now = positions;
    return ends.entrySet().stream()
        .allMatch(end -> now.getOrDefault(end.getKey(), -1L) >= end.getValue());
  }

  private void keep(ConsumerRecord<String, String> record) {
    OutputRecord kept =
        new OutputRecord(
            record.topic().substring(prefix.length()),
            record.partition(),
            record.offset(),
            record.key(),
            record.value());
    synchronized (records) {
      records.add(kept);
    }
  }
}
