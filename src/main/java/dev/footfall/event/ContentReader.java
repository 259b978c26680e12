package dev.footfall.event;

import dev.footfall.client.ClientFacts;
import dev.footfall.otlp.TextCache;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ContentWriter} wrote. */
final class ContentReader {
  private final byte[] bytes;
  private final @Nullable TextCache texts;
  private int at;

  ContentReader(byte[] bytes, int offset) {
    this(bytes, offset, null);
  }

  /**
   * @param texts where those texts are found that come again and again; null for nowhere
   */
  ContentReader(byte[] bytes, int offset, @Nullable TextCache texts) {
    this.bytes = bytes;
    this.at = offset;
    this.texts = texts;
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
    return present(readText());
  }

  /** Text of which there are few, each of them often. */
  @Nullable String readRepeatedText() {
    if (texts == null) {
      return readText();
    }
    int length = readInt() - 1;
    if (length < 0) {
      return null;
    }
    at += length;
    return texts.text(bytes, at - length, length);
  }

  /** Text of which there are few, never null. */
  String readRepeatedName() {
    return present(readRepeatedText());
  }

  private String present(@Nullable String text) {
    if (text == null) {
      throw new IllegalStateException("text is missing at byte " + at);
    }
    return text;
  }

  /** A client's facts of this many bytes. */
  ClientFacts readFacts(int length) {
    at += length;
    return ClientFacts.decode(bytes, at - length, texts);
  }
}
