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
import dev.footfall.source.CaptureSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
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

/** Says what sessions would be under several gaps, from one pass over history. */
@Command(
    name = "sessions",
    description = "Compare session gaps over history: what each would make of the same visits.")
final class SessionsCommand implements Callable<Integer> {
  private static final int MOST_GAPS = 8;
  private static final Duration LONGEST_GAP = Duration.ofHours(24);

  @Mixin private final ConfigOptions options = new ConfigOptions();

  @Option(
      names = "--input",
      required = true,
      paramLabel = "CAPTURE",
      description = "Captured records: JSON lines, compressed by gzip or not.")
  private Path input = Path.of("");

  @Option(
      names = "--gap",
      required = true,
      split = ",",
      paramLabel = "GAP",
      converter = TimeConverter.class,
      description = "Gaps to compare, at most 8: 30s,5m,30m.")
  private List<Duration> gaps = List.of();

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Also writes a page of HTML: a path, or an address such as s3://...")
  private @Nullable String report;

  /** How the answer is written. */
  private enum Format {
    table,
    json
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format = Format.table;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    List<Duration> rising = rising();
    TargetFile page = report == null ? null : TargetFile.of("--report", report);
    PrintWriter err = spec.commandLine().getErr();
    try (Capture capture = Capture.withRules(input, options, err)) {
      analyse(capture, rising, page, err);
    }
    return ExitCode.DONE.number();
  }

  private void analyse(
      Capture capture, List<Duration> rising, @Nullable TargetFile page, PrintWriter err)
      throws Exception {
    Settings settings = capture.settings();
    StreamExecutionEnvironment flink =
        StreamExecutionEnvironment.createLocalEnvironment(LocalFlink.wholeOrNothing());
    AnalysisJob.define(flink, CaptureSource.of(capture.file()), JobSettings.of(settings), rising);
    try (ReplayProgress progress =
        ReplayProgress.start(capture.file(), err, Terminal.isDrawable())) {
      JobExecutionResult result = flink.execute("footfall sessions");
      Analysis analysis = Analysis.read(result.getAccumulatorResult(AnalyseSessions.RESULT));
      if (analysis.isEmpty()) {
        throw new CommandFailed(
            ExitCode.FAILED,
            "%s: no interactions of visitors in %d records: %d events, %d of them without a visitor,"
                    .formatted(
                        input, progress.records(), analysis.events(), analysis.withoutVisitor())
                + " %d of machines".formatted(analysis.machineEvents()),
            null);
      }
      AnalysedRange range =
          new AnalysedRange(
              input.toString(),
              options.config == null ? "defaults" : options.config,
              settings.events().configVersion(),
              settings.visitors().sessions(),
              rising,
              progress.records());
      answer(range, analysis, page);
    }
  }

  private void answer(AnalysedRange range, Analysis analysis, @Nullable TargetFile page)
      throws IOException {
    if (page != null) {
      page.write(SessionsReport.of(range, analysis));
      spec.commandLine().getErr().println("Report in " + report);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        format == Format.json
            ? AnalysisJson.of(range, analysis)
            : new AnalysisText(spec.commandLine().getColorScheme().ansi(), range, analysis).text());
    out.flush();
  }

  private List<Duration> rising() {
    TreeSet<Duration> rising = new TreeSet<>();
    for (Duration gap : gaps) {
      if (gap.isZero()) {
        throw refused("a gap of 0 would make a session of each interaction");
      }
      if (gap.compareTo(LONGEST_GAP) > 0) {
        throw refused(TimeText.gap(gap) + " is longer than " + TimeText.gap(LONGEST_GAP));
      }
      if (!rising.add(gap)) {
        throw refused(TimeText.gap(gap) + " is there twice");
      }
    }
    if (rising.size() > MOST_GAPS) {
      throw refused(rising.size() + " gaps are more than " + MOST_GAPS);
    }
    return List.copyOf(rising);
  }

  private ParameterException refused(String why) {
    return new ParameterException(spec.commandLine(), "--gap: " + why);
  }
}
