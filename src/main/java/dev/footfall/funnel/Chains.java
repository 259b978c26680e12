package dev.footfall.funnel;

import java.util.Arrays;

/**
 * The chains of one search. A chain is its last event and step, and the chain before; so they share
 * what they have in common. By step the chains that may go on are queued, in the order of their
 * last events and from better to worse: a worse one counts only once the better are too old for the
 * step window.
 */
final class Chains {
  static final int NONE = -1;

  private final long stepWindowMicros;
  private final int[] head;
  private final int[] tail;

  private int[] event = new int[64];
  private int[] step = new int[64];
  private int[] count = new int[64];
  private int[] before = new int[64];
  private int[] next = new int[64];
  private int[] previous = new int[64];
  private int size;
  private int longest;

  /** Steps with a queue that is not empty, or was not when it was looked at last. */
  private long queued;

  private long[] micros = {};

  Chains(int steps, long stepWindowMicros) {
    this.stepWindowMicros = stepWindowMicros;
    this.head = new int[steps];
    this.tail = new int[steps];
  }

  /** Forgets all, and begins with the chain of a start alone. */
  void begin(Track track, int start) {
    micros = track.micros;
    size = 0;
    Arrays.fill(head, NONE);
    Arrays.fill(tail, NONE);
    longest = NONE;
    queued = 0;
    append(NONE, start, 0);
    keepFrom(0);
  }

  int size() {
    return size;
  }

  int longest() {
    return longest;
  }

  int event(int chain) {
    return event[chain];
  }

  int step(int chain) {
    return step[chain];
  }

  int count(int chain) {
    return count[chain];
  }

  int before(int chain) {
    return before[chain];
  }

  /** Makes a chain longer by one; it takes part once it is kept. */
  void append(int chain, int lastEvent, int lastStep) {
    if (size == event.length) {
      grow();
    }
    event[size] = lastEvent;
    step[size] = lastStep;
    before[size] = chain;
    count[size] = chain == NONE ? 1 : count[chain] + 1;
    size++;
  }

  /** Lets the chains take part that were made last. */
  void keepFrom(int firstNew) {
    for (int chain = firstNew; chain < size; chain++) {
      if (longest == NONE
          || step[chain] > step[longest]
          || step[chain] == step[longest] && better(longest, chain) == chain) {
        longest = chain;
      }
      enqueue(chain);
    }
  }

  private void enqueue(int chain) {
    int at = step[chain];
    while (tail[at] != NONE && better(tail[at], chain) == chain) {
      tail[at] = previous[tail[at]];
    }
    if (tail[at] == NONE) {
      head[at] = chain;
    } else if (stepWindowMicros == Long.MAX_VALUE) {
      return; // never too old, so the better one stays the better
    } else {
      next[tail[at]] = chain;
    }
    previous[chain] = tail[at];
    next[chain] = NONE;
    tail[at] = chain;
    queued |= 1L << at;
  }

  /** The best chain that ends at a step and that an event may make longer; else NONE. */
  int bestAt(int lastStep, int atEvent) {
    int chain = head[lastStep];
    while (chain != NONE && micros[atEvent] - micros[event[chain]] > stepWindowMicros) {
      chain = next[chain];
      if (chain == NONE) {
        tail[lastStep] = NONE;
        queued &= ~(1L << lastStep);
      } else {
        previous[chain] = NONE;
      }
      head[lastStep] = chain;
    }
    return chain;
  }

  /** Whether any chain may still become longer, as far as is known. */
  boolean goOn() {
    return queued != 0;
  }

  /** Ends the chains at all steps but these. */
  void breakAllBut(long steps) {
    for (int at = 0; at < head.length; at++) {
      if ((steps >>> at & 1) == 0) {
        head[at] = NONE;
        tail[at] = NONE;
      }
    }
    queued &= steps;
  }

  /** The better of two chains that end at steps from which the same step follows. */
  int better(int one, int other) {
    if (one == NONE || other == NONE) {
      return one == NONE ? other : one;
    }
    if (count[one] != count[other]) {
      return count[one] > count[other] ? one : other;
    }
    int difference = compare(one, other, event);
    if (difference == 0) {
      difference = compare(one, other, step);
    }
    return difference <= 0 ? one : other;
  }

  /** Compares chains of one length from their starts on. */
  private int compare(int one, int other, int[] by) {
    if (one == other) {
      return 0;
    }
    int earlier = compare(before[one], before[other], by);
    return earlier != 0 ? earlier : Integer.compare(by[one], by[other]);
  }

  private void grow() {
    int length = 2 * size;
    event = Arrays.copyOf(event, length);
    step = Arrays.copyOf(step, length);
    count = Arrays.copyOf(count, length);
    before = Arrays.copyOf(before, length);
    next = Arrays.copyOf(next, length);
    previous = Arrays.copyOf(previous, length);
  }
}
