package dev.footfall.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The growing bytes of a block of spans; a large block's memory is let go by {@link #reset}. */
final class BlockBuffer {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int SIZE_AT_FIRST = 1 << 10;
  private static final int SIZE_KEPT = 64 << 10;
  private static final int LONGEST_VARINT = 10;

  private byte[] bytes = new byte[SIZE_AT_FIRST];
  private int length;

  void reset() {
    length = 0;
    if (bytes.length > SIZE_KEPT) {
      bytes = new byte[SIZE_AT_FIRST];
    }
  }

  int length() {
    return length;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  void put(int single) {
    reserve(1);
    bytes[length++] = (byte) single;
  }

  /** The head of a span: flags, ids (no parent where it is 0), start, and duration. */
  void putHeader(int flags, long spanId, long parentSpanId, long startEpochNanos, long duration) {
    reserve(1 + 3 * Long.BYTES + LONGEST_VARINT);
    bytes[length] = (byte) flags;
    LONGS.set(bytes, length + 1, spanId);
    length += 1 + Long.BYTES;
    if (parentSpanId != 0) {
      LONGS.set(bytes, length, parentSpanId);
      length += Long.BYTES;
    }
    LONGS.set(bytes, length, startEpochNanos);
    length += Long.BYTES;
    putVarint(duration);
  }

  void putVarint(long value) {
    reserve(LONGEST_VARINT);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  void put(byte[] from, int offset, int count) {
    reserve(count);
    System.arraycopy(from, offset, bytes, length, count);
    length += count;
  }

  /** Leaves room for a length of so many bytes; {@link #close} fills it in. Returns the mark. */
  int open(int lengthBytes) {
    reserve(lengthBytes);
    length += lengthBytes;
    return length;
  }

  /** Writes how many bytes came since the mark before it, and moves them only if it must. */
  void close(int mark, int lengthBytes) {
    int count = length - mark;
    int needed = Math.max(lengthBytes, varintBytes(count));
    if (needed > lengthBytes) {
      reserve(needed - lengthBytes);
      System.arraycopy(bytes, mark, bytes, mark + needed - lengthBytes, count);
      length += needed - lengthBytes;
    }
    int at = mark - lengthBytes;
    for (int i = 0; i < needed; i++) {
      bytes[at + i] = (byte) (count >>> 7 * i & 0x7F | (i < needed - 1 ? 0x80 : 0));
    }
  }

  private static int varintBytes(int value) {
    return Math.max(1, (38 - Integer.numberOfLeadingZeros(value)) / 7);
  }

  /** Puts a text behind its length plus {@code more}. */
  void putText(String text, int more) {
    int start = length;
    putVarint(text.length() + more);
    if (!putAscii(text)) {
      length = start;
      byte[] utf8 = text.getBytes(UTF_8);
      putVarint(utf8.length + more);
      put(utf8, 0, utf8.length);
    }
  }

  /** Puts a text without its length. */
  void putRawText(String text) {
    if (!putAscii(text)) {
      byte[] utf8 = text.getBytes(UTF_8);
      put(utf8, 0, utf8.length);
    }
  }

  /** False, and nothing put, where the text is not ASCII. */
  private boolean putAscii(String text) {
    int chars = text.length();
    reserve(chars);
    byte[] to = bytes;
    int at = length;
    for (int i = 0; i < chars; i++) {
      char next = text.charAt(i);
      if (next >= 0x80) {
        return false;
      }
      to[at++] = (byte) next;
    }
    length = at;
    return true;
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
