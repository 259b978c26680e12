package dev.footfall.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The mending of text that is not UTF-8. */
final class Utf8 {
  private Utf8() {}

  /** The text with U+FFFD for what is not UTF-8; null where nothing had to be replaced. */
  static byte @Nullable [] mended(byte[] bytes, int offset, int length) {
    if (ByteWords.isAscii(bytes, offset, length)) {
      return null;
    }
    byte[] mended = new String(bytes, offset, length, UTF_8).getBytes(UTF_8);
    return Arrays.equals(mended, 0, mended.length, bytes, offset, offset + length) ? null : mended;
  }
}
