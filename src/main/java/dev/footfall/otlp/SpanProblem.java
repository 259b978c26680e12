package dev.footfall.otlp;

import org.jspecify.annotations.Nullable;

/** Why a span cannot be used: the fixed words that {@link SpanHandler#badSpan} is told. */
final class SpanProblem {
  static final String MALFORMED = "malformed_span";
  static final String TRACE_ID_LENGTH = "trace_id_length";
  static final String SPAN_ID_LENGTH = "span_id_length";
  static final String ZERO_TRACE_ID = "zero_trace_id";
  static final String ZERO_SPAN_ID = "zero_span_id";

  static final int TRACE_ID_BYTES = 16;
  static final int SPAN_ID_BYTES = 8;

  private SpanProblem() {}

  /** Judges a span's ids by their lengths in bytes and their values; an absent one has length 0. */
  static @Nullable String ofIds(WireSpan span, int traceIdLength, int spanIdLength) {
    if (traceIdLength != TRACE_ID_BYTES && traceIdLength != 0) {
      return TRACE_ID_LENGTH;
    }
    if ((span.traceIdHigh | span.traceIdLow) == 0) {
      return ZERO_TRACE_ID;
    }
    if (spanIdLength != SPAN_ID_BYTES && spanIdLength != 0) {
      return SPAN_ID_LENGTH;
    }
    return span.spanId == 0 ? ZERO_SPAN_ID : null;
  }
}
