package dev.footfall.otlp;

/**
 * Reads a record's bytes as the protobuf message TracesData, which ExportTraceServiceRequest equals
 * on the wire: a sequence of ResourceSpans. The last one may be cut off; its complete spans count.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-proto/blob/v1.8.0/opentelemetry/proto/trace/v1/trace.proto">trace.proto</a>
 */
final class TracesDataReader {
  static final int RESOURCE_SPANS = 1 << 3 | WireCursor.BYTES;

  private final Reading reading;
  private final WireCursor cursor = new WireCursor();
  private final ResourceSpansReader resourceSpans;

  TracesDataReader(Reading reading) {
    this.reading = reading;
    resourceSpans = new ResourceSpansReader(cursor, reading);
  }

  void read(byte[] value) {
    cursor.start(value);
    int end = value.length;
    for (int tag = cursor.tag(end); tag != 0; tag = cursor.tag(end)) {
      if (tag == RESOURCE_SPANS) {
        readResourceSpans(end);
      } else {
        reading.unknownFound = true;
        cursor.skip(tag, end);
      }
      if (reading.damage != null) {
        return;
      }
    }
    if (cursor.broken != null) {
      reading.damage(cursor.broken);
    }
  }

  private void readResourceSpans(int end) {
    int messageEnd = cursor.messageEnd(end);
    if (cursor.broken != null) {
      return;
    }
    resourceSpans.read(Math.min(messageEnd, end));
    if (messageEnd > end) {
      reading.damage(WireCursor.TRUNCATED);
    }
    cursor.resume(Math.min(messageEnd, end));
  }
}
