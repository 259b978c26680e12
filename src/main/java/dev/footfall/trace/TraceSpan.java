package dev.footfall.trace;

import dev.footfall.otlp.Span;

/**
 * A span of an issued trace.
 *
 * @param arrivalMillis arrival of the record it came in; of duplicates the earliest
 * @param isNew first seen in the group that this issue is for; its accounting class is decided now
 */
public record TraceSpan(Span span, long arrivalMillis, boolean isNew) {}
