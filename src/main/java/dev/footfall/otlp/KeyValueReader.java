package dev.footfall.otlp;

/**
 * Reads the protobuf message KeyValue, whichever of its fields comes first, and puts its value into
 * the slot of its key; what no slot asks for is passed over unread.
 */
final class KeyValueReader {
  private static final int KEY = 1 << 3 | WireCursor.BYTES;
  private static final int VALUE = 2 << 3 | WireCursor.BYTES;

  private final WireCursor cursor;
  private final AnyValueReader value;

  /**
   * Whether a message had no key, or a field that KeyValue does not have; the caller sets it back.
   */
  boolean strangeFound;

  KeyValueReader(WireCursor cursor) {
    this.cursor = cursor;
    value = new AnyValueReader(cursor);
  }

  /** Reads the message whose length comes next. */
  void read(int outerEnd, Attributes into) {
    int length = cursor.length(outerEnd);
    int end = cursor.position + length;
    int keyStart = 0;
    int keyLength = 0;
    int valueStart = end;
    int valueLength = 0;
    for (int tag = cursor.tag(end); tag != 0; tag = cursor.tag(end)) {
      if (tag == KEY) {
        keyLength = cursor.length(end);
        keyStart = cursor.position;
        cursor.position = keyStart + keyLength;
      } else if (tag == VALUE) {
        valueLength = cursor.length(end);
        valueStart = cursor.position;
        cursor.position = valueStart + valueLength;
      } else {
        strangeFound = true;
        cursor.skip(tag, end);
      }
    }
    strangeFound |= keyLength == 0;
    if (cursor.broken != null) {
      return;
    }
    int slot = into.projection().slot(cursor.bytes, keyStart, keyLength);
    if (slot >= 0 && !into.has(slot)) {
      cursor.position = valueStart;
      value.read(valueStart + valueLength, into, slot);
      if (cursor.broken == null) {
        cursor.position = end;
      }
    }
  }
}
