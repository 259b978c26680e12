package dev.footfall.privacy;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The first 128 bits of an HMAC: what stands for a raw value behind the door. */
public record KeyedId(long high, long low) {
  private static final HexFormat HEX = HexFormat.of();

  /** Of bits that are random already. */
  @Override
  public int hashCode() {
    return (int) low;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeyedId that && high == that.high && low == that.low;
  }

  /** Reads 32 hexadecimal digits; throws IllegalArgumentException for anything else. */
  public static KeyedId ofHex(String hex) {
    if (hex.length() != 32) {
      throw new IllegalArgumentException("a keyed id has 32 hexadecimal digits");
    }
    return new KeyedId(
        HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32));
  }

  /** 32 lower-case hexadecimal digits. */
  public String hex() {
    return HEX.toHexDigits(high) + HEX.toHexDigits(low);
  }
}
