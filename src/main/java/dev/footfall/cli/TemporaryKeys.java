package dev.footfall.cli;

import dev.footfall.privacy.DayKeys;
import dev.footfall.source.CaptureFile;
import dev.footfall.source.RawRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * A key ring for one run over one capture, which is gone with the run: the ids of two runs have
 * nothing in common.
 */
final class TemporaryKeys implements AutoCloseable {
  /** Ids reach back a day; time zones and the hour of rotation move days by one more. */
  private static final int MARGIN_DAYS = 3;

  private static final int MOST_DAYS = 36_525;

  private final Path folder;

  private TemporaryKeys(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes keys for every day of a capture.
   *
   * @throws IOException where the capture cannot be read
   */
  static TemporaryKeys of(CaptureFile capture) throws IOException {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    try (CaptureFile.Reader records = capture.open()) {
      for (RawRecord record = records.next(); record != null; record = records.next()) {
        if (record.timestampMillis() >= 0) {
          first = Math.min(first, record.timestampMillis());
          last = Math.max(last, record.timestampMillis());
        }
      }
    }
    LocalDate firstDay = day(first == Long.MAX_VALUE ? 0 : first).minusDays(MARGIN_DAYS);
    LocalDate lastDay = day(Math.max(last, 0)).plusDays(MARGIN_DAYS);
    long days = ChronoUnit.DAYS.between(firstDay, lastDay) + 1;
    if (days > MOST_DAYS) {
      throw new CommandFailed(
          ExitCode.FAILED,
          capture.path() + ": its records span " + days + " days; use --config with a key ring",
          null);
    }
    TemporaryKeys keys = new TemporaryKeys(Files.createTempDirectory("footfall-keys"));
    DayKeys.generate(keys.file(), firstDay, (int) days);
    return keys;
  }

  Path file() {
    return folder.resolve("keys.txt");
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file());
    Files.delete(folder);
  }

  private static LocalDate day(long epochMillis) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(epochMillis), ZoneOffset.UTC);
  }
}
