package dev.footfall.trace;

/**
 * What one record holds of one trace: shuffled by trace id, at most one per record and trace.
 *
 * @param arrivalMillis arrival of the record, epoch milliseconds
 * @param spans a block in the compact encoding ({@link dev.footfall.otlp.SpanWriter}), personal
 *     data replaced
 */
public record TraceFragment(TraceId traceId, long arrivalMillis, byte[] spans) {}
