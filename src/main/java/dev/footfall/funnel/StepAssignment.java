package dev.footfall.funnel;

import java.util.Arrays;

/**
 * Gives events a step each, out of those they can serve: an event that comes later may move the
 * earlier ones to others of their steps, but none loses its own.
 */
final class StepAssignment {
  private static final int FREE = -1;

  private final int[] eventOfStep;
  private final long[] masks;
  private int size;

  /** Steps between which the events that have them cannot make room: none is left for another. */
  private long full;

  private long tried;

  StepAssignment(int steps) {
    this.eventOfStep = new int[steps];
    this.masks = new long[steps];
    Arrays.fill(eventOfStep, FREE);
  }

  /** How many events have a step. */
  int size() {
    return size;
  }

  /** Whether there is a step for one more event. */
  boolean offer(long mask) {
    if ((mask & ~full) == 0) {
      return false;
    }
    tried = full;
    masks[size] = mask;
    if (place(size)) {
      size++;
      return true;
    }
    full = tried;
    return false;
  }

  private boolean place(int event) {
    while ((masks[event] & ~tried) != 0) {
      int step = Long.numberOfTrailingZeros(masks[event] & ~tried);
      tried |= 1L << step;
      if (eventOfStep[step] == FREE || place(eventOfStep[step])) {
        eventOfStep[step] = event;
        return true;
      }
    }
    return false;
  }
}
