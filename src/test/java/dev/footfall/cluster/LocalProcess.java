package dev.footfall.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A child process of its own; what it says goes to a log file, which restarts append to. */
final class LocalProcess {
  private final String name;
  private final Path log;
  private final Process process;

  private LocalProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts a command.
   *
   * @param environment is added to this process's own
   */
  static LocalProcess start(
      String name, Path log, Map<String, String> environment, List<String> command) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      return new LocalProcess(name, log, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(name + " does not start", e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Has something done once the process has ended, for whatever reason. */
  void whenEnded(Runnable then) {
    process.onExit().thenRun(then);
  }

  /**
   * Waits for the process to end by itself and throws, with the end of its log, unless it ended
   * with 0.
   */
  void awaitSuccess(long limitSeconds) {
    if (!awaitExit(limitSeconds)) {
      kill();
      throw new IllegalStateException(
          name + " took more than " + limitSeconds + " s\n" + lastLines());
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException(
          name + " ended with " + process.exitValue() + "\n" + lastLines());
    }
  }

  /** Waits for the process to end by itself and returns what it ended with; -1 if it does not. */
  int awaitEnd(long limitSeconds) {
    if (!awaitExit(limitSeconds)) {
      kill();
      return -1;
    }
    return process.exitValue();
  }

  /** All that it and those of its name before it have said, as one line. */
  String said() {
    try {
      return Files.readString(log).replaceAll("\\s+", " ");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGKILL: nothing is flushed, closed or said goodbye to. Returns when the process is gone. */
  void kill() {
    process.destroyForcibly();
    awaitExit(10);
  }

  private boolean awaitExit(long limitSeconds) {
    try {
      return process.waitFor(limitSeconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + name, e);
    }
  }

  private String lastLines() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
