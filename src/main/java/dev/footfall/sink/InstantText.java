package dev.footfall.sink;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/**
 * Writes instants as ISO text in UTC. Keeps the text of the last day, since the instants of a row
 * and its neighbours are mostly of one day. Not thread-safe.
 */
final class InstantText {
  /** Bytes of the longest text. */
  static final int MAX_LENGTH = 27;

  private static final long FIRST_DAY = LocalDate.of(0, 1, 1).toEpochDay();
  private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

  private final byte[] dateText = new byte[10];
  private long day = Long.MIN_VALUE;

  /**
   * Writes an instant; of days outside the years 0000 to 9999 the nearest of these.
   *
   * @param digits of the fraction
   * @return where the next byte goes
   */
  int write(long epochSecond, long fraction, int digits, byte[] out, int at) {
    long wanted = Math.floorDiv(epochSecond, 86_400L);
    if (wanted != day) {
      day = wanted;
      LocalDate date = LocalDate.ofEpochDay(Math.max(FIRST_DAY, Math.min(LAST_DAY, wanted)));
      byte[] text = date.toString().getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(text, 0, dateText, 0, dateText.length);
    }
    System.arraycopy(dateText, 0, out, at, dateText.length);
    at += dateText.length;
    int second = (int) Math.floorMod(epochSecond, 86_400L);
    out[at++] = 'T';
    at = JsonNumbers.padded(second / 3600, 2, out, at);
    out[at++] = ':';
    at = JsonNumbers.padded(second / 60 % 60, 2, out, at);
    out[at++] = ':';
    at = JsonNumbers.padded(second % 60, 2, out, at);
    out[at++] = '.';
    at = JsonNumbers.padded(fraction, digits, out, at);
    out[at++] = 'Z';
    return at;
  }
}
