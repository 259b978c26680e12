package dev.footfall.trace;

/**
 * Counts spans (and undecodable records) by minute of arrival, class and reason until they are
 * flushed.
 */
public final class SpanTally {
  /**
   * Counts spans.
   *
   * @param reason short fixed words within the class; empty where there is nothing to tell
   */
  public void count(long arrivalMillis, SpanClass spanClass, String reason, long spans) {
    throw new UnsupportedOperationException();
  }

  /**
   * Counts records that were no use as a whole, or only in part: in records and bytes, beside the
   * spans.
   */
  public void countRecord(long arrivalMillis, String reason, long bytes) {
    throw new UnsupportedOperationException();
  }
}
