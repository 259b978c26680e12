package dev.footfall.otlp;

import org.jspecify.annotations.Nullable;

/**
 * Reads the protobuf message ScopeSpans and tells of each of its spans, good or bad. Cut off, it
 * still gives the spans that are complete.
 */
final class ScopeSpansReader {
  private static final int SPANS = 2 << 3 | WireCursor.BYTES;

  private final WireCursor cursor;
  private final Reading reading;
  private final SpanReader span;

  ScopeSpansReader(WireCursor cursor, Reading reading, KeyValueReader attribute) {
    this.cursor = cursor;
    this.reading = reading;
    span = new SpanReader(cursor, reading.span, attribute);
  }

  /** Reads the message whose length comes next. */
  void read(int end) {
    reading.scopeFound = true;
    int messageEnd = cursor.messageEnd(end);
    boolean cutOff = messageEnd > end;
    if (cutOff && end < cursor.bytes.length) {
      reading.damage(WireCursor.MALFORMED);
      return;
    }
    readSpans(Math.min(messageEnd, end));
    if (cutOff) {
      reading.damage(WireCursor.TRUNCATED);
    }
  }

  private void readSpans(int end) {
    for (int tag = cursor.tag(end); tag != 0; tag = cursor.tag(end)) {
      if (tag == SPANS) {
        readSpan(end);
        if (reading.damage != null) {
          return;
        }
      } else {
        cursor.skip(tag, end);
      }
    }
  }

  private void readSpan(int end) {
    int spanEnd = cursor.messageEnd(end);
    if (spanEnd > end) {
      reading.damage(end == cursor.bytes.length ? WireCursor.TRUNCATED : WireCursor.MALFORMED);
      return;
    }
    if (cursor.broken != null) {
      return;
    }
    int start = cursor.position;
    String reason = span.read(spanEnd);
    cursor.resume(spanEnd);
    if (reason == null) {
      reading.goodSpan();
      return;
    }
    String otherSignal = otherSignal(start, spanEnd);
    if (otherSignal != null) {
      reading.damage(otherSignal);
    } else {
      reading.badSpan(reason, cursor.bytes, start, spanEnd - start);
    }
  }

  /** Logs and metrics have the same envelopes; nobody sends them in one record with spans. */
  private @Nullable String otherSignal(int start, int end) {
    return reading.goodSpans() > 0 ? null : OtherSignal.of(cursor.bytes, start, end);
  }
}
