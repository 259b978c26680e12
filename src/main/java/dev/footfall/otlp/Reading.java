package dev.footfall.otlp;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of the record being read, so far; {@link #start} clears it. Passes spans on to the
 * handler and counts them.
 */
final class Reading {
  final WireSpan span;

  /** Why reading stopped; null while all is well. */
  @Nullable String damage;

  /** Whether any ScopeSpans was found. */
  boolean scopeFound;

  /** Whether a resource with an attribute was found. */
  boolean resourceFound;

  /** Whether anything was met around the spans that no OTLP envelope has. */
  boolean unknownFound;

  private @Nullable SpanHandler handler;
  private int goodSpans;
  private int badSpans;

  Reading(WireSpan span) {
    this.span = span;
  }

  void start(byte[] record, SpanHandler next) {
    span.attributes.start(record);
    span.resource.start(record);
    span.events.attributes.start(record);
    handler = next;
    damage = null;
    scopeFound = false;
    resourceFound = false;
    unknownFound = false;
    goodSpans = 0;
    badSpans = 0;
  }

  /** Stops the reading, unless it stopped before. */
  void damage(String why) {
    if (damage == null) {
      damage = why;
    }
  }

  void resource() {
    handler().resource(span);
  }

  void goodSpan() {
    goodSpans++;
    handler().span(span);
  }

  void badSpan(String reason, byte[] bytes, int offset, int length) {
    badSpans++;
    handler().badSpan(reason, bytes, offset, length);
  }

  private SpanHandler handler() {
    return Objects.requireNonNull(handler);
  }

  int goodSpans() {
    return goodSpans;
  }

  int spans() {
    return goodSpans + badSpans;
  }
}
