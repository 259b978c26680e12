package dev.footfall.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;

/**
 * Flink's settings for a run inside one JVM, which no cluster's {@code config.yaml} reaches. Where
 * both say something, they agree with {@code flink-conf/config.yaml}.
 */
public final class LocalFlink {
  private LocalFlink() {}

  /**
   * For a run that writes to Kafka, bounded or not: a checkpoint makes results visible.
   *
   * @param checkpoints folder that outlives the process, so that another can go on from it
   */
  public static Configuration checkpointed(Path checkpoints) {
    Configuration flink = common();
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(10));
    flink.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, Duration.ofSeconds(2));
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    flink.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    return flink;
  }

  /** Where checkpoints of runs inside a JVM are. */
  public static Path checkpoints() {
    return Path.of(System.getProperty("java.io.tmpdir"), "footfall-checkpoints").toAbsolutePath();
  }

  /**
   * For a bounded run that writes to Kafka: goes on from its last checkpoint where something fails,
   * but not for ever.
   */
  public static Configuration boundedAndCheckpointed() {
    Configuration flink = checkpointed(checkpoints());
    flink.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.NO_EXTERNALIZED_CHECKPOINTS);
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 3);
    flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofSeconds(2));
    return flink;
  }

  /** For a bounded run that is whole or nothing: no checkpoints, and the first failure ends it. */
  public static Configuration wholeOrNothing() {
    Configuration flink = common();
    flink.addAll(endedByFailure());
    return flink;
  }

  /** What ends a run by its first failure, on a cluster too: its answer is in no checkpoint. */
  public static Configuration endedByFailure() {
    Configuration flink = new Configuration();
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    return flink;
  }

  private static Configuration common() {
    Configuration flink = new Configuration();
    flink.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
    flink.set(PipelineOptions.MAX_PARALLELISM, 720);
    flink.set(PipelineOptions.OBJECT_REUSE, true);
    flink.set(PipelineOptions.GENERIC_TYPES, false);
    flink.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    flink.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128));
    flink.addAll(
        Configuration.fromMap(Map.of("state.backend.rocksdb.timer-service.factory", "ROCKSDB")));
    return flink;
  }
}
