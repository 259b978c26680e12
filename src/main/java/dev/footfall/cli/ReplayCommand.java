package dev.footfall.cli;

import dev.footfall.config.Settings;
import dev.footfall.job.JobSettings;
import dev.footfall.job.LocalFlink;
import dev.footfall.job.Outputs;
import dev.footfall.replay.ReplayPlan;
import dev.footfall.source.CaptureSource;
import dev.footfall.source.KafkaRecords;
import dev.footfall.source.RawRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the same graph over a captured file, or over a range of the topics. */
@Command(
    name = "replay",
    description = {
      "Turn history into events: a range of the configured topics, or a captured file without Kafka.",
      "The same numbers come out as from a run over everything."
    })
final class ReplayCommand implements Callable<Integer> {
  @Mixin private final ConfigOptions options = new ConfigOptions();
  @Mixin private final RangeOptions range = new RangeOptions();

  @Option(
      names = "--input",
      paramLabel = "CAPTURE",
      description = "Captured records: JSON lines, compressed by gzip or not.")
  private @Nullable Path input;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = {
        "A new or empty folder; gets one NDJSON file per output.",
        "With --funnel it may be left out: then nothing is written."
      })
  private @Nullable Path output;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "${COMPLETION-CANDIDATES}; parquet writes events, sessions and funnels in the lake's"
              + " layout, and the other outputs as NDJSON. Default: ${DEFAULT-VALUE}.")
  private ReplayFolder.Format format = ReplayFolder.Format.ndjson;

  @Mixin private final TrialOptions trial = new TrialOptions();

  @Option(names = "--quiet", description = "Show no progress and no summary.")
  private boolean quiet;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (output == null && !trial.isAsked()) {
      throw usage("Missing required option: '--output=DIR', or --funnel=FILE");
    }
    if ((input != null) == range.isGiven()) {
      throw usage("Expected either --input, or --from and --to of the topics");
    }
    if (input == null) {
      replayRange();
    } else {
      replayCapture(input);
    }
    return ExitCode.DONE.number();
  }

  private void replayCapture(Path input) throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    try (Capture capture = Capture.withRules(input, options, err)) {
      Trial tried = trial.read(capture.settings(), output != null);
      ReplayFolder folder = folder();
      try (ReplayProgress progress = ReplayProgress.start(capture.file(), err, isDrawn())) {
        JobExecutionResult result =
            run(tried, CaptureSource.of(capture.file()), folder, JobSettings.of(tried.settings()));
        finish(folder, input.toString(), progress.records());
        answer(tried, result);
      }
    }
  }

  private void replayRange() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    Settings settings = options.read(true);
    CheckBeforeRun.input(settings, err);
    Trial tried = trial.read(settings, output != null);
    ReplayPlan plan = range.plan(tried.settings(), Instant.now());
    ReplayFolder folder = folder();
    String id = "replay";
    try (ReplayProgress progress =
        ReplayProgress.start(id, plan.topics().records(), err, isDrawn())) {
      JobExecutionResult result =
          run(
              tried,
              KafkaRecords.source(settings.kafka(), settings.source(), plan.topics(), id),
              folder,
              JobSettings.of(tried.settings()).within(plan.range()));
      finish(folder, String.join(", ", settings.source().topics()), progress.records());
      answer(tried, result);
    }
  }

  private static JobExecutionResult run(
      Trial tried, Source<RawRecord, ?, ?> source, @Nullable ReplayFolder folder, JobSettings job)
      throws Exception {
    StreamExecutionEnvironment flink =
        StreamExecutionEnvironment.createLocalEnvironment(LocalFlink.wholeOrNothing());
    Outputs outputs = folder == null ? Outputs.toNothing() : folder.outputs(tried.settings());
    tried.define(flink, source, outputs, job);
    return flink.execute("footfall replay");
  }

  private void finish(@Nullable ReplayFolder folder, String from, long records) throws IOException {
    if (folder != null) {
      folder.publish();
    }
    if (!quiet) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("Replayed " + from + (folder == null ? "" : " into " + folder));
      err.printf(
          "read %d records%s%n", records, folder == null ? "" : ", wrote " + folder.written());
    }
  }

  private void answer(Trial tried, JobExecutionResult result) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.print(tried.answer(result, spec.commandLine().getColorScheme().ansi()));
    out.flush();
  }

  private @Nullable ReplayFolder folder() {
    return output == null ? null : ReplayFolder.take(output, format);
  }

  private boolean isDrawn() {
    return Terminal.isDrawable() && !quiet;
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
