package dev.footfall.aggregate;

import java.time.Duration;

/**
 * Rows of windows of fixed length, aligned to the epoch: the first when the window ends.
 *
 * @param windowMillis length of the window
 * @param updateMillis interval between changed rows
 * @param keepMillis how long behind its end a window takes corrections
 */
public record WindowTimes(long windowMillis, long updateMillis, long keepMillis)
    implements RowTimes {

  /** The same with durations. */
  public static WindowTimes of(Duration window, Duration update, Duration keep) {
    return new WindowTimes(window.toMillis(), update.toMillis(), keep.toMillis());
  }

  /** The window that holds this event time. */
  public WindowKey window(String name, long eventTimeMicros) {
    long millis = Math.floorDiv(eventTimeMicros, 1_000L);
    return new WindowKey(name, millis - Math.floorMod(millis, windowMillis));
  }

  @Override
  public long firstMillis(WindowKey key) {
    return key.startMillis() + windowMillis;
  }

  @Override
  public long lastMillis(WindowKey key) {
    return firstMillis(key) + keepMillis;
  }
}
