package dev.footfall.otlp;

/**
 * Reads the protobuf message ArrayValue into a slot: one string as it is, several values joined, as
 * {@link Attributes} says; an array that is empty or holds anything else is no use.
 */
final class ArrayValueReader {
  private static final int VALUES = 1 << 3 | WireCursor.BYTES;

  private static final int NONE = 0;

  private final WireCursor cursor;
  private int textStart;
  private int textLength;
  private long number;

  ArrayValueReader(WireCursor cursor) {
    this.cursor = cursor;
  }

  void read(int start, int end, Attributes into, int slot) {
    cursor.position = start;
    TextBuffer joined = into.ownTexts();
    joined.begin();
    boolean usable = true;
    int values = 0;
    int last = NONE;
    for (int tag = cursor.tag(end); tag != 0; tag = cursor.tag(end)) {
      if (tag != VALUES || !usable) {
        cursor.skip(tag, end);
      } else {
        last = next(end);
        usable = into.takesInList(slot, last == AnyValueReader.STRING_VALUE) && last != NONE;
        if (usable) {
          append(last, values++ == 0 ? 0 : into.separator(slot), joined);
        }
      }
    }
    if (cursor.broken != null) {
      return;
    }
    if (!usable || values == 0) {
      joined.drop();
      into.putUnusable(slot);
    } else if (values == 1 && last == AnyValueReader.STRING_VALUE) {
      joined.drop();
      into.putString(slot, cursor.bytes, textStart, textLength);
    } else {
      into.putOwnText(slot);
    }
  }

  private void append(int kind, int separator, TextBuffer joined) {
    if (separator != 0) {
      joined.append((byte) separator);
    }
    switch (kind) {
      case AnyValueReader.STRING_VALUE -> joined.append(cursor.bytes, textStart, textLength);
      case AnyValueReader.BOOL_VALUE -> joined.appendAscii(String.valueOf(number != 0));
      case AnyValueReader.INT_VALUE -> joined.appendAscii(Long.toString(number));
      default -> joined.appendAscii(Double.toString(Double.longBitsToDouble(number)));
    }
  }

  /**
   * Reads the AnyValue that comes next and returns what it holds, {@link #NONE} for no single
   * value; of several values in it the last counts, what is unknown does not.
   */
  private int next(int outerEnd) {
    int length = cursor.length(outerEnd);
    int end = cursor.position + length;
    int kind = NONE;
    for (int tag = cursor.tag(end); tag != 0; tag = cursor.tag(end)) {
      switch (tag) {
        case AnyValueReader.STRING_VALUE -> {
          textLength = cursor.length(end);
          textStart = cursor.position;
          cursor.position = textStart + textLength;
          kind = tag;
        }
        case AnyValueReader.BOOL_VALUE, AnyValueReader.INT_VALUE -> {
          number = cursor.varint(end);
          kind = tag;
        }
        case AnyValueReader.DOUBLE_VALUE -> {
          number = cursor.fixed64(end);
          kind = tag;
        }
        default -> {
          kind = AnyValueReader.isValue(tag) ? NONE : kind;
          cursor.skip(tag, end);
        }
      }
    }
    return cursor.broken == null ? kind : NONE;
  }
}
