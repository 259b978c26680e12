package dev.footfall.analysis;

import dev.footfall.client.VisitorLink;
import dev.footfall.event.AnalyticsEvent;
import dev.footfall.privacy.KeyedId;
import dev.footfall.replay.ReplayRange;
import dev.footfall.session.Session;
import dev.footfall.session.Session.State;
import dev.footfall.visitor.FollowedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts what comes of following the same visitors under several gaps. A session's id comes from
 * its first event, so the sessions of two gaps that begin with one event have one id: by it they
 * are laid beside each other, and counted once none of them can change.
 *
 * <p>Held are the sessions that some gap has not closed, by their end under each gap. Not
 * thread-safe.
 */
public final class CompareGaps {
  private final int gaps;
  private final @Nullable ReplayRange range;
  private final Analysis analysis;
  private final Intervals intervals;
  private final Map<KeyedId, Beginning> beginnings = new HashMap<>();
  private final List<KeyedId> touched = new ArrayList<>();

  /** The sessions that begin with one event. */
  private static final class Beginning {
    /** Gaps whose session is not closed. */
    int unclosed;

    final Extent[] extents;

    Beginning(int gaps) {
      extents = new Extent[gaps];
    }
  }

  /** How far a session goes; of one that a machine made, only for others to be compared with. */
  private record Extent(long endMicros, int interactions, boolean counted) {
    boolean holdsTheSameAs(Extent other) {
      return endMicros == other.endMicros && interactions == other.interactions;
    }
  }

  /**
   * @param gaps how many there are
   * @param range whose events, and sessions that begin in it, are counted; null for all
   */
  public CompareGaps(int gaps, @Nullable ReplayRange range) {
    this.range = range;
    this.gaps = gaps;
    analysis = new Analysis(gaps);
    intervals = new Intervals(analysis.intervalMillis);
  }

  /** Takes an event in its visitor's order, once, whatever the number of gaps. */
  public void event(FollowedEvent followed) {
    AnalyticsEvent event = followed.event();
    if (event.revision() > 1) {
      return;
    }
    VisitorLink link = followed.issued().visitor();
    KeyedId id = link.id();
    if (!isInRange(event.eventTimeMicros())) {
      if (id != null && isPersons(event)) {
        intervals.before(id, event.eventTimeMicros());
      }
      return;
    }
    analysis.events++;
    if (id == null || event.client() == null) {
      analysis.withoutVisitor++;
    } else if (event.client().trafficHint() != null) {
      analysis.machineEvents++;
    } else if (isPersons(event)) {
      long micros = event.eventTimeMicros();
      analysis.interactions++;
      analysis.firstMicros = Math.min(analysis.firstMicros, micros);
      analysis.lastMicros = Math.max(analysis.lastMicros, micros);
      intervals.interaction(id, link.previousId(), micros);
    }
  }

  private static boolean isPersons(AnalyticsEvent event) {
    return event.interaction() && event.client() != null && event.client().trafficHint() == null;
  }

  private boolean isInRange(long micros) {
    return range == null || range.holdsMicros(micros);
  }

  /**
   * Takes a session's record under a gap: the first, and the last; others do no harm.
   *
   * @param gap its place in the order
   */
  public void session(int gap, Session session) {
    KeyedId id = KeyedId.ofHex(session.sessionId());
    if (session.state() == State.OPEN) {
      beginnings.computeIfAbsent(id, begun -> new Beginning(gaps)).unclosed++;
    } else if (session.endReason() != null) {
      Beginning beginning = beginnings.get(id);
      if (beginning == null) {
        throw new IllegalStateException("a session ends that has not begun");
      }
      beginning.unclosed--;
      touched.add(id);
      if (!session.retracted()) {
        Session.Content content = session.content();
        boolean counted = isInRange(content.startMicros()) && analysis.gaps().get(gap).add(session);
        beginning.extents[gap] = new Extent(content.endMicros(), content.interactions(), counted);
      }
    }
  }

  /**
   * To be called when all gaps have come to the same time, so that whatever begins with one event
   * has begun under all.
   *
   * @param micros up to which all interactions have come
   */
  public void settle(long micros) {
    for (KeyedId id : touched) {
      Beginning beginning = beginnings.get(id);
      if (beginning != null && beginning.unclosed == 0) {
        beginnings.remove(id);
        compare(beginning.extents);
      }
    }
    touched.clear();
    intervals.passed(micros);
  }

  private void compare(Extent[] extents) {
    for (int gap = 0; gap < gaps; gap++) {
      Extent session = extents[gap];
      if (session != null && session.counted()) {
        for (int other = 0; other < gaps; other++) {
          compare(session, extents[other], analysis.comparison(gap, other));
        }
      }
    }
  }

  private static void compare(Extent session, @Nullable Extent other, GapComparison into) {
    if (other == null) {
      into.joined++;
    } else if (session.holdsTheSameAs(other)) {
      into.same++;
    } else if (session.interactions() < other.interactions()) {
      into.joined++;
    } else {
      into.split++;
    }
  }

  /** All that was counted so far. */
  public Analysis analysis() {
    return analysis;
  }

  /** Sessions that are held until all gaps have closed them, by their beginnings. */
  int held() {
    return beginnings.size();
  }
}
