package dev.footfall.savepoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The savepoints that are kept: numbered in the order in which they were written, compressed. */
final class Kept {
  static final Path FOLDER = Path.of("src/test/resources/savepoints").toAbsolutePath();
  static final String SUFFIX = ".savepoint.gz";

  /** The only file of a savepoint whose state is small. */
  private static final String METADATA = "_metadata";

  private Kept() {}

  /** All of them, the newest last. */
  static List<Path> savepoints() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
          .sorted(Comparator.comparingInt(Kept::number))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static int number(Path savepoint) {
    return Integer.parseInt(savepoint.getFileName().toString().replace(SUFFIX, ""));
  }

  /** Compresses a savepoint that is one file. */
  static void keep(Path savepoint, Path kept) throws IOException {
    try (Stream<Path> files = Files.list(savepoint)) {
      if (files.count() != 1) {
        throw new IllegalStateException(savepoint + " holds more than " + METADATA);
      }
    }
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(kept))) {
      Files.copy(savepoint.resolve(METADATA), out);
    }
  }

  /** Unpacks a kept one into a new folder; returns what Flink takes for its path. */
  static String unpack(Path kept, Path folder) throws IOException {
    Files.createDirectories(folder);
    try (InputStream in = new GZIPInputStream(Files.newInputStream(kept))) {
      Files.copy(in, folder.resolve(METADATA));
    }
    return folder.toUri().toString();
  }

  static String configuration() throws IOException {
    return Files.readString(FOLDER.resolve("footfall.yaml"));
  }
}
