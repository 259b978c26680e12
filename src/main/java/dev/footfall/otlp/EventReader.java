package dev.footfall.otlp;

/**
 * Reads the protobuf message Span.Event, if it is kept. The name may stand behind the attributes,
 * as the Collector writes it: a first pass over the fields finds it. An event that is damaged
 * inside is passed over; its span is none the worse.
 */
final class EventReader {
  private static final int NAME = 2 << 3 | WireCursor.BYTES;
  private static final int ATTRIBUTES = 3 << 3 | WireCursor.BYTES;

  private final WireCursor cursor;
  private final KeyValueReader attribute;

  EventReader(WireCursor cursor, KeyValueReader attribute) {
    this.cursor = cursor;
    this.attribute = attribute;
  }

  /** Reads the message whose length comes next. */
  void read(int outerEnd, WireEvents into) {
    int length = cursor.length(outerEnd);
    if (cursor.broken != null) {
      return;
    }
    int start = cursor.position;
    int end = start + length;
    int slot = slot(end, into);
    if (slot >= 0 && cursor.broken == null) {
      cursor.position = start;
      readAttributes(end, into.attributes);
      if (cursor.broken == null) {
        into.add(slot);
      }
    }
    cursor.resume(end);
  }

  private int slot(int end, WireEvents into) {
    int slot = -1;
    for (int tag = cursor.tag(end); tag != 0; tag = cursor.tag(end)) {
      if (tag == NAME) {
        int length = cursor.length(end);
        slot = into.slot(cursor.bytes, cursor.position, length);
        cursor.position += length;
      } else {
        cursor.skip(tag, end);
      }
    }
    return slot;
  }

  private void readAttributes(int end, Attributes into) {
    into.clear();
    for (int tag = cursor.tag(end); tag != 0; tag = cursor.tag(end)) {
      if (tag == ATTRIBUTES) {
        attribute.read(end, into);
      } else {
        cursor.skip(tag, end);
      }
    }
  }
}
