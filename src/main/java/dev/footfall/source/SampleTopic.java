package dev.footfall.source;

import dev.footfall.source.RawRecord.Header;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads the newest records of the source's topics, without a consumer group: nothing is committed,
 * and no running job notices. All partitions from about the same time on, so that few traces lack
 * spans that are in another one.
 */
public final class SampleTopic implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final String ANSWER_MILLIS = "8000";

  /** Where there is more to read, and nothing comes: a broker that went is asked for ever. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final String brokers;
  private final List<TopicPartition> partitions;
  private final int limit;
  private final long maxBytes;
  private final List<RawRecord> records = new ArrayList<>();
  private long bytes;
  private long positions = -1;
  private long lastMoveNanos;

  /**
   * @param limit how many records at most
   * @param maxBytes of keys and values; reading ends where there are more
   * @throws KafkaUnreachable where no broker answers
   * @throws org.apache.kafka.common.errors.ApiException where a topic is not there or may not be
   *     read
   */
  public SampleTopic(KafkaSettings kafka, SourceSettings source, int limit, long maxBytes) {
    this.limit = limit;
    this.maxBytes = maxBytes;
    brokers = String.valueOf(kafka.brokers());
    partitions = partitions(kafka, source);
    Properties properties = KafkaRecords.consumer(kafka, source);
    properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
    properties.remove("partition.discovery.interval.ms");
    properties.remove("client.id.prefix");
    properties.setProperty(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    properties.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    consumer = new KafkaConsumer<>(properties);
    consumer.assign(partitions);
  }

  private static List<TopicPartition> partitions(KafkaSettings kafka, SourceSettings source) {
    try (Brokers brokers = Brokers.of(kafka, source.properties())) {
      Map<String, TopicDescription> topics =
          brokers.answer(
              "topics " + source.topics(),
              brokers.admin().describeTopics(source.topics()).allTopicNames());
      List<TopicPartition> partitions = new ArrayList<>();
      topics.forEach(
          (topic, description) ->
              description
                  .partitions()
                  .forEach(p -> partitions.add(new TopicPartition(topic, p.partition()))));
      return partitions;
    }
  }

  /**
   * The newest records there are now; then, where that is asked for, those that come.
   *
   * @param duration how long to go on where the limit is not reached; zero for not at all
   * @return ordered by timestamp, topic, partition and offset
   */
  public List<RawRecord> read(Duration duration) {
    try {
      long deadline = System.nanoTime() + duration.toNanos();
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      seekToSameTime(ends);
      readUntil(ends);
      while (!isFull() && System.nanoTime() < deadline) {
        take(consumer.poll(POLL), Map.of());
      }
      records.sort(
          Comparator.comparingLong(RawRecord::timestampMillis)
              .thenComparing(RawRecord::topic)
              .thenComparingInt(RawRecord::partition)
              .thenComparingLong(RawRecord::offset));
      return records;
    } catch (TimeoutException e) {
      throw new KafkaUnreachable("kafka.brokers " + brokers + ": " + e.getMessage(), e);
    } catch (ApiException e) {
      throw e;
    } catch (KafkaException e) {
      throw new KafkaUnreachable("kafka.brokers " + brokers + ": " + e.getMessage(), e);
    }
  }

  /** Whether reading ended because of the bound on bytes. */
  public boolean isCutByBytes() {
    return bytes >= maxBytes;
  }

  private boolean isFull() {
    return records.size() >= limit || isCutByBytes();
  }

  /** Goes back by an equal number of records in each, then on to the latest of these moments. */
  private void seekToSameTime(Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    long each = Math.max(1, limit / partitions.size());
    Set<TopicPartition> cut = new HashSet<>();
    for (TopicPartition partition : partitions) {
      long start = Math.max(begins.get(partition), ends.get(partition) - each);
      consumer.seek(partition, start);
      if (start > begins.get(partition)) {
        cut.add(partition);
      }
    }
    long latest = latestStart(cut, ends);
    if (latest < 0) {
      return;
    }
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, latest));
    Map<TopicPartition, OffsetAndTimestamp> offsets = consumer.offsetsForTimes(times);
    for (TopicPartition partition : partitions) {
      OffsetAndTimestamp at = offsets.get(partition);
      long start = Math.max(begins.get(partition), ends.get(partition) - each);
      consumer.seek(partition, at == null ? ends.get(partition) : Math.max(start, at.offset()));
    }
  }

  /** The latest timestamp at which a partition begins that is not read whole; -1 for none. */
  private long latestStart(Set<TopicPartition> cut, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> firsts = new HashMap<>();
    while (firsts.size() < cut.size()) {
      for (ConsumerRecord<byte[], byte[]> record : next()) {
        firsts.putIfAbsent(
            new TopicPartition(record.topic(), record.partition()), record.timestamp());
      }
      for (TopicPartition partition : cut) {
        if (consumer.position(partition) >= ends.get(partition)) {
          firsts.putIfAbsent(partition, -1L); // nothing but markers of transactions
        }
      }
      firsts.keySet().retainAll(cut);
    }
    return firsts.values().stream().mapToLong(Long::longValue).max().orElse(-1);
  }

  private void readUntil(Map<TopicPartition, Long> ends) {
    while (!isFull() && partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
      take(next(), ends);
    }
  }

  /** What comes next where there is more, as soon as it comes. */
  private ConsumerRecords<byte[], byte[]> next() {
    ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
    long reached = partitions.stream().mapToLong(consumer::position).sum();
    if (reached != positions) {
      positions = reached;
      lastMoveNanos = System.nanoTime();
    } else if (System.nanoTime() - lastMoveNanos > PATIENCE.toNanos()) {
      throw new TimeoutException("nothing came for " + PATIENCE.toSeconds() + " s");
    }
    return polled;
  }

  private void take(
      Iterable<ConsumerRecord<byte[], byte[]>> polled, Map<TopicPartition, Long> ends) {
    for (ConsumerRecord<byte[], byte[]> record : polled) {
      Long end = ends.get(new TopicPartition(record.topic(), record.partition()));
      if (!isFull() && (end == null || record.offset() < end)) {
        RawRecord raw = raw(record);
        records.add(raw);
        bytes += raw.value() == null ? 0 : raw.value().length;
      }
    }
  }

  private static RawRecord raw(ConsumerRecord<byte[], byte[]> record) {
    List<Header> headers = new ArrayList<>();
    record.headers().forEach(header -> headers.add(new Header(header.key(), header.value())));
    return new RawRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.key(),
        record.value(),
        headers);
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
  }
}
