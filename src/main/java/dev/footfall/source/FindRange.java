package dev.footfall.source;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** Asks the brokers, once, which offsets a range of time means. Close it after use. */
public final class FindRange implements AutoCloseable {
  private final Brokers brokers;
  private final KafkaSettings kafka;
  private final SourceSettings source;
  private final List<TopicPartition> partitions = new ArrayList<>();

  /**
   * @throws KafkaUnreachable where no broker answers
   * @throws org.apache.kafka.common.errors.ApiException where a topic is not there or may not be
   *     read
   */
  public FindRange(KafkaSettings kafka, SourceSettings source) {
    this.kafka = kafka;
    this.source = source;
    brokers = Brokers.of(kafka, source.properties());
    try {
      Map<String, TopicDescription> topics =
          brokers.answer(
              "topics " + source.topics(),
              brokers.admin().describeTopics(source.topics()).allTopicNames());
      topics.forEach(
          (topic, description) ->
              description
                  .partitions()
                  .forEach(p -> partitions.add(new TopicPartition(topic, p.partition()))));
    } catch (RuntimeException e) {
      brokers.close();
      throw e;
    }
  }

  /**
   * Every record that arrives between two times, and few others: the first with a timestamp at or
   * behind the start arrives at it, and behind the first that is {@code out_of_orderness} later
   * than the end none arrives before that ({@link Arrival}). A timestamp far in the future, which
   * is no time when a record came, neither begins nor ends it.
   *
   * @param fromMillis epoch milliseconds, the first
   * @param toMillis the first that is not needed
   */
  public TopicRange between(long fromMillis, long toMillis, Duration outOfOrderness) {
    Map<TopicPartition, ListOffsetsResultInfo> begins = listed(OffsetSpec.earliest());
    Map<TopicPartition, ListOffsetsResultInfo> ends = listed(OffsetSpec.latest());
    Map<TopicPartition, ListOffsetsResultInfo> firsts = listed(OffsetSpec.forTimestamp(0));
    Map<TopicPartition, ListOffsetsResultInfo> lasts = listed(OffsetSpec.maxTimestamp());
    Map<TopicPartition, ListOffsetsResultInfo> starts =
        listed(OffsetSpec.forTimestamp(Math.max(0, fromMillis)));
    Map<TopicPartition, ListOffsetsResultInfo> stops =
        listed(OffsetSpec.forTimestamp(toMillis + outOfOrderness.toMillis()));
    long nowMillis = System.currentTimeMillis();
    List<PartitionRange> ranges = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      long begin = offset(begins, partition);
      long end = offset(ends, partition);
      ListOffsetsResultInfo atStop = Objects.requireNonNull(stops.get(partition));
      boolean none =
          atStop.offset() < 0
              || RecordTime.orAbsent(atStop.timestamp(), Math.min(nowMillis, toMillis))
                  == Arrival.UNKNOWN;
      long stop = none ? end : atStop.offset();
      long start = offset(starts, partition) < 0 ? stop : offset(starts, partition);
      ranges.add(
          new PartitionRange(
              partition.topic(),
              partition.partition(),
              Math.min(start, stop),
              stop,
              begin,
              end,
              time(firsts, partition, nowMillis),
              begin < end ? lastTime(lasts, partition, nowMillis) : Arrival.UNKNOWN));
    }
    return new TopicRange(ranges, toMillis);
  }

  private static long offset(
      Map<TopicPartition, ListOffsetsResultInfo> answers, TopicPartition partition) {
    return Objects.requireNonNull(answers.get(partition)).offset();
  }

  private static long time(
      Map<TopicPartition, ListOffsetsResultInfo> answers,
      TopicPartition partition,
      long nowMillis) {
    ListOffsetsResultInfo answer = Objects.requireNonNull(answers.get(partition));
    return answer.offset() < 0
        ? Arrival.UNKNOWN
        : RecordTime.orAbsent(answer.timestamp(), nowMillis);
  }

  /** Where the highest timestamp is none, the newest record came by now. */
  private static long lastTime(
      Map<TopicPartition, ListOffsetsResultInfo> answers,
      TopicPartition partition,
      long nowMillis) {
    long time = time(answers, partition, nowMillis);
    return time == Arrival.UNKNOWN ? nowMillis : time;
  }

  private Map<TopicPartition, ListOffsetsResultInfo> listed(OffsetSpec spec) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, spec));
    return brokers.answer(
        "offsets of " + source.topics(),
        brokers
            .admin()
            .listOffsets(asked, new ListOffsetsOptions(StopOffsets.isolation(kafka, source)))
            .all());
  }

  @Override
  public void close() {
    brokers.close();
  }
}
