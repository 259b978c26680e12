package dev.footfall.session;

import dev.footfall.event.AnalyticsEvent.Conversion;

/** An event in its session: what never changes again, and what its last revision adds. */
final class Member {
  /** {@link Fingerprint} of the event id. */
  final long eventKey;

  /** Its place among the session's events, from 1. */
  final int number;

  /** Epoch microseconds, as first issued. */
  final long timeMicros;

  /** It counted as a conversion when it came. */
  final boolean marked;

  Contribution contribution;
  boolean retracted;

  Member(long eventKey, int number, long timeMicros, boolean marked, Contribution contribution) {
    this.eventKey = eventKey;
    this.number = number;
    this.timeMicros = timeMicros;
    this.marked = marked;
    this.contribution = contribution;
  }

  /** Its name is taken: no other event of that name is the session's first to count. */
  boolean holdsMark() {
    return marked && !retracted && contribution.conversion() != Conversion.NONE;
  }
}
