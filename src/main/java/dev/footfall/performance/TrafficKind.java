package dev.footfall.performance;

import java.util.Locale;

/** What is counted of the traffic, and what the label of a row means. */
public enum TrafficKind {
  /** Events, by name. */
  EVENT,
  /** Requests that were answered 404 or 410, by path and the referrer's host. */
  NOT_FOUND,
  /** Closed sessions, by the path of their first page. */
  ENTRY_PAGE,
  /** Closed sessions, by the path of their last page. */
  EXIT_PAGE,
  /** Pages of closed sessions, by path and the path of the next page. */
  TRANSITION;

  private final String key = name().toLowerCase(Locale.ROOT);

  /** Whether sessions are counted, not events. */
  boolean isOfSessions() {
    return this != EVENT && this != NOT_FOUND;
  }

  /** Its name in window keys and rows. */
  public String key() {
    return key;
  }
}
