package dev.footfall.trace;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of an issued trace. Assembly keeps the consumer's memory of a trace beside the
 * trace, as opaque bytes, until the late horizon has passed, and hands it back at the next issue:
 * so a revision needs no store of its own.
 */
@FunctionalInterface
public interface TraceConsumer {
  /**
   * Takes an issue of a trace and counts each new span of it in exactly one class.
   *
   * @param memory what this method returned at the trace's issue before; null at the first
   * @return what to remember; null for nothing
   */
  byte @Nullable [] issue(Trace trace, byte @Nullable [] memory, SpanTally tally);
}
