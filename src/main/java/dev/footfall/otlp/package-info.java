/**
 * Reads OTLP trace data as it really arrives and keeps only what somebody asks for. In come the
 * bytes of one Kafka record, protobuf or JSON; each span goes out through a reused {@link
 * dev.footfall.otlp.WireSpan}. What travels further is the compact encoding that {@link
 * dev.footfall.otlp.SpanWriter} writes and {@link dev.footfall.otlp.Span} reads.
 */
@NullMarked
package dev.footfall.otlp;

import org.jspecify.annotations.NullMarked;
