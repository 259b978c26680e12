package dev.footfall.trace;

/**
 * What became of a span of the input: each is in exactly one class. The names are those of the
 * accounting output.
 */
public enum SpanClass {
  /** Below an entry span that became an event. */
  USED,
  /** Another span with its trace id and span id was there before. */
  DUPLICATE,
  /** No entry span above it. */
  NO_ENTRY,
  /** Below an entry span that a rule drops, or over a cap. */
  DROPPED_BY_RULE,
  /** Could not be used; it is in the dead letters. */
  DEAD_LETTER
}
