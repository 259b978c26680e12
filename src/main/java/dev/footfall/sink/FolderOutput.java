package dev.footfall.sink;

import dev.footfall.visitor.Followed;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.connector.sink2.Sink;

/**
 * A folder that a bounded run fills with one NDJSON file per output: {@code events.jsonl}, {@code
 * sessions.jsonl}, {@code accounting.jsonl}, {@code dead-letters.jsonl}. Each subtask writes hidden
 * parts; only {@link #publish}, called once the run has succeeded, makes them the files, so that
 * what is seen under those names is complete. Lines are in no particular order.
 */
public final class FolderOutput implements Serializable {
  private static final long serialVersionUID = 1;
  private static final String PART_SUFFIX = ".part";

  private final String folder;
  private final ArrayList<Output> outputs;

  private FolderOutput(String folder, List<Output> outputs) {
    this.folder = folder;
    this.outputs = new ArrayList<>(outputs);
  }

  /**
   * Takes a folder, creates it where needed, and clears away what a failed run has left.
   *
   * @throws IllegalArgumentException where it holds outputs already
   */
  public static FolderOutput in(Path folder) throws IOException {
    return in(folder, List.of(Output.values()));
  }

  /**
   * Takes a folder that is to become a lake as well: events and sessions get no files of lines.
   *
   * @throws IllegalArgumentException where it holds outputs already
   */
  public static FolderOutput besideLake(Path folder) throws IOException {
    for (Output output : Output.values()) {
      if (Files.exists(folder.resolve(output.suffix()))) {
        throw new IllegalArgumentException(
            folder + " holds " + output.suffix() + " already; give a new or empty folder");
      }
    }
    return in(folder, Output.RARE);
  }

  /**
   * Looks, and changes nothing.
   *
   * @throws IllegalArgumentException where the folder holds outputs, of whatever form
   */
  public static void refuseFilled(Path folder) {
    for (Output output : Output.values()) {
      for (String name : List.of(output.suffix(), fileName(output))) {
        if (Files.exists(folder.resolve(name))) {
          throw new IllegalArgumentException(
              folder + " holds " + name + " already; give a new or empty folder");
        }
      }
    }
  }

  private static FolderOutput in(Path folder, List<Output> outputs) throws IOException {
    for (Output output : outputs) {
      if (Files.exists(folder.resolve(fileName(output)))) {
        throw new IllegalArgumentException(
            folder + " holds " + fileName(output) + " already; give a new or empty folder");
      }
    }
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IllegalArgumentException(folder + " is not a folder");
    }
    Files.createDirectories(folder);
    FolderOutput output = new FolderOutput(folder.toAbsolutePath().toString(), outputs);
    for (Output each : outputs) {
      for (Path part : output.parts(each)) {
        Files.delete(part);
      }
    }
    return output;
  }

  /** The sink of events and sessions. */
  public Sink<Followed> followed(boolean traceIds) {
    return new FolderSink<>(
        this,
        FollowedJson.OUTPUTS,
        () -> {
          FollowedJson json = new FollowedJson(traceIds);
          return (row, lines) -> {
            OutputRecord record = json.record(row);
            if (record != null) {
              write(record, lines);
            }
          };
        });
  }

  /** The sink that accounting rows and dead letters share. */
  public Sink<OutputRecord> rare() {
    return new FolderSink<>(this, Output.RARE, () -> FolderOutput::write);
  }

  private static void write(OutputRecord record, FolderSink.Lines lines) throws IOException {
    lines.write(record.output(), record.value());
  }

  /** Makes the parts of a run that has succeeded the files; an output without rows is empty. */
  public void publish() throws IOException {
    for (Output output : outputs) {
      Path whole = Path.of(folder, "." + fileName(output) + ".whole");
      List<Path> parts = parts(output);
      try (OutputStream out = Files.newOutputStream(whole)) {
        for (Path part : parts) {
          Files.copy(part, out);
        }
      }
      Files.move(whole, Path.of(folder, fileName(output)), StandardCopyOption.ATOMIC_MOVE);
      for (Path part : parts) {
        Files.delete(part);
      }
    }
  }

  /** Where a subtask writes its part of an output. */
  Path part(Output output, int subtask) {
    return Path.of(folder, "." + fileName(output) + "." + subtask + PART_SUFFIX);
  }

  private List<Path> parts(Output output) throws IOException {
    String prefix = "." + fileName(output) + ".";
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .filter(file -> file.getFileName().toString().endsWith(PART_SUFFIX))
          .sorted()
          .toList();
    }
  }

  private static String fileName(Output output) {
    return output.suffix() + ".jsonl";
  }
}
