package dev.footfall.otlp;

import java.util.Arrays;

/**
 * Grows texts that stand nowhere in one piece: joined arrays, unescaped JSON. Earlier texts stay
 * valid until {@link #reset}, even where the buffer is replaced by a larger one.
 */
final class TextBuffer {
  private static final int SIZE_AT_FIRST = 256;
  private static final int SIZE_KEPT = 64 << 10;

  private static final char REPLACEMENT = '\uFFFD';

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

  void appendAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      append((byte) text.charAt(i));
    }
  }

  /** Replaces a byte in the text begun last. */
  void replace(byte old, byte by) {
    for (int i = start; i < end; i++) {
      bytes[i] = bytes[i] == old ? by : bytes[i];
    }
  }

  void append(byte[] from, int offset, int length) {
    reserve(length);
    System.arraycopy(from, offset, bytes, end, length);
    end += length;
  }

  /** Appends a text in UTF-8, U+FFFD for half a surrogate pair; false where that was needed. */
  boolean append(char[] from, int offset, int count) {
    reserve(utf8Length(from, offset, count));
    boolean whole = true;
    for (int i = offset; i < offset + count; i++) {
      char next = from[i];
      if (next < 0x80) {
        bytes[end++] = (byte) next;
      } else if (Character.isHighSurrogate(next)
          && i + 1 < offset + count
          && Character.isLowSurrogate(from[i + 1])) {
        appendSupplementary(Character.toCodePoint(next, from[++i]));
      } else {
        whole &= !Character.isSurrogate(next);
        appendNonAscii(Character.isSurrogate(next) ? REPLACEMENT : next);
      }
    }
    return whole;
  }

  /** At least what the text needs: half a surrogate pair is taken for three bytes. */
  private static int utf8Length(char[] from, int offset, int count) {
    int length = count;
    for (int i = offset; i < offset + count; i++) {
      length += from[i] < 0x80 ? 0 : from[i] < 0x800 ? 1 : 2;
    }
    return length;
  }

  private void appendNonAscii(char next) {
    if (next < 0x800) {
      bytes[end++] = (byte) (0xC0 | next >> 6);
    } else {
      bytes[end++] = (byte) (0xE0 | next >> 12);
      bytes[end++] = (byte) (0x80 | next >> 6 & 0x3F);
    }
    bytes[end++] = (byte) (0x80 | next & 0x3F);
  }

  private void appendSupplementary(int codePoint) {
    bytes[end++] = (byte) (0xF0 | codePoint >> 18);
    bytes[end++] = (byte) (0x80 | codePoint >> 12 & 0x3F);
    bytes[end++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
    bytes[end++] = (byte) (0x80 | codePoint & 0x3F);
  }

  private void reserve(int more) {
    if (bytes.length - end >= more) {
      return;
    }
    int length = end - start;
    int needed = length + more;
    int size = Math.max(SIZE_AT_FIRST, needed + (needed >> 1));
    bytes = Arrays.copyOfRange(bytes, start, start + size);
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
