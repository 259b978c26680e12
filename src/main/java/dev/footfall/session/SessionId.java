package dev.footfall.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Names sessions, the same on every replay: the first 16 bytes of the SHA-256 over the visitor id
 * and the first event's id, in UTF-8 with a zero byte in between. Not thread-safe.
 */
final class SessionId {
  private final MessageDigest sha256;

  SessionId() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** 32 lower-case hexadecimal digits. */
  String of(String visitorId, String firstEventId) {
    sha256.update(visitorId.getBytes(StandardCharsets.UTF_8));
    sha256.update((byte) 0);
    byte[] digest = sha256.digest(firstEventId.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(Arrays.copyOf(digest, 16));
  }
}
