package dev.footfall.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Text in byte arrays: a quick look whether it is UTF-8, and the mending of what is not. */
final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  /** Eight bytes, the first of them lowest. */
  static long longAt(byte[] bytes, int offset) {
    return (long) LONGS.get(bytes, offset);
  }

  static boolean isAscii(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int at = offset;
    for (; at <= end - 8; at += 8) {
      if ((longAt(bytes, at) & HIGH_BITS) != 0) {
        return false;
      }
    }
    int seen = 0;
    for (; at < end; at++) {
      seen |= bytes[at];
    }
    return seen >= 0;
  }

  /** The text with U+FFFD for what is not UTF-8; null where nothing had to be replaced. */
  static byte @Nullable [] mended(byte[] bytes, int offset, int length) {
    if (isAscii(bytes, offset, length)) {
      return null;
    }
    byte[] mended = new String(bytes, offset, length, UTF_8).getBytes(UTF_8);
    return Arrays.equals(mended, 0, mended.length, bytes, offset, offset + length) ? null : mended;
  }
}
