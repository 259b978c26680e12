package dev.footfall.cli;

import dev.footfall.sink.Preflight.Severity;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/** Writes a small hidden file where Flink will write, and removes it. */
final class TryFolder {
  /** Clients of object stores try again for minutes. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration REASON = Duration.ofSeconds(5);

  private TryFolder() {}

  /** What keeps Flink from the folder; null where nothing does. */
  static @Nullable StoreProblem problem(String folder) {
    try {
      return within(PATIENCE, () -> attempt(new Path(folder)));
    } catch (TimeoutException e) {
      return new StoreProblem(
          Severity.UNREACHABLE, "no answer within %d s".formatted(PATIENCE.toSeconds()));
    } catch (ExecutionException e) {
      return StoreProblem.of(e.getCause(), "opened");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new StoreProblem(Severity.FAILED, "interrupted");
    }
  }

  private static <T> T within(Duration patience, Callable<T> question)
      throws TimeoutException, ExecutionException, InterruptedException {
    FutureTask<T> answer = new FutureTask<>(question);
    Thread thread = new Thread(answer, "check-lake");
    thread.setDaemon(true);
    thread.start();
    return answer.get(patience.toSeconds(), TimeUnit.SECONDS);
  }

  private static @Nullable StoreProblem attempt(Path folder) throws Exception {
    Path file = new Path(folder, ".footfall-check-" + UUID.randomUUID());
    FileSystem files = folder.getFileSystem();
    String doing = "written";
    try {
      try (FSDataOutputStream out = files.create(file, WriteMode.NO_OVERWRITE)) {
        out.write("check".getBytes(StandardCharsets.UTF_8));
      }
      doing = "deleted from";
      files.delete(file, false);
      return null;
    } catch (IOException e) {
      return StoreProblem.isRefused(e)
          ? refusal(files, folder, e, doing)
          : StoreProblem.of(e, doing);
    }
  }

  /**
   * Asks why a store says no: it does not say it of the first question, whether the file is there.
   * Amazon's client takes a bad signature for clocks that differ, and then asks for minutes.
   */
  private static StoreProblem refusal(
      FileSystem files, Path folder, IOException refused, String doing)
      throws ExecutionException, InterruptedException {
    try {
      Exception reason = within(REASON, () -> listing(files, folder));
      return StoreProblem.of(reason == null ? refused : reason, reason == null ? doing : "listed");
    } catch (TimeoutException e) {
      return StoreProblem.badSignature();
    }
  }

  private static @Nullable Exception listing(FileSystem files, Path folder) {
    try {
      files.listStatus(folder);
      return null;
    } catch (FileNotFoundException e) {
      return null; // It is made with its first file.
    } catch (IOException e) {
      return e;
    }
  }
}
