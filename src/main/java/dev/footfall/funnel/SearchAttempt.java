package dev.footfall.funnel;

/** Finds what becomes of an attempt that starts at a given event. */
interface SearchAttempt {
  /**
   * The longest attempt from there, the earliest among equals.
   *
   * @param start index of an event that can start one
   */
  Match from(Track track, int start);
}
