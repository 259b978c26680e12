package dev.footfall.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * All that the runs left on disk: Flink's checkpoints, savepoints and recovery files, all logs, and
 * the committed records but for the dead letters, which hold what could not be read, and say so.
 *
 * <p>Checkpoints are unaligned and uncompressed in these runs, so they also hold what was on its
 * way between operators at that moment.
 */
record AtRest(List<Path> places) {

  /** Writes the records down beside the state, so that all can be searched alike. */
  static AtRest of(Stage stage, List<OutputRecord> records) {
    Path output = stage.workspace().folder("output").resolve("records");
    try {
      Files.write(
          output,
          records.stream()
              .filter(record -> !record.output().equals("dead-letters"))
              .map(record -> record.key() + " " + record.value())
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new AtRest(List.of(stage.cluster().state(), output, stage.workspace().logs()));
  }

  /** Which of the values are in there. */
  Set<String> search(Set<String> values) {
    Set<String> found = new TreeSet<>();
    places.forEach(place -> found.addAll(PersonalData.found(place, values)));
    return found;
  }

  /** How much there was to search. */
  long megabytes() {
    long bytes = 0;
    for (Path place : places) {
      try (Stream<Path> files = Files.walk(place)) {
        for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
          bytes += Files.size(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return bytes / 1_000_000;
  }
}
