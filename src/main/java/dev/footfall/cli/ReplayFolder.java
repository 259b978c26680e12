package dev.footfall.cli;

import dev.footfall.config.Settings;
import dev.footfall.job.Outputs;
import dev.footfall.sink.FolderOutput;
import dev.footfall.sink.LakeSettings;
import dev.footfall.sink.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The folder that a replay inside this process writes: files of lines, or a lake beside them. */
final class ReplayFolder {
  /** How the outputs are written. */
  enum Format {
    ndjson,
    parquet
  }

  private final Path path;
  private final Format format;
  private final FolderOutput folder;

  private ReplayFolder(Path path, Format format, FolderOutput folder) {
    this.path = path;
    this.format = format;
    this.folder = folder;
  }

  /**
   * Takes a new or empty folder.
   *
   * @throws CommandFailed where it holds outputs already, or cannot be written
   */
  static ReplayFolder take(Path path, Format format) {
    try {
      return new ReplayFolder(
          path,
          format,
          format == Format.parquet ? FolderOutput.besideLake(path) : FolderOutput.in(path));
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(ExitCode.USAGE, "--output: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandFailed(ExitCode.UNREACHABLE, path + ": cannot be written: " + e, e);
    }
  }

  Outputs outputs(Settings settings) {
    return switch (format) {
      case ndjson -> Outputs.toFolder(folder, settings.sink().traceIds());
      case parquet -> {
        String uri = path.toAbsolutePath().toUri().toString().replaceAll("/+$", "");
        yield Outputs.toLake(new LakeSettings(uri, 1), folder, settings);
      }
    };
  }

  /** Makes the files of a run that has succeeded visible. */
  void publish() throws IOException {
    folder.publish();
  }

  /** Lines of each file; of a lake's, which are Parquet, nothing is counted. */
  String written() throws IOException {
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
