package dev.footfall.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Option;

/**
 * The options that say which Flink runs a job: the cluster's under {@code flink run}, else ours.
 */
final class FlinkOptions {
  @Option(
      names = "--use-mini-cluster",
      description = "Run inside this process even where a cluster is at hand.")
  boolean useMiniCluster;

  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE",
      description = "A setting of Flink's. May be repeated.")
  private Map<String, String> flinkSettings = new LinkedHashMap<>();

  /** Whether a cluster runs the job. */
  boolean isCluster() {
    return !useMiniCluster
        && !(StreamExecutionEnvironment.getExecutionEnvironment()
            instanceof LocalStreamEnvironment);
  }

  /**
   * The environment of the job.
   *
   * @param local settings of a Flink in this process; what is given on the command line is stronger
   * @param more settings of this run, wherever it runs
   */
  StreamExecutionEnvironment environment(Configuration local, Configuration more) {
    Configuration given = Configuration.fromMap(flinkSettings);
    given.addAll(more);
    if (isCluster()) {
      return StreamExecutionEnvironment.getExecutionEnvironment(given);
    }
    local.addAll(given);
    return StreamExecutionEnvironment.createLocalEnvironment(local);
  }

  /**
   * Refuses a run whose answer this process would not wait for.
   *
   * @throws CommandFailed where a cluster runs it, and the client was told to leave
   */
  void refuseDetached(StreamExecutionEnvironment flink) {
    if (isCluster() && !flink.getConfiguration().get(DeploymentOptions.ATTACHED)) {
      throw new CommandFailed(
          ExitCode.USAGE,
          "The answer comes to this process: run it attached, without -d or --detached",
          null);
    }
  }

  /** Whether progress is shown: readers count in their own process. */
  boolean isProgressDrawn() {
    return !isCluster() && Terminal.isDrawable();
  }

  /** The job's name: the one given as Flink's setting, else this. */
  static String name(StreamExecutionEnvironment flink, String otherwise) {
    return flink.getConfiguration().getOptional(PipelineOptions.NAME).orElse(otherwise);
  }
}
