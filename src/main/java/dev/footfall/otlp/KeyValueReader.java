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
    if (!readShort(outerEnd, into)) {
      readAny(outerEnd, into);
    }
  }

  /**
   * Nearly all are a short key and a short value and nothing else, which the four bytes around them
   * tell; false, and nothing read, for the others.
   */
  private boolean readShort(int outerEnd, Attributes into) {
    byte[] bytes = cursor.bytes;
    int start = cursor.position + 1;
    if (outerEnd - start < 4) {
      return false;
    }
    int end = start + bytes[start - 1];
    int tag = bytes[start];
    int firstStart = start + 2;
    int firstEnd = firstStart + bytes[start + 1];
    int secondStart = firstEnd + 2;
    if (end > outerEnd
        || firstEnd < firstStart
        || secondStart > end
        || secondStart + bytes[firstEnd + 1] != end
        || tag + bytes[firstEnd] != KEY + VALUE) {
      return false;
    }
    if (tag == VALUE) {
      put(secondStart, end, firstStart, firstEnd, into);
    } else if (tag == KEY) {
      put(firstStart, firstEnd, secondStart, end, into);
    } else {
      return false;
    }
    if (cursor.broken == null) {
      cursor.position = end;
    }
    return true;
  }

  private void readAny(int outerEnd, Attributes into) {
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
    if (cursor.broken != null) {
      return;
    }
    put(keyStart, keyStart + keyLength, valueStart, valueStart + valueLength, into);
    if (cursor.broken == null) {
      cursor.position = end;
    }
  }

  private void put(int keyStart, int keyEnd, int valueStart, int valueEnd, Attributes into) {
    strangeFound |= keyStart == keyEnd;
    int slot = into.projection().slot(cursor.bytes, keyStart, keyEnd - keyStart);
    if (slot >= 0 && !into.has(slot)) {
      cursor.position = valueStart;
      value.read(valueEnd, into, slot);
    }
  }
}
