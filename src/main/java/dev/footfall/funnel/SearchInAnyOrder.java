package dev.footfall.funnel;

import java.util.Arrays;

/**
 * The longest attempt whose steps come in any order: the one with most steps, of those the one with
 * most required steps, of those the one whose events are earliest, of equal events the one whose
 * events serve the lower steps, one after the other. The start is its earliest event.
 *
 * <p>Which events take part is decided one by one: an event does if the ones before can be given
 * steps so that one is left for it. As sets of events that can be given steps are a matroid, this
 * finds the earliest of the largest sets, and which steps they serve can be chosen afterwards.
 *
 * <p>An event that takes no part and excludes ends the attempt while a required step is missing.
 *
 * <p>Reused from search to search; not thread-safe.
 */
final class SearchInAnyOrder implements SearchAttempt {
  private final int stepCount;
  private final long windowMicros;
  private final long required;
  private final int requiredCount;

  /** Of the events that take part: index on the track, steps they can serve. */
  private final int[] events;

  private final long[] masks;
  private int size;

  SearchInAnyOrder(Funnel funnel) {
    this.stepCount = funnel.steps().size();
    this.windowMicros = funnel.windowMicros();
    long mask = 0;
    for (int step = 0; step < stepCount; step++) {
      mask |= funnel.steps().get(step).optional() ? 0 : 1L << step;
    }
    this.required = mask;
    this.requiredCount = Long.bitCount(mask);
    this.events = new int[stepCount];
    this.masks = new long[stepCount];
  }

  @Override
  public Match from(Track track, int start) {
    size = 0;
    StepAssignment all = new StepAssignment(stepCount);
    int end = track.after(track.micros[start] + windowMicros, start);
    for (int event = start; event < end && size < stepCount; event++) {
      long mask = track.steps[event];
      if (all.offer(mask)) {
        events[size] = event;
        masks[size++] = mask;
      } else if (track.exclusions[event] != 0 && reach() < requiredCount) {
        return match(track, event);
      }
    }
    return match(track, -1);
  }

  /** How many required steps the events that take part can serve at once. */
  private int reach() {
    return reach(0, ~0L);
  }

  private int reach(int from, long freeSteps) {
    StepAssignment assignment = new StepAssignment(stepCount);
    for (int i = from; i < size; i++) {
      assignment.offer(masks[i] & required & freeSteps);
    }
    return assignment.size();
  }

  private boolean allHaveSteps(int from, long freeSteps) {
    StepAssignment assignment = new StepAssignment(stepCount);
    for (int i = from; i < size; i++) {
      if (!assignment.offer(masks[i] & freeSteps)) {
        return false;
      }
    }
    return true;
  }

  private Match match(Track track, int excludedAt) {
    int reach = reach();
    int[] steps = new int[size];
    long free = ~0L;
    int reached = 0;
    for (int i = 0; i < size; i++) {
      steps[i] = lowestStep(i, free, reach - reached);
      free &= ~(1L << steps[i]);
      reached += (required >>> steps[i] & 1) == 1 ? 1 : 0;
    }
    return new Match(
        track, Arrays.copyOf(events, size), steps, reach, reach == requiredCount, excludedAt);
  }

  /** The lowest step for an event with which those after it still come to the reach that is due. */
  private int lowestStep(int event, long freeSteps, int due) {
    for (long left = masks[event] & freeSteps; left != 0; left &= left - 1) {
      int step = Long.numberOfTrailingZeros(left);
      long rest = freeSteps & ~(1L << step);
      int counts = (required >>> step & 1) == 1 ? 1 : 0;
      if (allHaveSteps(event + 1, rest) && reach(event + 1, rest) + counts == due) {
        return step;
      }
    }
    throw new IllegalStateException("an event takes part, but no step is left for it");
  }
}
