package dev.footfall.cli;

import dev.footfall.config.Settings;
import dev.footfall.job.FootfallJob;
import dev.footfall.job.JobSettings;
import dev.footfall.job.LocalFlink;
import dev.footfall.job.Outputs;
import dev.footfall.source.KafkaRecords;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the job against the configured Kafka: on the cluster under {@code flink run}, else here. */
@Command(name = "run", description = "Run the job: here, or on the cluster under flink run.")
final class RunCommand implements Callable<Integer> {
  @Mixin private final ConfigOptions options = new ConfigOptions();

  @Mixin private final FlinkOptions flinkOptions = new FlinkOptions();

  @Option(
      names = {"-s", "--from-savepoint"},
      paramLabel = "PATH",
      description = "Go on from a savepoint or a retained checkpoint.")
  private @Nullable String savepoint;

  @Option(names = "--dry-run", description = "Check everything, say what would run, start nothing.")
  private boolean dryRun;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Settings settings = options.read(true);
    PrintWriter err = spec.commandLine().getErr();
    CheckBeforeRun.check(settings, err);
    if (dryRun) {
      spec.commandLine().getOut().print(RunPlan.of(settings));
      return ExitCode.DONE.number();
    }
    StreamExecutionEnvironment flink = environment(err);
    FootfallJob.define(
        flink,
        KafkaRecords.source(settings.kafka(), settings.source()),
        Outputs.toKafka(settings),
        JobSettings.of(settings));
    err.print(RunPlan.of(settings));
    err.flush();
    flink.execute(FlinkOptions.name(flink, "footfall"));
    return ExitCode.DONE.number();
  }

  private StreamExecutionEnvironment environment(PrintWriter err) {
    Configuration more = new Configuration();
    if (savepoint != null) {
      more.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    Path checkpoints = LocalFlink.checkpoints();
    if (!flinkOptions.isCluster()) {
      err.println("Flink runs in this process, with checkpoints in " + checkpoints);
    }
    return flinkOptions.environment(LocalFlink.checkpointed(checkpoints), more);
  }
}
