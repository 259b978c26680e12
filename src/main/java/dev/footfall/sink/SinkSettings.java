package dev.footfall.sink;

import java.io.Serializable;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where and how results are written.
 *
 * @param topicPrefix of the output topics: {@code footfall} for {@code footfall.events}
 * @param topics names of topics that the prefix does not give, by output
 * @param transactionalIdPrefix stable over restarts and unique per job, else lingering transactions
 *     hold readers back
 * @param transactionTimeout not above the broker's limit, and well above a checkpoint interval and
 *     a restart together
 * @param properties of the producer, over those of the Kafka settings
 * @param traceIds whether trace_id and span_id are output on events
 * @param deadLetterPayloadBytes how much of a dead letter's payload is kept
 * @param lake where Parquet files are written beside Kafka; null for none
 */
public record SinkSettings(
    String topicPrefix,
    Map<Output, String> topics,
    String transactionalIdPrefix,
    Duration transactionTimeout,
    Map<String, String> properties,
    boolean traceIds,
    int deadLetterPayloadBytes,
    @Nullable LakeSettings lake)
    implements Serializable {
  public static final SinkSettings DEFAULTS =
      new SinkSettings(
          "footfall",
          Map.of(),
          "footfall",
          Duration.ofMinutes(15),
          Map.of(),
          false,
          64 << 10,
          null);

  /**
   * The same for a replay, which shares nothing with the job of these settings: topics,
   * transactions and folders of its own.
   *
   * @param id of the replay
   */
  public SinkSettings ofReplay(String id) {
    String suffix = ".replay." + id;
    Map<Output, String> own = new EnumMap<>(Output.class);
    topics.forEach((output, topic) -> own.put(output, topic + suffix));
    return new SinkSettings(
        topicPrefix + suffix,
        own,
        transactionalIdPrefix + "-replay-" + id,
        transactionTimeout,
        properties,
        traceIds,
        deadLetterPayloadBytes,
        lake == null
            ? null
            : new LakeSettings(lake.path() + "/replays/" + id, lake.mergeCheckpoints()));
  }

  /** The topic of an output. */
  public String topic(Output output) {
    return topics.getOrDefault(output, topicPrefix + "." + output.suffix());
  }
}
