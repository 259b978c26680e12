package dev.footfall.otlp;

/** What is told of a record while it is read, in the order of its bytes. */
public interface SpanHandler {
  /** The spans that follow come from another resource ({@link WireSpan#resource}). */
  void resource(WireSpan next);

  void span(WireSpan span);

  /**
   * One span that cannot be used; its siblings go on.
   *
   * @param reason short, fixed words, fit for a metric's label, such as {@code zero_trace_id}
   * @param bytes holds the span as it was sent (protobuf Span message, or its JSON object) at
   *     offset, length
   */
  void badSpan(String reason, byte[] bytes, int offset, int length);
}
