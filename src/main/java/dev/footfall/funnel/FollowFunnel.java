package dev.footfall.funnel;

import dev.footfall.funnel.FunnelEvent.Role;
import dev.footfall.funnel.FunnelState.Reported;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Follows visitors through one funnel. */
final class FollowFunnel {
  /** Of a session that pauses for longer, what comes after is taken for its beginning. */
  private static final long SESSION_PAUSE_MICROS = 3_600_000_000L;

  private final Funnel funnel;
  private final int place;
  private final long horizonMicros;
  private final long updateMicros;
  private final Consumer<AttemptChange> changes;
  private final MatchFunnel match;

  private FollowFunnel(
      Funnel funnel,
      int place,
      long horizonMicros,
      long updateMicros,
      Consumer<AttemptChange> changes) {
    this.funnel = funnel;
    this.place = place;
    this.horizonMicros = horizonMicros;
    this.updateMicros = updateMicros;
    this.changes = changes;
    this.match = new MatchFunnel(funnel, place);
  }

  /** One for each funnel, in their order. */
  static List<FollowFunnel> each(
      List<Funnel> funnels,
      Duration horizon,
      Duration updateInterval,
      Consumer<AttemptChange> changes) {
    List<FollowFunnel> each = new ArrayList<>();
    for (int place = 0; place < funnels.size(); place++) {
      each.add(
          new FollowFunnel(
              funnels.get(place),
              place,
              horizon.toNanos() / 1_000,
              updateInterval.toNanos() / 1_000,
              changes));
    }
    return each;
  }

  /** When attempts can no longer change that start in the cohort of this time. */
  long finalMicros(long startMicros) {
    return funnel.lastMicros(funnel.cohortStart(startMicros)) + horizonMicros;
  }

  /** When an event of this time can no longer matter; the same for all of a cohort. */
  long expiryMicros(long micros) {
    long pause = funnel.breaksDownBySession() ? SESSION_PAUSE_MICROS : 0;
    return funnel.nextCohort(funnel.cohortStart(micros))
        + Math.max(funnel.windowMicros(), pause)
        + horizonMicros;
  }

  boolean isDirty(VisitorFunnels visitor) {
    return state(visitor).dirtySinceMicros != FunnelState.CLEAN;
  }

  long dueMicros(VisitorFunnels visitor) {
    FunnelState state = state(visitor);
    long due =
        state.dirtySinceMicros == FunnelState.CLEAN
            ? Long.MAX_VALUE
            : state.dirtySinceMicros + updateMicros;
    return state.cohorts.isEmpty() ? due : Math.min(due, finalMicros(state.cohorts.firstKey()));
  }

  /**
   * Notes that the log has changed at a time.
   *
   * @param event what is there now; null where it was only taken out
   */
  void note(VisitorFunnels visitor, long micros, @Nullable FunnelEvent event, long nowMicros) {
    FunnelState state = state(visitor);
    Role role = event == null ? null : event.role(place);
    if (role != null && match.canStart(role) && finalMicros(micros) >= nowMicros) {
      open(state, micros);
    }
    if (state.dirtySinceMicros == FunnelState.CLEAN && state.mayConcern(funnel, micros)) {
      state.dirtySinceMicros = nowMicros;
    }
  }

  /** Finds the attempts anew, and reports what is different; what ends by a deadline as final. */
  void look(VisitorFunnels visitor, long deadlineMicros) {
    FunnelState state = state(visitor);
    state.dirtySinceMicros = FunnelState.CLEAN;
    if (state.cohorts.isEmpty()) {
      return;
    }
    List<FunnelEvent> log = visitor.log.events();
    Map<Long, List<Match>> found = new TreeMap<>();
    for (Match attempt : match.attempts(log, state.cohorts.firstKey(), state.free)) {
      found
          .computeIfAbsent(funnel.cohortStart(attempt.startMicros()), start -> new ArrayList<>())
          .add(attempt);
    }
    DescribeAttempt describe = new DescribeAttempt(funnel, place, log);
    for (long cohort : List.copyOf(state.cohorts.keySet())) {
      List<Match> attempts = found.getOrDefault(cohort, List.of());
      List<Reported> now = describe.reported(attempts);
      if (finalMicros(cohort) <= deadlineMicros) {
        close(state, cohort, now, attempts, describe);
        match.take(attempts, log, cohort, state.free);
        // Their end, too, makes something that is to be forgotten.
        state.free.values().forEach(place -> open(state, place.micros()));
      } else {
        report(cohort, now, state.cohorts.put(cohort, now), attempts, describe);
      }
    }
  }

  private void open(FunnelState state, long startMicros) {
    state.cohorts.putIfAbsent(funnel.cohortStart(startMicros), List.of());
  }

  /**
   * @param found what the attempts were described from, each in its place
   */
  private void close(
      FunnelState state,
      long cohort,
      List<Reported> attempts,
      List<Match> found,
      DescribeAttempt describe) {
    for (Reported old : state.cohorts.remove(cohort)) {
      takeBack(cohort, old);
    }
    for (int i = 0; i < attempts.size(); i++) {
      emit(cohort, attempts.get(i), true, describe.traceId(found.get(i)));
    }
  }

  private void report(
      long cohort,
      List<Reported> now,
      List<Reported> before,
      List<Match> found,
      DescribeAttempt describe) {
    List<Reported> gone = new ArrayList<>(before);
    BitSet added = new BitSet();
    for (int i = 0; i < now.size(); i++) {
      added.set(i, !gone.remove(now.get(i)));
    }
    gone.forEach(old -> takeBack(cohort, old));
    for (int i = added.nextSetBit(0); i >= 0; i = added.nextSetBit(i + 1)) {
      emit(cohort, now.get(i), false, describe.traceId(found.get(i)));
    }
  }

  private void takeBack(long cohort, Reported reported) {
    changes.accept(new AttemptChange(key(cohort, reported), -1, false, reported.attempt()));
  }

  private void emit(long cohort, Reported reported, boolean isFinal, String traceId) {
    changes.accept(
        new AttemptChange(key(cohort, reported), 1, isFinal, reported.attempt(), traceId));
  }

  private FunnelKey key(long cohort, Reported reported) {
    return new FunnelKey(funnel.id(), cohort / 1_000, reported.breakdown());
  }

  private FunnelState state(VisitorFunnels visitor) {
    return visitor.states.get(place);
  }
}
