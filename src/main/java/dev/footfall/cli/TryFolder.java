package dev.footfall.cli;

import dev.footfall.config.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;
import org.jspecify.annotations.Nullable;

/** Writes a small hidden file where Flink will write, and removes it. */
final class TryFolder {
  /** Clients of object stores try again for minutes. */
  private static final long PATIENCE_SECONDS = 20;

  private TryFolder() {}

  /** Why the folder cannot be written; null where it can. */
  static @Nullable String problem(String folder) {
    FutureTask<@Nullable String> attempt = new FutureTask<>(() -> attempt(folder));
    Thread thread = new Thread(attempt, "check-lake");
    thread.setDaemon(true);
    thread.start();
    try {
      return attempt.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return "no answer within " + PATIENCE_SECONDS + " s";
    } catch (ExecutionException e) {
      return words(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private static @Nullable String attempt(String folder) throws IOException {
    Path file = new Path(folder, ".footfall-check-" + UUID.randomUUID());
    FileSystem files = file.getFileSystem();
    try (FSDataOutputStream out = files.create(file, WriteMode.NO_OVERWRITE)) {
      out.write("check".getBytes(StandardCharsets.UTF_8));
    }
    files.delete(file, false);
    return null;
  }

  private static String words(Throwable cause) {
    if (cause instanceof UnsupportedFileSystemSchemeException) {
      return "Flink has no file system for it here; s3:// needs flink-s3-fs-hadoop in plugins/";
    }
    String message = cause.getMessage();
    String first =
        message == null ? cause.getClass().getSimpleName() : message.lines().findFirst().orElse("");
    return "cannot be written: " + Secrets.mask(first);
  }
}
