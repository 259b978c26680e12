package dev.footfall.privacy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * Which day's key an instant belongs to: day D lasts from the local rotation time on D to that on D
 * + 1, so it has 23 or 25 hours where clocks change. A rotation time that the clocks skip is moved
 * behind the gap, one that they show twice is the first. Remembers the last day asked for; not
 * thread-safe.
 */
public final class KeyDays {
  private static final long MAX_MILLIS = 8_520_000_000_000_000L;

  private final ZoneId zone;
  private final LocalTime rotateAt;
  private LocalDate day = LocalDate.EPOCH;
  private long beginMillis;
  private long endMillis;

  public KeyDays(PrivacySettings settings) {
    zone = settings.zone();
    rotateAt = settings.rotateAt();
  }

  /** The key day of an instant in epoch milliseconds; absurd ones count as the year 270,000. */
  public LocalDate day(long anyMillis) {
    long epochMillis = Math.min(Math.max(anyMillis, -MAX_MILLIS), MAX_MILLIS);
    if (epochMillis < beginMillis || epochMillis >= endMillis) {
      LocalDate candidate = Instant.ofEpochMilli(epochMillis).atZone(zone).toLocalDate();
      while (begin(candidate) > epochMillis) {
        candidate = candidate.minusDays(1);
      }
      day = candidate;
      beginMillis = begin(candidate);
      endMillis = begin(candidate.plusDays(1));
    }
    return day;
  }

  /** When the key day of an instant began; both in epoch milliseconds. */
  public long beginMillis(long anyMillis) {
    day(anyMillis);
    return beginMillis;
  }

  private long begin(LocalDate date) {
    return date.atTime(rotateAt).atZone(zone).toInstant().toEpochMilli();
  }
}
