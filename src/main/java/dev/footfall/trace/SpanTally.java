package dev.footfall.trace;

/** Counts spans by minute of arrival, class and reason until they are flushed. */
public final class SpanTally {
  /**
   * Counts spans.
   *
   * @param reason short fixed words within the class; empty where there is nothing to tell
   */
  public void count(long arrivalMillis, SpanClass spanClass, String reason, long spans) {
    throw new UnsupportedOperationException();
  }
}
