package dev.footfall.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ContentWriter} wrote. */
final class ContentReader {
  private final byte[] bytes;
  private int at;

  ContentReader(byte[] bytes, int offset) {
    this.bytes = bytes;
    this.at = offset;
  }

  int position() {
    return at;
  }

  boolean atEnd() {
    return at == bytes.length;
  }

  void skip(int count) {
    at += count;
  }

  int readByte() {
    return bytes[at++];
  }

  long readLong() {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = value << 8 | (bytes[at++] & 0xFF);
    }
    return value;
  }

  long readNumber() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes[at++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  int readInt() {
    return (int) readNumber();
  }

  @Nullable String readText() {
    int length = readInt() - 1;
    if (length < 0) {
      return null;
    }
    at += length;
    return new String(bytes, at - length, length, StandardCharsets.UTF_8);
  }

  /** Text that is never null. */
  String readName() {
    String text = readText();
    if (text == null) {
      throw new IllegalStateException("text is missing at byte " + at);
    }
    return text;
  }

  byte[] readBytes(int count) {
    at += count;
    return Arrays.copyOfRange(bytes, at - count, at);
  }
}
