package dev.footfall.otlp;

/**
 * Reads the protobuf message ArrayValue into a slot: one string as it is, several joined by commas;
 * an array that is empty or holds anything else is no use.
 */
final class ArrayValueReader {
  private static final int VALUES = 1 << 3 | WireCursor.BYTES;

  private final WireCursor cursor;
  private int texts;
  private int textStart;
  private int textLength;

  ArrayValueReader(WireCursor cursor) {
    this.cursor = cursor;
  }

  void read(int start, int end, Attributes into, int slot) {
    cursor.position = start;
    texts = 0;
    boolean allStrings = true;
    for (int tag = cursor.tag(end); tag != 0; tag = cursor.tag(end)) {
      if (tag != VALUES) {
        cursor.skip(tag, end);
      } else if (allStrings) {
        allStrings = addValue(end, into.ownTexts());
      } else {
        cursor.skip(tag, end);
      }
    }
    if (cursor.broken != null) {
      return;
    }
    if (!allStrings || texts == 0) {
      into.putUnusable(slot);
    } else if (texts == 1) {
      into.putString(slot, cursor.bytes, textStart, textLength);
    } else {
      into.putOwnText(slot);
    }
  }

  /** Adds the value that comes next to those before it; false where it is no string. */
  private boolean addValue(int end, TextBuffer joined) {
    int firstStart = textStart;
    int firstLength = textLength;
    int valueEnd = cursor.length(end);
    valueEnd += cursor.position;
    if (!readString(valueEnd)) {
      return false;
    }
    texts++;
    if (texts == 2) {
      joined.begin();
      joined.append(cursor.bytes, firstStart, firstLength);
    }
    if (texts >= 2) {
      joined.append((byte) ',');
      joined.append(cursor.bytes, textStart, textLength);
    }
    return true;
  }

  /** Reads an AnyValue; of several values in it the last counts, what is unknown does not. */
  private boolean readString(int end) {
    boolean string = false;
    for (int tag = cursor.tag(end); tag != 0; tag = cursor.tag(end)) {
      if (tag == AnyValueReader.STRING_VALUE) {
        string = true;
        textLength = cursor.length(end);
        textStart = cursor.position;
        cursor.position = textStart + textLength;
      } else {
        string &= !AnyValueReader.isValue(tag);
        cursor.skip(tag, end);
      }
    }
    return string && cursor.broken == null;
  }
}
