package dev.footfall.cli;

import dev.footfall.config.Settings;
import dev.footfall.job.JobSettings;
import dev.footfall.job.LocalFlink;
import dev.footfall.job.Outputs;
import dev.footfall.sink.FolderOutput;
import dev.footfall.sink.LakeSettings;
import dev.footfall.sink.Output;
import dev.footfall.source.CaptureSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the same graph over a captured file, inside this process and without Kafka. */
@Command(
    name = "replay",
    description = "Turn a captured file into events: bounded, complete, without Kafka.")
final class ReplayCommand implements Callable<Integer> {
  @Mixin private final ConfigOptions options = new ConfigOptions();

  @Option(
      names = "--input",
      required = true,
      paramLabel = "CAPTURE",
      description = "Captured records: JSON lines, compressed by gzip or not.")
  private Path input = Path.of("");

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = {
        "A new or empty folder; gets one NDJSON file per output.",
        "With --funnel it may be left out: then nothing is written."
      })
  private @Nullable Path output;

  /** How the outputs are written. */
  private enum Format {
    ndjson,
    parquet
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "${COMPLETION-CANDIDATES}; parquet writes events, sessions and funnels in the lake's"
              + " layout, and the other outputs as NDJSON. Default: ${DEFAULT-VALUE}.")
  private Format format = Format.ndjson;

  @Mixin private final TrialOptions trial = new TrialOptions();

  @Option(names = "--quiet", description = "Show no progress and no summary.")
  private boolean quiet;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (output == null && !trial.isAsked()) {
      throw new ParameterException(
          spec.commandLine(), "Missing required option: '--output=DIR', or --funnel=FILE");
    }
    PrintWriter err = spec.commandLine().getErr();
    try (Capture capture = Capture.withRules(input, options, err)) {
      replay(capture, err);
    }
    return ExitCode.DONE.number();
  }

  private void replay(Capture capture, PrintWriter err) throws Exception {
    Trial tried = trial.read(capture.settings(), output != null);
    Settings settings = tried.settings();
    FolderOutput folder = output == null ? null : folder(output);
    StreamExecutionEnvironment flink =
        StreamExecutionEnvironment.createLocalEnvironment(LocalFlink.wholeOrNothing());
    tried.define(
        flink,
        CaptureSource.of(capture.file()),
        outputs(folder, settings),
        JobSettings.of(settings));
    boolean drawn = Terminal.isDrawable() && !quiet;
    long read;
    JobExecutionResult result;
    try (ReplayProgress progress = ReplayProgress.start(capture.file(), err, drawn)) {
      result = flink.execute("footfall replay");
      read = progress.records();
    }
    if (folder != null) {
      folder.publish();
    }
    if (!quiet) {
      err.println("Replayed " + input + (output == null ? "" : " into " + output));
      err.printf("read %d records%s%n", read, output == null ? "" : ", wrote " + written(output));
    }
    spec.commandLine()
        .getOut()
        .print(tried.answer(result, spec.commandLine().getColorScheme().ansi()));
    spec.commandLine().getOut().flush();
  }

  /** Lines of each file; of a lake's, which are Parquet, nothing is counted. */
  private static String written(Path output) throws IOException {
    List<String> written = new ArrayList<>();
    for (Output each : Output.values()) {
      Path file = output.resolve(each.suffix() + ".jsonl");
      if (Files.isDirectory(output.resolve(each.suffix()))) {
        written.add(each.suffix() + " as Parquet");
      } else if (Files.exists(file)) {
        try (Stream<String> lines = Files.lines(file)) {
          written.add(lines.count() + " " + each.suffix());
        }
      }
    }
    return String.join(", ", written);
  }

  private Outputs outputs(@Nullable FolderOutput folder, Settings settings) {
    if (folder == null || output == null) {
      return Outputs.toNothing();
    }
    return switch (format) {
      case ndjson -> Outputs.toFolder(folder, settings.sink().traceIds());
      case parquet -> {
        String uri = output.toAbsolutePath().toUri().toString().replaceAll("/+$", "");
        yield Outputs.toLake(new LakeSettings(uri, 1), folder, settings);
      }
    };
  }

  private FolderOutput folder(Path output) {
    try {
      return format == Format.parquet ? FolderOutput.besideLake(output) : FolderOutput.in(output);
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(ExitCode.USAGE, "--output: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandFailed(ExitCode.UNREACHABLE, output + ": cannot be written: " + e, e);
    }
  }
}
