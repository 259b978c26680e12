package dev.footfall.analysis;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Writes times for people. */
public final class TimeText {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private TimeText() {}

  /** A gap as the options take it: {@code 90s}, {@code 5m}, {@code 1h}. */
  public static String gap(Duration gap) {
    long seconds = gap.toSeconds();
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }

  /** How long something took, in two digits or so: {@code 4.1s}, {@code 12s}, {@code 3m 20s}. */
  public static String length(long millis) {
    if (millis < 10_000) {
      String text = String.format(Locale.ROOT, "%.1f", millis / 1_000.0);
      return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + "s";
    }
    Duration rounded = Duration.ofSeconds(Math.round(millis / 1_000.0));
    if (rounded.toHours() > 0) {
      return two(rounded.toHours(), "h", rounded.toMinutesPart(), "m");
    }
    return two(rounded.toMinutes(), "m", rounded.toSecondsPart(), "s");
  }

  private static String two(long large, String largeUnit, long small, String smallUnit) {
    if (large == 0) {
      return small + smallUnit;
    }
    return large + largeUnit + (small == 0 ? "" : " " + small + smallUnit);
  }

  /** {@code 2026-11-24 11:29:52} in UTC. */
  public static String moment(long micros) {
    return MOMENT.format(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
  }
}
