package dev.footfall.cli;

import dev.footfall.source.CaptureFile;
import dev.footfall.source.ReadProgress;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows on a terminal how far a replay has come; counts in any case. */
final class ReplayProgress implements AutoCloseable {
  private static final long STEP_MILLIS = 500;
  private static final String START_OF_LINE = "\r\u001b[K";

  private final ReadProgress progress;
  private final PrintWriter err;
  private final @Nullable Thread drawing;

  /** When the first record had not been read yet; Flink's start is no part of the rate. */
  private long startNanos = System.nanoTime();

  private ReplayProgress(String name, long total, PrintWriter err, boolean drawn) {
    progress = ReadProgress.of(name);
    this.err = err;
    drawing = drawn ? new Thread(() -> draw(total), "replay-progress") : null;
    if (drawing != null) {
      drawing.setDaemon(true);
      drawing.start();
    }
  }

  /**
   * Begins to count.
   *
   * @param name of what is read, see {@link ReadProgress}
   * @param total how many records there are
   * @param drawn whether standard error is a terminal, and nobody asked for quiet
   */
  static ReplayProgress start(String name, long total, PrintWriter err, boolean drawn) {
    return new ReplayProgress(name, total, err, drawn);
  }

  /** The same for a capture. */
  static ReplayProgress start(CaptureFile capture, PrintWriter err, boolean drawn)
      throws IOException {
    return start(capture.path(), drawn ? count(capture) : 0, err, drawn);
  }

  /** How many records a capture has. */
  static long count(CaptureFile capture) throws IOException {
    long total = 0;
    try (CaptureFile.Reader records = capture.open()) {
      while (records.next() != null) {
        total++;
      }
    }
    return total;
  }

  private void draw(long total) {
    try {
      while (true) {
        Thread.sleep(STEP_MILLIS);
        long read = progress.records();
        startNanos = read == 0 ? System.nanoTime() : startNanos;
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        err.print(START_OF_LINE + line(read, total, seconds, progress.latestMillis()));
        err.flush();
      }
    } catch (InterruptedException e) {
      err.print(START_OF_LINE);
      err.flush();
    }
  }

  /** Percent, rate, time reached, time left. */
  static String line(long read, long total, double seconds, long latestMillis) {
    if (read == 0) {
      return "nothing read yet";
    }
    long percent = total == 0 ? 100 : 100 * read / total;
    double rate = seconds <= 0 ? 0 : read / seconds;
    String left = rate <= 0 ? "?" : clock(Math.round((total - read) / rate));
    String reached =
        latestMillis < 0
            ? ""
            : ", at "
                + Instant.ofEpochMilli(latestMillis)
                    .truncatedTo(ChronoUnit.SECONDS)
                    .toString()
                    .replace('T', ' ')
                    .replace("Z", " UTC");
    return String.format(
        Locale.ROOT, "%3d %%, %,.0f records/s%s, %s left", percent, rate, reached, left);
  }

  private static String clock(long seconds) {
    return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
  }

  /** Records read so far. */
  long records() {
    return progress.records();
  }

  /** Clears the line for what is said next; the count stays. */
  void endDrawing() {
    if (drawing != null) {
      drawing.interrupt();
      try {
        drawing.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    endDrawing();
    progress.close();
  }
}
