package dev.footfall.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes being written: numbers of variable length, and text that may be null; reused. */
public final class ContentWriter {
  private byte[] bytes = new byte[1_024];
  private int length;

  public void reset() {
    length = 0;
  }

  public int length() {
    return length;
  }

  /** The bytes so far, of which the first {@link #length} count; replaced as they grow. */
  byte[] array() {
    return bytes;
  }

  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  void writeByte(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
  }

  void writeLong(long value) {
    reserve(8);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (value >>> shift);
    }
  }

  /** Seven bits a byte, lowest first; a negative number takes ten bytes. */
  void writeNumber(long value) {
    reserve(10);
    while ((value & ~0x7FL) != 0) {
      bytes[length++] = (byte) (value | 0x80);
      value >>>= 7;
    }
    bytes[length++] = (byte) value;
  }

  /** Length plus one, then UTF-8; 0 for null. */
  void writeText(@Nullable String text) {
    if (text == null) {
      writeByte(0);
      return;
    }
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    writeNumber(encoded.length + 1L);
    writeBytes(encoded, 0, encoded.length);
  }

  void writeBytes(byte[] source, int offset, int count) {
    reserve(count);
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
