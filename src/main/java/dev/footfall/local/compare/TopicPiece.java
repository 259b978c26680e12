package dev.footfall.local.compare;

import dev.footfall.sink.Output;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The topics of a run, by their prefix: all that is committed when the reading of each begins. Of
 * no group, and nothing is committed for one.
 *
 * @param brokers as clients are given them: {@code host:9092,other:9092}
 * @param client further settings of the consumer, such as those for logging in
 */
public record TopicPiece(String brokers, String prefix, Properties client) implements Piece {
  public static final String SCHEME = "kafka://";

  /** How long nothing may come while there is more. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Override
  public boolean has(Output output) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      return !partitions(consumer, output).isEmpty();
    } catch (KafkaException e) {
      throw unreadable(output, e);
    }
  }

  @Override
  public void read(Output output, Records records) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions = partitions(consumer, output);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long progressNanos = System.nanoTime();
      while (!isAt(ends, consumer)) {
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(Duration.ofMillis(500));
        if (!polled.isEmpty()) {
          progressNanos = System.nanoTime();
        } else if (System.nanoTime() - progressNanos > PATIENCE.toNanos()) {
          throw new UnreadableRun(
              topic(output) + " at " + brokers + ": nothing more comes before its end");
        }
        for (ConsumerRecord<byte[], byte[]> each : polled) {
          TopicPartition partition = new TopicPartition(each.topic(), each.partition());
          if (each.value() != null && each.offset() < ends.get(partition)) {
            take(each, records);
          }
        }
      }
    } catch (KafkaException e) {
      throw unreadable(output, e);
    }
  }

  private static void take(ConsumerRecord<byte[], byte[]> each, Records records) {
    try {
      records.take(each.value());
    } catch (UnreadableRun e) {
      throw e.at(each.topic() + "-" + each.partition() + " offset " + each.offset());
    }
  }

  private static boolean isAt(
      Map<TopicPartition, Long> ends, KafkaConsumer<byte[], byte[]> consumer) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, Output output) {
    return consumer.partitionsFor(topic(output)).stream()
        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
        .toList();
  }

  private String topic(Output output) {
    return prefix + "." + output.suffix();
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Properties settings = new Properties();
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "20000");
    settings.putAll(client);
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private UnreadableRun unreadable(Output output, KafkaException e) {
    return new UnreadableRun(topic(output) + " at " + brokers + ": " + e.getMessage(), e);
  }

  @Override
  public String toString() {
    return "topics " + prefix + ".* at " + brokers;
  }
}
