package dev.footfall.cli;

import java.time.Duration;

/** Writes times as the options take them: {@code 90s}, {@code 5m}, {@code 1h}. */
final class GapText {
  private GapText() {}

  static String of(Duration time) {
    long seconds = time.toSeconds();
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
