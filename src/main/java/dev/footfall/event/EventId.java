package dev.footfall.event;

import dev.footfall.trace.TraceId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Tells events apart, the same on every replay: the first 16 bytes of the SHA-256 over the trace id
 * (16 bytes), the entry span's id (8 bytes, both big-endian) and the rule's id in UTF-8.
 */
public record EventId(long high, long low) {

  static EventId ofHex(String hex) {
    return new EventId(
        HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32));
  }

  /** 32 lower-case hexadecimal digits. */
  @Override
  public String toString() {
    return Hex.of(high, low);
  }

  /** Computes ids. Not thread-safe. */
  public static final class Hash {
    private final MessageDigest sha256;
    private final ByteBuffer ids = ByteBuffer.allocate(24);

    public Hash() {
      try {
        sha256 = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }

    public EventId of(TraceId traceId, long spanId, String rule) {
      ids.putLong(0, traceId.high()).putLong(8, traceId.low()).putLong(16, spanId);
      sha256.update(ids.array());
      ByteBuffer digest = ByteBuffer.wrap(sha256.digest(rule.getBytes(StandardCharsets.UTF_8)));
      return new EventId(digest.getLong(), digest.getLong());
    }
  }
}
