package dev.footfall.event;

import java.nio.charset.StandardCharsets;

/** Ids as lower-case hexadecimal digits. */
public final class Hex {
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

  private Hex() {}

  /** 16 digits. */
  public static String of(long value) {
    byte[] digits = new byte[16];
    write(value, digits, 0);
    return new String(digits, StandardCharsets.ISO_8859_1);
  }

  /** 32 digits. */
  public static String of(long high, long low) {
    byte[] digits = new byte[32];
    write(high, digits, 0);
    write(low, digits, 16);
    return new String(digits, StandardCharsets.ISO_8859_1);
  }

  private static void write(long value, byte[] digits, int from) {
    for (int i = from + 15; i >= from; i--) {
      digits[i] = DIGITS[(int) value & 15];
      value >>>= 4;
    }
  }
}
