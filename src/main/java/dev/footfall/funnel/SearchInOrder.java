package dev.footfall.funnel;

import dev.footfall.funnel.Funnel.Exclusion;
import dev.footfall.funnel.Funnel.Order;

/**
 * The longest chain of steps in rising order: the one that reaches the furthest step; of those the
 * one with most steps; of those the one whose events are earliest, one after the other; of equal
 * events the lower steps. Works event by event: of all chains that end at a step only those are
 * kept that may still become part of the longest.
 *
 * <p>An event that excludes ends the attempt if the longest chain of what came before it has
 * reached a step from the exclusion's first to before its last, unless the longest chain now ends
 * at this very event. This holds as long as the window, also once a strict attempt is broken.
 *
 * <p>Reused from search to search; not thread-safe.
 */
final class SearchInOrder implements SearchAttempt {
  private final Funnel funnel;
  private final int stepCount;
  private final boolean strict;
  private final long windowMicros;
  private final boolean[] optional;
  private final Chains chains;

  SearchInOrder(Funnel funnel) {
    this.funnel = funnel;
    this.stepCount = funnel.steps().size();
    this.strict = funnel.order() == Order.STRICT;
    this.windowMicros = funnel.windowMicros();
    this.optional = new boolean[stepCount];
    for (int step = 0; step < stepCount; step++) {
      optional[step] = funnel.steps().get(step).optional();
    }
    this.chains = new Chains(stepCount, funnel.stepWindowMicros());
  }

  @Override
  public Match from(Track track, int start) {
    chains.begin(track, start);
    int end = track.after(track.micros[start] + windowMicros, start);
    for (int event = start + 1; event < end && !isWhole(); event++) {
      if (strict && track.brokenBefore[event]) {
        chains.breakAllBut(0);
      }
      if (chains.goOn()) {
        extend(track, event);
      } else if (funnel.exclusions().isEmpty()) {
        break;
      }
      if (track.exclusions[event] != 0
          && chains.event(chains.longest()) != event
          && isExcluded(track.exclusions[event])) {
        return match(track, event);
      }
    }
    return match(track, -1);
  }

  /** Nothing can be longer, or earlier, than the first chain found with every step. */
  private boolean isWhole() {
    return chains.count(chains.longest()) == stepCount;
  }

  private void extend(Track track, int event) {
    int firstNew = chains.size();
    for (long left = track.steps[event] & ~1L; left != 0; left &= left - 1) {
      int step = Long.numberOfTrailingZeros(left);
      int before = chains.bestAt(step - 1, event);
      for (int from = step - 1; from > 0 && optional[from]; from--) {
        before = chains.better(before, chains.bestAt(from - 1, event));
      }
      if (before != Chains.NONE) {
        chains.append(before, event, step);
      }
    }
    if (strict && track.interaction[event]) {
      chains.breakAllBut(track.steps[event]);
    }
    chains.keepFrom(firstNew);
  }

  private boolean isExcluded(long exclusions) {
    int reached = chains.step(chains.longest()) + 1;
    for (long left = exclusions; left != 0; left &= left - 1) {
      Exclusion exclusion = funnel.exclusions().get(Long.numberOfTrailingZeros(left));
      if (exclusion.from() <= reached && reached < exclusion.to()) {
        return true;
      }
    }
    return false;
  }

  private Match match(Track track, int excludedAt) {
    int chain = chains.longest();
    int reach = chains.step(chain) + 1;
    int[] events = new int[chains.count(chain)];
    int[] steps = new int[events.length];
    for (int i = events.length - 1; i >= 0; i--) {
      events[i] = chains.event(chain);
      steps[i] = chains.step(chain);
      chain = chains.before(chain);
    }
    return new Match(track, events, steps, reach, reach == stepCount, excludedAt);
  }
}
