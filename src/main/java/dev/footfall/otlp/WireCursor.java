package dev.footfall.otlp;

import org.jspecify.annotations.Nullable;

/**
 * Walks the protobuf wire format in a byte array. A message is walked up to its end, which its
 * caller knows. What is no protobuf breaks the cursor: it then stands at the end of the bytes, so
 * that every walk ends, and {@link #broken} says why, until the caller sets it back.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Protobuf encoding</a>
 */
final class WireCursor {
  static final String TRUNCATED = "truncated";
  static final String MALFORMED = "malformed";

  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int BYTES = 2;
  static final int GROUP = 3;
  static final int GROUP_END = 4;
  static final int FIXED32 = 5;

  private static final int LONGEST_VARINT = 10;

  byte[] bytes = new byte[0];
  int position;
  @Nullable String broken;

  void start(byte[] next) {
    bytes = next;
    position = 0;
    broken = null;
  }

  /** Goes on behind a message, broken or not. */
  void resume(int next) {
    position = next;
    broken = null;
  }

  /** The next field's tag (number and wire type); 0 at the end, or where it is broken. */
  int tag(int end) {
    if (position >= end) {
      return 0;
    }
    int tag = bytes[position];
    if (tag >= 8) {
      position++;
      return tag;
    }
    tag = (int) varint(end);
    if (tag >>> 3 == 0 && broken == null) {
      breakOff(MALFORMED);
    }
    return broken == null ? tag : 0;
  }

  long varint(int end) {
    if (position < end && bytes[position] >= 0) {
      return bytes[position++];
    }
    return longVarint(end);
  }

  private long longVarint(int end) {
    long value = 0;
    int at = position;
    for (int i = 0; i < LONGEST_VARINT; i++) {
      if (at >= end) {
        runOut(end);
        return 0;
      }
      byte next = bytes[at++];
      value |= (next & 0x7FL) << 7 * i;
      if (next >= 0) {
        position = at;
        return value;
      }
    }
    breakOff(MALFORMED);
    return 0;
  }

  /** A length that fits before the end; 0 where it is broken. */
  int length(int end) {
    int length = (int) varint(end);
    if (broken != null) {
      return 0;
    }
    if (length < 0 || length > end - position) {
      runOut(end);
      return 0;
    }
    return length;
  }

  /** Where a message ends whose length comes next; beyond the end where it was cut off. */
  int messageEnd(int end) {
    int length = (int) varint(end);
    if (length < 0) {
      breakOff(MALFORMED);
    }
    return broken != null ? end : length > end - position ? end + 1 : position + length;
  }

  long fixed64(int end) {
    if (end - position < 8) {
      runOut(end);
      return 0;
    }
    long value = ByteWords.longAt(bytes, position);
    position += 8;
    return value;
  }

  int fixed32(int end) {
    if (end - position < 4) {
      runOut(end);
      return 0;
    }
    int value = 0;
    for (int i = 3; i >= 0; i--) {
      value = value << 8 | bytes[position + i] & 0xFF;
    }
    position += 4;
    return value;
  }

  /** Passes over the value of a field that nobody asks for. */
  void skip(int tag, int end) {
    switch (tag & 7) {
      case VARINT -> varint(end);
      case FIXED64 -> pass(8, end);
      case BYTES -> pass(length(end), end);
      case FIXED32 -> pass(4, end);
      case GROUP -> skipGroup(end);
      default -> breakOff(MALFORMED);
    }
  }

  private void skipGroup(int end) {
    int depth = 1;
    while (depth > 0) {
      int tag = tag(end);
      switch (tag & 7) {
        case GROUP -> depth++;
        case GROUP_END -> depth--;
        default -> {
          if (tag != 0) {
            skip(tag, end);
          }
        }
      }
      if (tag == 0) {
        if (broken == null) {
          runOut(end);
        }
        return;
      }
    }
  }

  private void pass(int length, int end) {
    if (length > end - position && broken == null) {
      runOut(end);
    } else {
      position += length;
    }
  }

  private void runOut(int end) {
    breakOff(end == bytes.length ? TRUNCATED : MALFORMED);
  }

  private void breakOff(String why) {
    broken = why;
    position = bytes.length;
  }
}
