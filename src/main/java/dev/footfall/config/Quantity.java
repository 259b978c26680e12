package dev.footfall.config;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads lengths of time and sizes as people write them: {@code 10s}, {@code 128mb}. */
final class Quantity {
  private static final Pattern FORM = Pattern.compile("(\\d{1,10})\\s*([a-zA-Z]*)");

  private static final Pattern COUNT = Pattern.compile("\\d{1,18}");

  private Quantity() {}

  /**
   * @throws IllegalArgumentException where it is none
   */
  static Duration duration(String text) {
    Matcher parts = parts(text);
    long amount = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m", "min" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      case "d" -> Duration.ofDays(amount);
      default -> throw new IllegalArgumentException(text);
    };
  }

  /**
   * Bytes; units are powers of 1024.
   *
   * @throws IllegalArgumentException where it is none, or too large
   */
  static long bytes(String text) {
    Matcher parts = parts(text);
    int shift =
        switch (parts.group(2).toLowerCase(Locale.ROOT)) {
          case "", "b" -> 0;
          case "k", "kb" -> 10;
          case "m", "mb" -> 20;
          case "g", "gb" -> 30;
          default -> throw new IllegalArgumentException(text);
        };
    long amount = Long.parseLong(parts.group(1));
    if (amount > Long.MAX_VALUE >> shift) {
      throw new IllegalArgumentException(text);
    }
    return amount << shift;
  }

  /**
   * A number from 0 on.
   *
   * @throws IllegalArgumentException where it is none
   */
  static long count(String text) {
    if (!COUNT.matcher(text).matches()) {
      throw new IllegalArgumentException(text);
    }
    return Long.parseLong(text);
  }

  private static Matcher parts(String text) {
    Matcher parts = FORM.matcher(text.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException(text);
    }
    return parts;
  }
}
