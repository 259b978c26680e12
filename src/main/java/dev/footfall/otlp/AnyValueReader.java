package dev.footfall.otlp;

/**
 * Reads the protobuf message AnyValue into a slot. Maps, bytes and arrays of anything but strings
 * are passed over by their length, however deep they are.
 */
final class AnyValueReader {
  static final int STRING_VALUE = 1 << 3 | WireCursor.BYTES;
  static final int BOOL_VALUE = 2 << 3 | WireCursor.VARINT;
  static final int INT_VALUE = 3 << 3 | WireCursor.VARINT;
  static final int DOUBLE_VALUE = 4 << 3 | WireCursor.FIXED64;
  private static final int ARRAY_VALUE = 5 << 3 | WireCursor.BYTES;
  private static final int KVLIST_VALUE = 6 << 3 | WireCursor.BYTES;
  private static final int BYTES_VALUE = 7 << 3 | WireCursor.BYTES;

  private final WireCursor cursor;
  private final ArrayValueReader array;

  AnyValueReader(WireCursor cursor) {
    this.cursor = cursor;
    array = new ArrayValueReader(cursor);
  }

  /** Reads up to the end of the message; of several values in it the last counts. */
  void read(int end, Attributes into, int slot) {
    byte[] bytes = cursor.bytes;
    int textStart = cursor.position + 2;
    if (textStart <= end
        && bytes[textStart - 2] == STRING_VALUE
        && textStart + bytes[textStart - 1] == end) {
      into.putString(slot, bytes, textStart, end - textStart);
      return;
    }
    readAny(end, into, slot);
  }

  private void readAny(int end, Attributes into, int slot) {
    int kind = 0;
    int start = 0;
    int length = 0;
    long number = 0;
    for (int tag = cursor.tag(end); tag != 0; tag = cursor.tag(end)) {
      switch (tag) {
        case STRING_VALUE, ARRAY_VALUE, KVLIST_VALUE, BYTES_VALUE -> {
          length = cursor.length(end);
          start = cursor.position;
          cursor.position = start + length;
          kind = tag;
        }
        case BOOL_VALUE, INT_VALUE -> {
          number = cursor.varint(end);
          kind = tag;
        }
        case DOUBLE_VALUE -> {
          number = cursor.fixed64(end);
          kind = tag;
        }
        default -> cursor.skip(tag, end);
      }
    }
    if (cursor.broken != null) {
      return;
    }
    switch (kind) {
      case STRING_VALUE -> into.putString(slot, cursor.bytes, start, length);
      case BOOL_VALUE -> into.putNumber(slot, Attributes.Type.BOOLEAN, number == 0 ? 0 : 1);
      case INT_VALUE -> into.putNumber(slot, Attributes.Type.LONG, number);
      case DOUBLE_VALUE -> into.putNumber(slot, Attributes.Type.DOUBLE, number);
      case ARRAY_VALUE -> array.read(start, start + length, into, slot);
      default -> into.putUnusable(slot);
    }
  }

  /** Whether a field is one of those of which an AnyValue has one. */
  static boolean isValue(int tag) {
    return switch (tag) {
      case STRING_VALUE,
          BOOL_VALUE,
          INT_VALUE,
          DOUBLE_VALUE,
          ARRAY_VALUE,
          KVLIST_VALUE,
          BYTES_VALUE ->
          true;
      default -> false;
    };
  }
}
