package dev.footfall.trace;

import dev.footfall.source.RawRecord;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Makes dead letters: cuts payloads at the bound, and keeps their length and SHA-256. Not
 * thread-safe.
 */
final class DeadLetterOffice {
  private static final String STAGE = "decode";

  private final int payloadBytes;
  private final MessageDigest sha256;

  DeadLetterOffice(int payloadBytes) {
    this.payloadBytes = payloadBytes;
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  DeadLetter letter(
      RawRecord record, long arrivalMillis, String reason, byte[] bytes, int offset, int length) {
    sha256.update(bytes, offset, length);
    return new DeadLetter(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestampMillis(),
        arrivalMillis,
        STAGE,
        reason,
        record.key(),
        record.headers(),
        Arrays.copyOfRange(bytes, offset, offset + Math.min(length, payloadBytes)),
        length,
        HexFormat.of().formatHex(sha256.digest()));
  }
}
