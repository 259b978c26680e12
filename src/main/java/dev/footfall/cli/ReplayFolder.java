package dev.footfall.cli;

import dev.footfall.config.Settings;
import dev.footfall.job.LocalFlink;
import dev.footfall.job.Outputs;
import dev.footfall.sink.FolderOutput;
import dev.footfall.sink.LakeSettings;
import dev.footfall.sink.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** The folder that a replay inside this process writes: files of lines, or a lake beside them. */
final class ReplayFolder implements ReplayTarget {
  /** How the outputs are written. */
  enum Format {
    ndjson,
    parquet
  }

  private final Path path;
  private final Format format;
  private @Nullable FolderOutput folder;

  ReplayFolder(Path path, Format format) {
    this.path = path;
    this.format = format;
  }

  @Override
  public void refuseWhatIsThere() {
    try {
      FolderOutput.refuseFilled(path);
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(ExitCode.USAGE, "--output: " + e.getMessage(), e);
    }
  }

  /**
   * Takes a new or empty folder.
   *
   * @throws CommandFailed where it holds outputs already, or cannot be written
   */
  @Override
  public void prepare(int sourcePartitions) {
    try {
      folder = format == Format.parquet ? FolderOutput.besideLake(path) : FolderOutput.in(path);
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(ExitCode.USAGE, "--output: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandFailed(ExitCode.UNREACHABLE, path + ": cannot be written: " + e, e);
    }
  }

  @Override
  public Outputs outputs(Settings settings) {
    FolderOutput folder = Objects.requireNonNull(this.folder);
    return switch (format) {
      case ndjson -> Outputs.toFolder(folder, settings.sink().traceIds());
      case parquet -> {
        String uri = path.toAbsolutePath().toUri().toString().replaceAll("/+$", "");
        yield Outputs.toLake(new LakeSettings(uri, 1), folder, settings);
      }
    };
  }

  @Override
  public StreamExecutionEnvironment flink() {
    return StreamExecutionEnvironment.createLocalEnvironment(LocalFlink.wholeOrNothing());
  }

  @Override
  public void finish() throws IOException {
    Objects.requireNonNull(folder).publish();
  }

  /** Lines of each file; of a lake's, which are Parquet, nothing is counted. */
  @Override
  public String written(JobExecutionResult result) throws IOException {
    List<String> written = new ArrayList<>();
    for (Output each : Output.values()) {
      Path file = path.resolve(each.suffix() + ".jsonl");
      if (Files.isDirectory(path.resolve(each.suffix()))) {
        written.add(each.suffix() + " as Parquet");
      } else if (Files.exists(file)) {
        try (Stream<String> lines = Files.lines(file)) {
          written.add(lines.count() + " " + each.suffix());
        }
      }
    }
    return String.join(", ", written);
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
