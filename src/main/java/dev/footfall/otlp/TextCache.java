package dev.footfall.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Strings of short texts that come again and again (methods, hosts, routes, services), found by
 * their bytes. One entry a bucket, the newer text replaces the older. Not thread-safe.
 */
public final class TextCache {
  private static final int BUCKETS = 1024;
  private static final int LONGEST = 128;

  private final byte[][] keys = new byte[BUCKETS][];
  private final String[] texts = new String[BUCKETS];

  public TextCache() {
    Arrays.fill(keys, new byte[0]);
    Arrays.fill(texts, "");
  }

  /** The text of UTF-8. */
  public String text(byte[] bytes, int offset, int length) {
    if (length > LONGEST) {
      return new String(bytes, offset, length, UTF_8);
    }
    int bucket = hash(bytes, offset, length);
    byte[] key = keys[bucket];
    if (!ByteWords.equal(key, bytes, offset, length)) {
      keys[bucket] = Arrays.copyOfRange(bytes, offset, offset + length);
      texts[bucket] = new String(bytes, offset, length, UTF_8);
    }
    return texts[bucket];
  }

  /** By both ends: texts that agree in them and in their length drive each other out. */
  private static int hash(byte[] bytes, int offset, int length) {
    long mixed = length;
    if (length >= 8) {
      mixed += ByteWords.longAt(bytes, offset) * 31;
      mixed ^= ByteWords.longAt(bytes, offset + length - 8);
    } else {
      for (int i = offset; i < offset + length; i++) {
        mixed = mixed << 8 | bytes[i] & 0xFF;
      }
    }
    return (int) (mixed * 0x9E3779B97F4A7C15L >>> 54);
  }
}
