package dev.footfall.aggregate;

import java.io.Serializable;

/**
 * When the rows of a window go out, in epoch milliseconds of data time: first, then at most once
 * per interval while there are changes, and last. Every contribution has a moment of its own at
 * which it goes out, which follows from its time alone; so rows do not depend on when watermarks
 * and contributions come, as long as a contribution precedes the watermark of its time.
 */
public interface RowTimes extends Serializable {
  /** What is too late for any row. */
  long NEVER = Long.MAX_VALUE;

  /** When the first row goes out. */
  long firstMillis(WindowKey key);

  /** When the last row goes out and the window is forgotten; not before the first. */
  long lastMillis(WindowKey key);

  /** The interval between changed rows, at least 1. */
  long updateMillis();

  /** When a contribution of this time goes out; {@link #NEVER} where the window is forgotten. */
  default long emissionMillis(WindowKey key, long timeMillis) {
    long first = firstMillis(key);
    long last = lastMillis(key);
    if (timeMillis <= first) {
      return first;
    }
    if (timeMillis > last) {
      return NEVER;
    }
    long intervals = (timeMillis - first - 1) / updateMillis() + 1;
    return Math.min(last, first + intervals * updateMillis());
  }
}
