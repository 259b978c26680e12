package dev.footfall.otlp;

import java.util.Arrays;

/**
 * Grows texts that stand nowhere in one piece: joined arrays, unescaped JSON. Earlier texts stay
 * valid until {@link #reset}, even where the buffer is replaced by a larger one.
 */
final class TextBuffer {
  private static final int SIZE_AT_FIRST = 256;
  private static final int SIZE_KEPT = 64 << 10;

  private byte[] bytes = new byte[SIZE_AT_FIRST];
  private int start;
  private int end;

  /** Drops all texts, and a buffer that one large text has blown up. */
  void reset() {
    start = 0;
    end = 0;
    if (bytes.length > SIZE_KEPT) {
      bytes = new byte[SIZE_AT_FIRST];
    }
  }

  /** Begins a text behind the one before. */
  void begin() {
    start = end;
  }

  /** Drops the text begun last. */
  void drop() {
    end = start;
  }

  void append(byte single) {
    reserve(1);
    bytes[end++] = single;
  }

  void append(byte[] from, int offset, int length) {
    reserve(length);
    System.arraycopy(from, offset, bytes, end, length);
    end += length;
  }

  private void reserve(int more) {
    if (bytes.length - end >= more) {
      return;
    }
    int length = end - start;
    bytes = Arrays.copyOfRange(bytes, start, start + Math.max(SIZE_AT_FIRST, 2 * (length + more)));
    start = 0;
    end = length;
  }

  byte[] bytes() {
    return bytes;
  }

  int start() {
    return start;
  }

  int length() {
    return end - start;
  }
}
