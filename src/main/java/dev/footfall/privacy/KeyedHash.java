package dev.footfall.privacy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 under one secret of the ring, truncated to 128 bits. Holds the secret, so it is
 * neither serializable nor printable; one instance is reused for every value. Not thread-safe.
 */
public final class KeyedHash {
  private static final String ALGORITHM = "HmacSHA256";

  private final Mac mac;
  private final ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);

  KeyedHash(byte[] secret) {
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("this Java runtime has no " + ALGORITHM, e);
    }
  }

  /** A hash under a secret that nobody knows, and that is gone with it. */
  public static KeyedHash random() {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    return new KeyedHash(secret);
  }

  /**
   * The id of a tuple of texts. Each goes in behind its length, so that no two tuples are the same
   * bytes.
   */
  public KeyedId of(String... parts) {
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      mac.update(length.putInt(0, bytes.length).array());
      mac.update(bytes);
    }
    ByteBuffer digest = ByteBuffer.wrap(mac.doFinal());
    return new KeyedId(digest.getLong(), digest.getLong());
  }
}
