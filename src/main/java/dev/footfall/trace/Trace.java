package dev.footfall.trace;

import java.util.List;

/**
 * All that is known of a trace at one of its issues: span ids are unique, order is by start, then
 * span id.
 *
 * @param issuedAtMillis last arrival of the group that this issue is for, plus the quiet gap; epoch
 *     milliseconds
 * @param truncated a cap was passed; what is kept does not depend on the order of arrival
 */
public record Trace(TraceId id, List<TraceSpan> spans, long issuedAtMillis, boolean truncated) {}
