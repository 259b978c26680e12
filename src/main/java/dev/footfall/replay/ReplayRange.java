package dev.footfall.replay;

import dev.footfall.aggregate.AggregateRow;
import dev.footfall.session.History;
import dev.footfall.session.Session;
import dev.footfall.visitor.Followed;
import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The range of time whose results a replay writes, within what it reads. Epoch milliseconds.
 *
 * @param fromMillis the first moment of the range
 * @param toMillis the first behind it
 * @param completeFromMillis from when on all events are known: the start of reading and {@link
 *     Margins#traceReach} on; {@link #WHOLE} where nothing is missing before
 * @param completeUntilMillis until when all arrivals are known
 */
public record ReplayRange(
    long fromMillis, long toMillis, long completeFromMillis, long completeUntilMillis)
    implements Serializable {
  /** Nothing is missing before what is read. */
  public static final long WHOLE = Long.MIN_VALUE;

  /**
   * What is known of the time before and behind, for sessions.
   *
   * @param eventDelay how much later than it happened an event may arrive
   */
  public History history(Duration eventDelay) {
    return new History(
        completeFromMillis == WHOLE
            ? Long.MIN_VALUE
            : TimeUnit.MILLISECONDS.toMicros(completeFromMillis),
        completeUntilMillis - eventDelay.toMillis());
  }

  /**
   * Whether it is written: an event that happened in the range, in all its revisions; a session
   * that began in it.
   */
  public boolean holds(Followed row) {
    Session session = row.session();
    if (row.event() != null) {
      return holdsMicros(row.event().event().eventTimeMicros());
    }
    return session != null && holdsMicros(session.content().startMicros());
  }

  /** Whether it is written: what arrived in the range. */
  public boolean holdsArrival(long millis) {
    return fromMillis <= millis && millis < toMillis;
  }

  /**
   * The row as it is written; null where its window is outside. A window is final only as it would
   * be without an end of the range: when all of it lies in the range, and everything is read that
   * can have changed it. All others stay open.
   *
   * @param window its length
   * @param reach how far before a window's start events decide over its rows
   */
  public @Nullable AggregateRow written(AggregateRow row, Duration window, Duration reach) {
    long start = row.key().startMillis();
    long end = start + window.toMillis();
    if (end <= fromMillis || start >= toMillis) {
      return null;
    }
    boolean whole =
        fromMillis <= start
            && end <= toMillis
            && (completeFromMillis == WHOLE || completeFromMillis <= start - reach.toMillis())
            && row.issuedAtMillis() <= completeUntilMillis;
    return whole || !row.isFinal() ? row : row.open();
  }

  /** Whether a moment lies in it; epoch microseconds. */
  public boolean holdsMicros(long micros) {
    return holdsArrival(Math.floorDiv(micros, 1_000L));
  }
}
