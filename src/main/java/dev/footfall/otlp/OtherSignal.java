package dev.footfall.otlp;

import org.jspecify.annotations.Nullable;

/**
 * Tells logs and metrics from spans. Their envelopes are the same on the wire, so a record of them
 * reads as ScopeSpans full of spans that cannot be used; the fields inside give them away.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-proto/blob/v1.8.0/opentelemetry/proto/logs/v1/logs.proto">logs.proto</a>
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-proto/blob/v1.8.0/opentelemetry/proto/metrics/v1/metrics.proto">metrics.proto</a>
 */
final class OtherSignal {
  private OtherSignal() {}

  /** The signal of a message in the place of a span; null where it may well be a span. */
  static @Nullable String of(byte[] bytes, int start, int end) {
    WireCursor cursor = new WireCursor();
    cursor.start(bytes);
    cursor.resume(start);
    boolean named = false;
    boolean timed = false;
    boolean data = false;
    for (int tag = cursor.tag(end); tag != 0; tag = cursor.tag(end)) {
      switch (tag) {
        // LogRecord: time, severity number, attributes, flags, observed time.
        case 1 << 3 | WireCursor.FIXED64,
            2 << 3 | WireCursor.VARINT,
            6 << 3 | WireCursor.BYTES,
            8 << 3 | WireCursor.FIXED32,
            11 << 3 | WireCursor.FIXED64 -> {
          return "logs";
        }
        // Metric: sum, exponential histogram.
        case 7 << 3 | WireCursor.BYTES, 10 << 3 | WireCursor.BYTES -> {
          return "metrics";
        }
        // Span: kind, start, end.
        case 6 << 3 | WireCursor.VARINT, 7 << 3 | WireCursor.FIXED64, 8 << 3 | WireCursor.FIXED64 ->
            timed = true;
        case 1 << 3 | WireCursor.BYTES -> named = isPrintable(cursor, end);
        // Metric: gauge, histogram, summary; each begins with its data points or temporality.
        case 5 << 3 | WireCursor.BYTES, 9 << 3 | WireCursor.BYTES, 11 << 3 | WireCursor.BYTES ->
            data |= beginsWithDataPoints(cursor, end);
        default -> {}
      }
      cursor.skip(tag, end);
    }
    return named && data && !timed && cursor.broken == null ? "metrics" : null;
  }

  /** Whether a metric's name may stand where a span has its trace id. */
  private static boolean isPrintable(WireCursor cursor, int end) {
    int before = cursor.position;
    int length = cursor.length(end);
    int start = cursor.position;
    boolean printable = length > 0;
    for (int i = start; i < start + length; i++) {
      printable &= cursor.bytes[i] >= ' ' && cursor.bytes[i] < 0x7F;
    }
    cursor.position = before;
    return printable;
  }

  private static boolean beginsWithDataPoints(WireCursor cursor, int end) {
    int before = cursor.position;
    int length = cursor.length(end);
    int first = length > 0 ? cursor.bytes[cursor.position] : 0;
    cursor.position = before;
    return first == (1 << 3 | WireCursor.BYTES) || first == (2 << 3 | WireCursor.VARINT);
  }
}
