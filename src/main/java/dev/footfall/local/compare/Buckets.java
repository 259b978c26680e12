package dev.footfall.local.compare;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The records of one output and run on disk, parted by their keys, so that one part at a time fits
 * in memory. Those of one key are in one part, in the order in which they came.
 */
final class Buckets implements AutoCloseable {
  /** A part of an output of 10 GB has 40 MB; so many files are open at once. */
  static final int COUNT = 256;

  private static final int BUFFER_BYTES = 1 << 14;

  private final Path folder;
  private final @Nullable DataOutputStream[] files = new DataOutputStream[COUNT];

  /**
   * @param folder a new one, which whoever gave it deletes
   */
  Buckets(Path folder) {
    this.folder = folder;
  }

  void add(RunRecord record) {
    byte[] key = record.key().getBytes(StandardCharsets.UTF_8);
    try {
      DataOutputStream file = open(Math.floorMod(record.key().hashCode(), COUNT));
      file.writeInt(key.length);
      file.write(key);
      file.writeLong(record.revision());
      file.writeInt(record.line().length);
      file.write(record.line());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DataOutputStream open(int part) throws IOException {
    DataOutputStream file = files[part];
    if (file == null) {
      file =
          new DataOutputStream(
              new BufferedOutputStream(Files.newOutputStream(file(part)), BUFFER_BYTES));
      files[part] = file;
    }
    return file;
  }

  /** Reads a part back, and deletes it; after {@link #close}. */
  void drain(int part, Consumer<RunRecord> records) throws IOException {
    if (files[part] == null) {
      return;
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file(part)), 1 << 16))) {
      while (true) {
        in.mark(1);
        if (in.read() < 0) {
          break;
        }
        in.reset();
        String key = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
        long revision = in.readLong();
        records.accept(new RunRecord(key, revision, in.readNBytes(in.readInt())));
      }
    }
    Files.delete(file(part));
  }

  private Path file(int part) {
    return folder.resolve("part-" + part);
  }

  @Override
  public void close() throws IOException {
    for (DataOutputStream file : files) {
      if (file != null) {
        file.close();
      }
    }
  }
}
