package dev.footfall.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Reads on in a block of spans that this project wrote itself; damage is a bug, and throws. */
final class BlockCursor {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  final byte[] bytes;
  int position;

  BlockCursor(byte[] bytes, int position) {
    this.bytes = bytes;
    this.position = position;
  }

  int next() {
    return bytes[position++];
  }

  long nextLong() {
    long value = (long) LONGS.get(bytes, position);
    position += Long.BYTES;
    return value;
  }

  long nextVarint() {
    long value = 0;
    int shift = 0;
    byte next;
    do {
      next = bytes[position++];
      value |= (next & 0x7FL) << shift;
      shift += 7;
    } while (next < 0);
    return value;
  }

  int nextLength() {
    return (int) nextVarint();
  }

  String nextText(int length) {
    String text = new String(bytes, position, length, UTF_8);
    position += length;
    return text;
  }

  /** A text behind its length plus one; null for length 0. */
  @Nullable String nextOptionalText() {
    int length = nextLength();
    return length == 0 ? null : nextText(length - 1);
  }
}
