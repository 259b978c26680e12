package dev.footfall.cli;

import dev.footfall.config.Settings;
import dev.footfall.job.JobSettings;
import dev.footfall.replay.ReplayPlan;
import dev.footfall.source.CaptureSource;
import dev.footfall.source.KafkaRecords;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.JobExecutionResult;
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
        "Without it, a range goes to topics of its own, PREFIX.replay.ID.events and so on, and to"
            + " the lake, where one is configured, below replays/ID; with --funnel or --shadow"
            + " nothing is written."
      })
  private @Nullable Path output;

  @Option(
      names = "--replay-id",
      paramLabel = "ID",
      description = "Names those topics. Default: the range.")
  private @Nullable String replayId;

  @Option(
      names = "--append",
      description = "Write into topics and a lake that hold results already.")
  private boolean append;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "${COMPLETION-CANDIDATES}; parquet writes events, sessions and funnels in the lake's"
              + " layout, and the other outputs as NDJSON. Default: ${DEFAULT-VALUE}.")
  private ReplayFolder.Format format = ReplayFolder.Format.ndjson;

  @Mixin private final TrialOptions trial = new TrialOptions();
  @Mixin private final FlinkOptions flinkOptions = new FlinkOptions();

  @Option(
      names = "--dry-run",
      description =
          "Of a range: check everything, say what would be read and written, start nothing.")
  private boolean dryRun;

  @Option(names = "--quiet", description = "Show no progress and no summary.")
  private boolean quiet;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if ((input != null) == range.isGiven()) {
      throw usage("Expected either --input, or --from and --to of the topics");
    }
    if (input == null) {
      replayRange();
    } else if (dryRun) {
      throw usage("--dry-run is of a range: leave --input out");
    } else if (output == null && !trial.isAsked()) {
      throw usage("Missing required option: '--output=DIR', --funnel=FILE or --shadow=FILE");
    } else {
      replayCapture(input);
    }
    return ExitCode.DONE.number();
  }

  private void replayCapture(Path input) throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    try (Capture capture = Capture.withRules(input, options, err)) {
      Trial tried = trial.read(capture.settings(), options, output != null, err);
      ReplayTarget target =
          output == null ? new ReplayTarget.Nothing(flinkOptions) : tried.target(output, format);
      target.prepare(1);
      try (ReplayProgress progress = ReplayProgress.start(capture.file(), err, isDrawn())) {
        StreamExecutionEnvironment flink = flink(target);
        tried.define(flink, CaptureSource.of(capture.file()), target, JobSettings::of);
        JobExecutionResult result = flink.execute("footfall replay");
        target.finish();
        progress.endDrawing();
        summarise(target, input.toString(), progress.records(), result);
        answer(tried, result);
      }
    }
  }

  private void replayRange() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    Settings live = options.read(true);
    CheckBeforeRun.input(live, err);
    boolean toTopics = output == null && (replayId != null || !trial.isAsked());
    if (toTopics && trial.isShadow()) {
      throw usage("--replay-id: what --shadow makes goes to --output, not to topics");
    }
    String named = replayId == null ? null : ReplayId.checked(replayId);
    Trial asked = trial.read(live, options, output != null || toTopics, err);
    ReplayPlan plan = range.plan(live, asked.settings(), Instant.now());
    for (Settings each : asked.settings()) {
      new CheckRange(plan, each, range.allowMissing, err).check();
    }
    String id = named == null ? ReplayId.of(plan.range()) : named;
    Trial tried = asked.ofReplay(id);
    Settings settings = tried.current();
    ReplayTarget target = target(toTopics, live, tried);
    if (dryRun) {
      target.refuseWhatIsThere();
      PrintWriter out = spec.commandLine().getOut();
      out.print(ReplayPlanText.of(id, plan, settings, target, DecodingRate.ofJob(settings)));
      out.flush();
      return;
    }
    target.prepare(plan.topics().partitions().size());
    StreamExecutionEnvironment flink = flink(target);
    tried.define(
        flink,
        KafkaRecords.source(settings.kafka(), settings.source(), plan.topics(), id),
        target,
        each -> JobSettings.of(each).within(plan.range()));
    try (ReplayProgress progress =
        ReplayProgress.start(id, plan.topics().records(), err, isDrawn())) {
      JobExecutionResult result = flink.execute(FlinkOptions.name(flink, "footfall replay " + id));
      progress.endDrawing();
      if (!result.isJobExecutionResult()) {
        err.println("Replays " + id + " into " + target);
        return;
      }
      target.finish();
      long read = flinkOptions.isCluster() ? plan.topics().records() : progress.records();
      summarise(target, String.join(", ", settings.source().topics()), read, result);
      answer(tried, result);
    }
  }

  private StreamExecutionEnvironment flink(ReplayTarget target) {
    StreamExecutionEnvironment flink = target.flink();
    if (trial.isAsked()) {
      flinkOptions.refuseDetached(flink);
    }
    return flink;
  }

  private ReplayTarget target(boolean toTopics, Settings live, Trial tried) {
    if (output != null) {
      return tried.target(output, format);
    }
    return toTopics
        ? new ReplayToTopics(
            live, tried.current(), append, flinkOptions, spec.commandLine().getErr())
        : new ReplayTarget.Nothing(flinkOptions);
  }

  private void summarise(ReplayTarget target, String from, long records, JobExecutionResult result)
      throws IOException {
    if (quiet) {
      return;
    }
    PrintWriter err = spec.commandLine().getErr();
    String written = target.written(result);
    err.println("Replayed " + from + (written.isEmpty() ? "" : " into " + target));
    err.printf("read %d records%s%n", records, written.isEmpty() ? "" : ", wrote " + written);
    String leftOut = ReplayCounts.leftOut(result);
    if (!leftOut.isEmpty() && !trial.isShadow()) {
      err.println("left out before and behind the range: " + leftOut);
    }
  }

  private void answer(Trial tried, JobExecutionResult result) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.print(tried.answer(result, spec.commandLine().getColorScheme().ansi()));
    out.flush();
  }

  private boolean isDrawn() {
    return flinkOptions.isProgressDrawn() && !quiet;
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
