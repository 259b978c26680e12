package dev.footfall.funnel;

import dev.footfall.funnel.Funnel.CountBy;
import dev.footfall.funnel.Funnel.Order;
import dev.footfall.funnel.FunnelEvent.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds a visitor's attempts in a funnel: a pure function of a log of events in total order.
 *
 * <p>An attempt starts at an event that serves the first step (in any order: one that serves any
 * step) and is the longest from there. Each held value, and each session where sessions are
 * counted, is a world of its own: only its events serve or exclude; but under STRICT every
 * interaction of the visitor breaks. Of the attempts that start in one cohort, the best is counted:
 * per visitor or session, and per held value.
 *
 * <p>With {@link CountBy#TOTAL} every attempt is counted, from left to right. Those compete that
 * overlap: the first one from the earliest free start, with each that starts before its end (the
 * last matched event of a complete one, the event that excluded, else the end of the window) and in
 * the same cohort. The best is taken, and the next start is free behind its end.
 *
 * <p>Not thread-safe.
 */
final class MatchFunnel {
  private final Funnel funnel;
  private final boolean anyOrder;
  private final SplitTracks split;
  private final SearchAttempt search;

  /**
   * @param place of the funnel in the list of funnels
   */
  MatchFunnel(Funnel funnel, int place) {
    this.funnel = funnel;
    this.anyOrder = funnel.order() == Order.ANY;
    this.split = new SplitTracks(funnel, place);
    this.search = anyOrder ? new SearchInAnyOrder(funnel) : new SearchInOrder(funnel);
  }

  /**
   * The attempts that start at a time or later, in order of their starts.
   *
   * @param log in total order
   * @param free by held value, behind which place the starts are free; for TOTAL only
   */
  List<Match> attempts(
      List<FunnelEvent> log, long fromMicros, Map<@Nullable String, EventOrder> free) {
    List<Match> found = new ArrayList<>();
    for (Track track : split.tracks(log)) {
      int first = track.after(fromMicros - 1, 0);
      if (funnel.countBy() == CountBy.TOTAL) {
        EventOrder taken = free.get(track.heldValue);
        while (taken != null
            && first < track.size
            && log.get(track.places[first]).place().compareTo(taken) <= 0) {
          first++;
        }
        addAll(track, first, found);
      } else {
        addBest(track, first, found);
      }
    }
    found.sort(
        Comparator.comparing((Match match) -> match.place(0))
            .thenComparing(
                match -> match.track().heldValue,
                Comparator.nullsFirst(Comparator.naturalOrder())));
    return found;
  }

  private void addBest(Track track, int first, List<Match> found) {
    int event = nextStart(track, first);
    while (event < track.size) {
      found.add(best(track, search.from(track, event), track.size));
      long next = funnel.nextCohort(funnel.cohortStart(track.micros[event]));
      event = nextStart(track, track.after(next - 1, event));
    }
  }

  private void addAll(Track track, int first, List<Match> found) {
    int event = nextStart(track, first);
    while (event < track.size) {
      Match earliest = search.from(track, event);
      Match best = best(track, earliest, end(earliest));
      found.add(best);
      event = nextStart(track, end(best));
    }
  }

  /** The best of the earliest attempt and those that start after it in its cohort. */
  private Match best(Track track, Match earliest, int end) {
    long next = funnel.nextCohort(funnel.cohortStart(earliest.startMicros()));
    Match best = earliest;
    int further = 0;
    for (int event = nextStart(track, earliest.start() + 1);
        event < end && track.micros[event] < next && !isWhole(best);
        event = nextStart(track, event + 1)) {
      further = track.serving(best.reach(), Math.max(further, event + 1));
      if (mayBeBetter(track, event, best, further)) {
        Match match = search.from(track, event);
        if (Match.BEST_FIRST.compare(match, best) < 0) {
          best = match;
          further = 0;
        }
      }
    }
    return best;
  }

  /** Spares most searches where a visitor begins again and again, and never gets further. */
  private boolean mayBeBetter(Track track, int start, Match best, int further) {
    boolean goesFurther =
        further < track.size
            && track.micros[further] - track.micros[start] <= funnel.windowMicros();
    return anyOrder || best.excluded() || best.events().length < best.reach() || goesFurther;
  }

  private boolean isWhole(Match match) {
    return match.events().length == funnel.steps().size() && !match.excluded();
  }

  private int nextStart(Track track, int from) {
    int event = from;
    while (event < track.size && !canStart(track.steps[event])) {
      event++;
    }
    return event;
  }

  /**
   * Notes which places the attempts of a cohort have taken, once nothing can change them; what
   * cannot matter to a later cohort is forgotten.
   */
  void take(
      List<Match> attempts,
      List<FunnelEvent> log,
      long cohortStart,
      Map<@Nullable String, EventOrder> free) {
    if (funnel.countBy() == CountBy.TOTAL) {
      for (Match match : attempts) {
        free.put(match.track().heldValue, takenUpTo(match, log));
      }
      long next = funnel.nextCohort(cohortStart);
      free.values().removeIf(place -> place.micros() < next);
    }
  }

  /** The place behind which starts are free. */
  private EventOrder takenUpTo(Match match, List<FunnelEvent> log) {
    return match.complete() || match.excluded()
        ? log.get(match.track().places[end(match) - 1]).place()
        : EventOrder.endOf(match.startMicros() + funnel.windowMicros());
  }

  /** Whether an event in this role can start an attempt. */
  boolean canStart(Role role) {
    return canStart(role.steps());
  }

  private boolean canStart(long steps) {
    return anyOrder ? steps != 0 : (steps & 1) == 1;
  }

  private int end(Match match) {
    if (match.excluded()) {
      return match.excludedAt() + 1;
    }
    return match.complete()
        ? match.last() + 1
        : match.track().after(match.startMicros() + funnel.windowMicros(), match.start());
  }
}
