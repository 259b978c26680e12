package dev.footfall.funnel;

import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.Request;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Follows visitors through funnels. Events come in order of release, each after {@link #advance}
 * with its release time; a later revision of an event replaces it, a retracted one takes it out.
 *
 * <p>What follows from a change is looked for at the moment of the first change plus the update
 * interval, and at the end of a cohort: its last event's latest time plus the horizon, until which
 * revisions count. Then its attempts are taken back as open and added as final. All of this happens
 * at times that the data give; in how many steps time advances makes no difference.
 *
 * <p>Not thread-safe.
 */
public final class FollowFunnels {
  /** Above it the oldest events of a visitor are dropped. */
  static final int MAX_EVENTS = 10_000;

  private final ReadFunnelEvent read;
  private final List<FollowFunnel> funnels;
  private final AdoptFunnels adopt;
  private final boolean keepSessions;
  private final LongConsumer dropped;
  private long momentMicros = Long.MIN_VALUE;

  /**
   * @param slow which requests were answered slowly
   * @param horizon for how long after an event's time its revisions count
   * @param updateInterval how long changes are collected
   * @param dropped is told how many events a bound took out
   */
  public FollowFunnels(
      List<Funnel> funnels,
      Predicate<Request> slow,
      Duration horizon,
      Duration updateInterval,
      Consumer<AttemptChange> changes,
      LongConsumer dropped) {
    this.read = new ReadFunnelEvent(funnels, slow);
    this.funnels = FollowFunnel.each(funnels, horizon, updateInterval, changes);
    this.adopt = new AdoptFunnels(funnels, changes);
    this.keepSessions = funnels.stream().anyMatch(Funnel::breaksDownBySession);
    this.dropped = dropped;
  }

  /**
   * Takes a revision of an event.
   *
   * @param sessionId null where the event belongs to no session
   * @param nowMicros time of release, up to which the visitor has been advanced
   */
  public void add(
      VisitorFunnels visitor, AnalyticsEvent event, @Nullable String sessionId, long nowMicros) {
    if (funnels.isEmpty() && visitor.isEmpty()) {
      return;
    }
    FunnelEvent replacement = event.retracted() ? null : read.read(event, sessionId);
    replace(visitor, event.eventTimeMicros(), event.eventId(), replacement, nowMicros);
  }

  /** Puts an event in the place of what was known under its id; null takes it out. */
  void replace(
      VisitorFunnels visitor,
      long micros,
      String eventId,
      @Nullable FunnelEvent replacement,
      long nowMicros) {
    momentMicros = nowMicros;
    adopt.adopt(visitor);
    if (expiryMicros(micros) < nowMicros) {
      return;
    }
    FunnelEvent old = visitor.log.remove(micros, eventId);
    if (replacement != null) {
      visitor.log.add(replacement);
      int over = visitor.log.bound(MAX_EVENTS);
      if (over > 0) {
        dropped.accept(over);
      }
    }
    if (old != null && !old.equals(replacement) || old == null && replacement != null) {
      for (FollowFunnel funnel : funnels) {
        funnel.note(visitor, micros, replacement, nowMicros);
      }
    }
  }

  /** Does all that is due before a time. */
  public void advance(VisitorFunnels visitor, long nowMicros) {
    momentMicros = nowMicros;
    adopt.adopt(visitor);
    long due = deadlineMicros(visitor);
    while (due < nowMicros) {
      long deadline = due;
      momentMicros = deadline;
      for (FollowFunnel funnel : funnels) {
        if (funnel.dueMicros(visitor) <= deadline) {
          funnel.look(visitor, deadline);
        }
      }
      visitor.log.expire(micros -> expiryMicros(micros) <= deadline, keepSessions);
      due = deadlineMicros(visitor);
    }
  }

  /** When something is to be done; {@link Long#MAX_VALUE} for never. */
  public long deadlineMicros(VisitorFunnels visitor) {
    adopt.adopt(visitor);
    FunnelEvent first = visitor.log.first();
    long due = first == null ? Long.MAX_VALUE : expiryMicros(first.micros());
    for (FollowFunnel funnel : funnels) {
      due = Math.min(due, funnel.dueMicros(visitor));
    }
    return due;
  }

  /** The moment, in the time of the data, of the change that is being reported. */
  public long momentMicros() {
    return momentMicros;
  }

  /**
   * Reports what has changed and was not reported yet, at the end of a bounded range. What is open
   * stays open: nobody knows how it would have ended.
   *
   * @param nowMicros the range's end
   */
  public void finish(VisitorFunnels visitor, long nowMicros) {
    momentMicros = nowMicros;
    adopt.adopt(visitor);
    for (FollowFunnel funnel : funnels) {
      if (funnel.isDirty(visitor)) {
        funnel.look(visitor, Long.MIN_VALUE);
      }
    }
  }

  /** When an event of this time can no longer matter. */
  private long expiryMicros(long micros) {
    long expiry = Long.MIN_VALUE;
    for (FollowFunnel funnel : funnels) {
      expiry = Math.max(expiry, funnel.expiryMicros(micros));
    }
    return expiry;
  }
}
