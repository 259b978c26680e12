package dev.footfall.source;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a bounded run stops in each partition: offsets that are fixed and logged before the job
 * starts. Flink would ask for them when the job starts, and again after a failure before the first
 * checkpoint, so that a run that fails early would read more.
 */
final class StopOffsets implements OffsetsInitializer {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(StopOffsets.class);

  private final Map<TopicPartition, Long> offsets;

  private StopOffsets(Map<TopicPartition, Long> offsets) {
    this.offsets = offsets;
  }

  /**
   * Asks the brokers what the settings' stop means.
   *
   * @throws IllegalArgumentException where explicit offsets name a partition that is not there, or
   *     leave one out
   */
  static StopOffsets of(KafkaSettings kafka, SourceSettings source) {
    try (Brokers brokers = Brokers.of(kafka, source.properties())) {
      IsolationLevel isolation = isolation(kafka, source);
      Map<TopicPartition, Long> ends =
          listed(brokers, source.topics(), isolation, OffsetSpec.latest());
      Map<TopicPartition, Long> offsets =
          switch (source.stop().at()) {
            case NEVER -> throw new IllegalArgumentException("a run without a stop has no offsets");
            case LATEST -> ends;
            case TIMESTAMP -> before(brokers, source, isolation, ends);
            case OFFSETS -> explicit(source, ends);
          };
      offsets.keySet().stream()
          .sorted(Comparator.comparing(TopicPartition::toString))
          .forEach(p -> LOG.info("{} is read up to offset {}", p, offsets.get(p)));
      return new StopOffsets(offsets);
    }
  }

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
    Map<TopicPartition, Long> asked = new HashMap<>();
    for (TopicPartition partition : partitions) {
      asked.put(partition, offsets.getOrDefault(partition, 0L)); // made since: not read
    }
    return asked;
  }

  @Override
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.EARLIEST;
  }

  private static Map<TopicPartition, Long> before(
      Brokers brokers,
      SourceSettings source,
      IsolationLevel isolation,
      Map<TopicPartition, Long> ends) {
    long time = Objects.requireNonNull(source.stop().time()).toEpochMilli();
    Map<TopicPartition, Long> offsets =
        listed(brokers, source.topics(), isolation, OffsetSpec.forTimestamp(time));
    // -1 where no record is that late.
    offsets.replaceAll((partition, offset) -> offset < 0 ? ends.get(partition) : offset);
    return offsets;
  }

  private static Map<TopicPartition, Long> explicit(
      SourceSettings source, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    source
        .stop()
        .offsets()
        .forEach(
            (topic, partitions) ->
                partitions.forEach(
                    (partition, offset) ->
                        offsets.put(new TopicPartition(topic, partition), offset)));
    for (TopicPartition partition : offsets.keySet()) {
      if (!ends.containsKey(partition)) {
        throw new IllegalArgumentException(
            "source.stop names " + partition + ", which is not read");
      }
    }
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      Long offset = offsets.get(end.getKey());
      if (offset == null) {
        throw new IllegalArgumentException(
            "source.stop says no offset for " + end.getKey() + "; 0 leaves it out");
      }
      if (offset > end.getValue()) {
        throw new IllegalArgumentException(
            "source.stop: " + end.getKey() + " ends at " + end.getValue() + ", before " + offset);
      }
    }
    return offsets;
  }

  private static Map<TopicPartition, Long> listed(
      Brokers brokers, List<String> topics, IsolationLevel isolation, OffsetSpec spec) {
    Map<String, TopicDescription> descriptions =
        brokers.answer("topics " + topics, brokers.admin().describeTopics(topics).allTopicNames());
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    descriptions.forEach(
        (topic, description) ->
            description
                .partitions()
                .forEach(p -> asked.put(new TopicPartition(topic, p.partition()), spec)));
    Map<TopicPartition, ListOffsetsResultInfo> answers =
        brokers.answer(
            "offsets of " + topics,
            brokers.admin().listOffsets(asked, new ListOffsetsOptions(isolation)).all());
    Map<TopicPartition, Long> offsets = new HashMap<>();
    answers.forEach((partition, info) -> offsets.put(partition, info.offset()));
    return offsets;
  }

  static IsolationLevel isolation(KafkaSettings kafka, SourceSettings source) {
    String level =
        KafkaRecords.consumer(kafka, source).getProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG);
    return "read_committed".equals(level)
        ? IsolationLevel.READ_COMMITTED
        : IsolationLevel.READ_UNCOMMITTED;
  }
}
