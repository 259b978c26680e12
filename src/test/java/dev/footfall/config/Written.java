package dev.footfall.config;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a value as a configuration would say it. */
final class Written {
  private Written() {}

  /** Empty where there is nothing to write. */
  static String of(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Duration time) {
      return time(time);
    }
    if (value instanceof Long bytes) {
      return bytes(bytes);
    }
    if (value instanceof ZoneId zone) {
      return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.toString();
    }
    if (value instanceof Enum<?> word) {
      return word.name().toLowerCase(Locale.ROOT);
    }
    if (value instanceof Collection<?> list) {
      return list.isEmpty()
          ? ""
          : list.stream().map(Written::of).collect(Collectors.joining(", ", "[", "]"));
    }
    return value instanceof Record ? "" : value.toString();
  }

  private static String time(Duration time) {
    long millis = time.toMillis();
    String[] units = {"d", "h", "m", "s"};
    long[] lengths = {86_400_000, 3_600_000, 60_000, 1_000};
    for (int i = 0; i < units.length; i++) {
      if (millis > 0 && millis % lengths[i] == 0 && (i > 0 || millis / lengths[i] > 1)) {
        return millis / lengths[i] + units[i];
      }
    }
    return millis + "ms";
  }

  private static String bytes(long bytes) {
    String[] units = {"gb", "mb", "kb"};
    for (int i = 0; i < units.length; i++) {
      int shift = 30 - 10 * i;
      if (bytes % (1L << shift) == 0) {
        return (bytes >> shift) + units[i];
      }
    }
    return bytes + "b";
  }
}
