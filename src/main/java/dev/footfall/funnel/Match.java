package dev.footfall.funnel;

import java.util.Comparator;

/**
 * An attempt as it was found on a track.
 *
 * @param events the matched events, in order; indexes into the track
 * @param steps which step each of them serves, from 0
 * @param reach how far it goes: steps up to the furthest one; in any order, how many of the
 *     required ones are there
 * @param excludedAt index of the event that ended it as excluded; -1 for none
 */
record Match(Track track, int[] events, int[] steps, int reach, boolean complete, int excludedAt) {
  /**
   * The better of two attempts of a visitor first: a complete one, one that was not excluded, the
   * one that goes further, the one with more steps, the earlier.
   */
  static final Comparator<Match> BEST_FIRST =
      Comparator.comparing((Match match) -> !match.complete)
          .thenComparing(Match::excluded)
          .thenComparing(match -> -match.reach)
          .thenComparing(match -> -match.events.length)
          .thenComparing(match -> match.events[0]);

  boolean excluded() {
    return excludedAt >= 0;
  }

  int start() {
    return events[0];
  }

  int last() {
    return events[events.length - 1];
  }

  long startMicros() {
    return track.micros[start()];
  }

  /** Place of a matched event in the log. */
  int place(int index) {
    return track.places[events[index]];
  }
}
