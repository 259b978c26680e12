package dev.footfall.cli;

import dev.footfall.analysis.AnalyseSessions;
import dev.footfall.analysis.AnalysedRange;
import dev.footfall.analysis.Analysis;
import dev.footfall.analysis.TimeText;
import dev.footfall.analysis.report.SessionsReport;
import dev.footfall.config.Settings;
import dev.footfall.job.AnalysisJob;
import dev.footfall.job.JobSettings;
import dev.footfall.job.LocalFlink;
import dev.footfall.replay.ReplayPlan;
import dev.footfall.source.CaptureSource;
import dev.footfall.source.KafkaRecords;
import dev.footfall.source.RawRecord;
import dev.footfall.visitor.VisitorSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

/** Says what sessions would be under several gaps, from one pass over history. */
@Command(
    name = "sessions",
    description = {
      "Compare session gaps over history: what each would make of the same visits.",
      "One pass over a range of the configured topics, or over a captured file without Kafka."
    })
final class SessionsCommand implements Callable<Integer> {
  @Mixin private final ConfigOptions options = new ConfigOptions();
  @Mixin private final RangeOptions range = new RangeOptions();
  @Mixin private final FlinkOptions flinkOptions = new FlinkOptions();

  @Option(
      names = "--input",
      paramLabel = "CAPTURE",
      description = "Captured records: JSON lines, compressed by gzip or not.")
  private @Nullable Path input;

  @Option(
      names = "--gap",
      required = true,
      split = ",",
      paramLabel = "GAP",
      converter = TimeConverter.class,
      description = "Gaps to compare, at most 8, each at most 24h: 30s,5m,30m.")
  private List<Duration> gaps = List.of();

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Also writes a page of HTML: a path, or an address such as s3://...")
  private @Nullable String report;

  @Option(
      names = "--answer",
      paramLabel = "FORM",
      description =
          "How the answer is written: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private AnswerForm answer = AnswerForm.table;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    List<Duration> rising = GapList.of(gaps);
    TargetFile page = report == null ? null : TargetFile.of("--report", report);
    if ((input != null) == range.isGiven()) {
      throw new ParameterException(
          spec.commandLine(), "Expected either --input, or --from and --to of the topics");
    }
    if (input == null) {
      analyseTopics(rising, page);
    } else {
      analyseCapture(input, rising, page);
    }
    return ExitCode.DONE.number();
  }

  private void analyseCapture(Path capture, List<Duration> rising, @Nullable TargetFile page)
      throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    try (Capture opened = Capture.withRules(capture, options, err)) {
      Settings settings = forGaps(opened.settings(), rising);
      CaptureSource source = CaptureSource.of(opened.file());
      try (ReplayProgress progress =
          ReplayProgress.start(opened.file(), err, flinkOptions.isProgressDrawn())) {
        Analysis analysis = run(source, JobSettings.of(settings), rising);
        progress.endDrawing();
        // A cluster's readers count where they are.
        long records =
            flinkOptions.isCluster() ? ReplayProgress.count(opened.file()) : progress.records();
        answer(analysed(capture.toString(), settings, rising, records), analysis, page);
      }
    }
  }

  private void analyseTopics(List<Duration> rising, @Nullable TargetFile page) throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    Settings settings = forGaps(options.read(true), rising);
    CheckBeforeRun.input(settings, err);
    ReplayPlan plan = range.plan(settings, List.of(settings), Instant.now());
    new CheckRange(plan, settings, range.allowMissing, err).check();
    String id = "sessions";
    Source<RawRecord, ?, ?> source =
        KafkaRecords.source(settings.kafka(), settings.source(), plan.topics(), id);
    try (ReplayProgress progress =
        ReplayProgress.start(id, plan.topics().records(), err, flinkOptions.isProgressDrawn())) {
      Analysis analysis = run(source, JobSettings.of(settings).within(plan.range()), rising);
      progress.endDrawing();
      String words =
          "%s from %s to %s UTC"
              .formatted(
                  String.join(", ", settings.source().topics()),
                  TimeText.moment(plan.range().fromMillis() * 1_000),
                  TimeText.moment(plan.range().toMillis() * 1_000));
      answer(analysed(words, settings, rising, plan.topics().records()), analysis, page);
    }
  }

  /** With the widest gap, and no funnels: both decide how much more than a range is read. */
  private static Settings forGaps(Settings settings, List<Duration> rising) {
    VisitorSettings visitors = settings.visitors();
    return settings.withVisitors(
        new VisitorSettings(
            visitors.sessions().withGap(rising.get(rising.size() - 1)),
            List.of(),
            visitors.funnelUpdateInterval(),
            visitors.memoryBytes()));
  }

  /** One pass, which a failure ends: what it has counted is in no checkpoint. */
  private Analysis run(Source<RawRecord, ?, ?> source, JobSettings settings, List<Duration> rising)
      throws Exception {
    StreamExecutionEnvironment flink =
        flinkOptions.environment(LocalFlink.wholeOrNothing(), LocalFlink.endedByFailure());
    flinkOptions.refuseDetached(flink);
    AnalysisJob.define(flink, source, settings, rising);
    JobExecutionResult result = flink.execute(FlinkOptions.name(flink, "footfall sessions"));
    return Analysis.read(result.getAccumulatorResult(AnalyseSessions.RESULT));
  }

  private AnalysedRange analysed(
      String source, Settings settings, List<Duration> rising, long records) {
    return new AnalysedRange(
        source,
        options.config == null ? "defaults" : options.config,
        settings.events().configVersion(),
        settings.visitors().sessions(),
        rising,
        records);
  }

  private void answer(AnalysedRange analysed, Analysis analysis, @Nullable TargetFile page)
      throws IOException {
    if (analysis.isEmpty()) {
      throw new CommandFailed(
          ExitCode.FAILED,
          "%s: no interactions of visitors in %d records: %d events, %d of them without a visitor, %d of machines"
              .formatted(
                  analysed.source(),
                  analysed.records(),
                  analysis.events(),
                  analysis.withoutVisitor(),
                  analysis.machineEvents()),
          null);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        answer == AnswerForm.json
            ? AnalysisJson.of(analysed, analysis)
            : new AnalysisText(spec.commandLine().getColorScheme().ansi(), analysed, analysis)
                .text());
    out.flush();
    if (page != null) {
      page.write(SessionsReport.of(analysed, analysis));
      spec.commandLine().getErr().println("Report in " + report);
    }
  }
}
