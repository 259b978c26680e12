package dev.footfall.session;

import dev.footfall.session.Session.EndReason;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How much of the time before is known. A replay of a range begins to read in the middle of visits:
 * what it takes for a session's beginning is one only where a silence longer than the gap is seen
 * before it. Of a visitor whose sender names sessions, but not on every event, one may pass for
 * whole that follows a session which was cut, and longer than sessions may be.
 *
 * @param completeFromMicros from when on all events are read, epoch microseconds; {@link
 *     Long#MIN_VALUE} where nothing is missing
 * @param silentUntilMillis until when every event would have been read, though none need be that
 *     late; epoch milliseconds, 0 where only the highest arrival tells
 */
public record History(long completeFromMicros, long silentUntilMillis) implements Serializable {
  /** All there ever was. */
  public static final History WHOLE = new History(Long.MIN_VALUE, 0);

  /** Whether all events are read of a length of time before a moment. */
  public boolean covers(long micros, long lengthMicros) {
    return completeFromMicros == Long.MIN_VALUE || micros - lengthMicros >= completeFromMicros;
  }

  /**
   * Until when silence is known at the range's end.
   *
   * @param arrivalMillis something that arrived
   */
  public long silentUntil(long arrivalMillis) {
    return silentUntilMillis == 0 ? arrivalMillis : silentUntilMillis;
  }

  /**
   * Whether a session that begins now may have begun before what is read. One that something other
   * than silence parts from a session at the edge is there, too: that had begun earlier, and might
   * have ended earlier.
   *
   * @param before the session that was open; null where there was none
   * @param end what has ended it
   */
  boolean isEdge(
      long startMicros,
      long lengthMicros,
      @Nullable UnclosedSession before,
      @Nullable EndReason end) {
    boolean partedBySilence = before == null || end == EndReason.GAP;
    return !covers(startMicros, lengthMicros) || !partedBySilence && before.edge;
  }
}
