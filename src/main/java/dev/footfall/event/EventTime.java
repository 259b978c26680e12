package dev.footfall.event;

/**
 * When an event happened.
 *
 * @param corrected the entry span's start lay outside the bounds
 */
public record EventTime(long micros, boolean corrected) {

  /**
   * The entry span's start cut to microseconds, but not after its arrival and not before issue
   * minus event delay; where these contradict each other, the latter wins.
   *
   * @param startEpochNanos unsigned, as sent
   */
  public static EventTime of(
      long startEpochNanos, long arrivalMillis, long issuedAtMillis, long eventDelayMillis) {
    long start = Long.divideUnsigned(startEpochNanos, 1_000);
    long latest = arrivalMillis * 1_000;
    long earliest = (issuedAtMillis - eventDelayMillis) * 1_000;
    long micros = Math.max(earliest, Math.min(start, latest));
    return new EventTime(micros, micros != start);
  }
}
