package dev.footfall.otlp;

import org.jspecify.annotations.Nullable;

/** Reads the protobuf message Span; says whether it can be used. */
final class SpanReader {
  private static final int TRACE_ID = 1 << 3 | WireCursor.BYTES;
  private static final int SPAN_ID = 2 << 3 | WireCursor.BYTES;
  private static final int PARENT_SPAN_ID = 4 << 3 | WireCursor.BYTES;
  private static final int NAME = 5 << 3 | WireCursor.BYTES;
  private static final int KIND = 6 << 3 | WireCursor.VARINT;
  private static final int START_TIME_UNIX_NANO = 7 << 3 | WireCursor.FIXED64;
  private static final int END_TIME_UNIX_NANO = 8 << 3 | WireCursor.FIXED64;
  private static final int ATTRIBUTES = 9 << 3 | WireCursor.BYTES;
  private static final int EVENTS = 11 << 3 | WireCursor.BYTES;
  private static final int STATUS = 15 << 3 | WireCursor.BYTES;
  private static final int FLAGS = 16 << 3 | WireCursor.FIXED32;

  /** Status.code. */
  private static final int CODE = 3 << 3 | WireCursor.VARINT;

  private final WireCursor cursor;
  private final WireSpan span;
  private final KeyValueReader attribute;
  private final EventReader event;
  private int traceIdLength;
  private int spanIdLength;

  SpanReader(WireCursor cursor, WireSpan span, KeyValueReader attribute) {
    this.cursor = cursor;
    this.span = span;
    this.attribute = attribute;
    event = new EventReader(cursor, attribute);
  }

  /** Reads up to the end of the message; returns why the span cannot be used, or null. */
  @Nullable String read(int end) {
    span.clear();
    traceIdLength = 0;
    spanIdLength = 0;
    for (int tag = cursor.tag(end); tag != 0; tag = cursor.tag(end)) {
      if (tag == ATTRIBUTES) {
        // Most fields are attributes.
        attribute.read(end, span.attributes);
        continue;
      }
      switch (tag) {
        case TRACE_ID -> readTraceId(end);
        case SPAN_ID -> {
          spanIdLength = cursor.length(end);
          span.spanId = id(spanIdLength);
        }
        case PARENT_SPAN_ID -> span.parentSpanId = id(cursor.length(end));
        case NAME -> readName(end);
        case KIND -> span.kind = (int) cursor.varint(end);
        case START_TIME_UNIX_NANO -> span.startEpochNanos = cursor.fixed64(end);
        case END_TIME_UNIX_NANO -> span.endEpochNanos = cursor.fixed64(end);
        case EVENTS -> readEvent(tag, end);
        case STATUS -> readStatus(end);
        case FLAGS -> span.flags = cursor.fixed32(end);
        default -> cursor.skip(tag, end);
      }
    }
    if (cursor.broken != null) {
      return SpanProblem.MALFORMED;
    }
    String problem = SpanProblem.ofIds(span, traceIdLength, spanIdLength);
    if (problem == null) {
      span.settleName();
    }
    return problem;
  }

  private void readTraceId(int end) {
    traceIdLength = cursor.length(end);
    int start = cursor.position;
    span.traceIdHigh = 0;
    span.traceIdLow = 0;
    if (traceIdLength == SpanProblem.TRACE_ID_BYTES) {
      span.traceIdHigh = Long.reverseBytes(ByteWords.longAt(cursor.bytes, start));
      span.traceIdLow = Long.reverseBytes(ByteWords.longAt(cursor.bytes, start + 8));
    }
    cursor.position = start + traceIdLength;
  }

  /** Passes over an id; it is 0 unless it has eight bytes. */
  private long id(int length) {
    int start = cursor.position;
    cursor.position = start + length;
    return length == SpanProblem.SPAN_ID_BYTES
        ? Long.reverseBytes(ByteWords.longAt(cursor.bytes, start))
        : 0;
  }

  private void readName(int end) {
    int length = cursor.length(end);
    span.name(cursor.bytes, cursor.position, length, false);
    cursor.position += length;
  }

  private void readEvent(int tag, int end) {
    if (span.events.areUnread()) {
      cursor.skip(tag, end);
    } else {
      event.read(end, span.events);
    }
  }

  private void readStatus(int end) {
    int statusEnd = cursor.length(end);
    statusEnd += cursor.position;
    for (int tag = cursor.tag(statusEnd); tag != 0; tag = cursor.tag(statusEnd)) {
      if (tag == CODE) {
        span.statusCode = (int) cursor.varint(statusEnd);
      } else {
        cursor.skip(tag, statusEnd);
      }
    }
  }
}
