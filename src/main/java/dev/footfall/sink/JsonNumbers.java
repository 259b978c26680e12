package dev.footfall.sink;

import java.nio.charset.StandardCharsets;

/** Numbers as ASCII digits; each method returns where the next byte goes. */
final class JsonNumbers {
  private static final byte[] LONG_MIN =
      Long.toString(Long.MIN_VALUE).getBytes(StandardCharsets.US_ASCII);

  private JsonNumbers() {}

  static int integer(long value, byte[] out, int at) {
    if (value == Long.MIN_VALUE) {
      System.arraycopy(LONG_MIN, 0, out, at, LONG_MIN.length);
      return at + LONG_MIN.length;
    }
    if (value < 0) {
      out[at++] = '-';
      value = -value;
    }
    int digits = 1;
    for (long rest = value / 10; rest != 0; rest /= 10) {
      digits++;
    }
    return padded(value, digits, out, at);
  }

  /** Thousandths as a decimal without needless zeros. */
  static int thousandths(long value, byte[] out, int at) {
    if (value < 0) {
      out[at++] = '-';
    }
    at = integer(Math.abs(value / 1000), out, at);
    int fraction = (int) Math.abs(value % 1000);
    if (fraction == 0) {
      return at;
    }
    out[at++] = '.';
    int end = padded(fraction, 3, out, at);
    while (out[end - 1] == '0') {
      end--;
    }
    return end;
  }

  /** Whether RFC 8259 reads the text as a number. */
  static boolean isNumber(String text) {
    int end = text.length();
    int at = end > 0 && text.charAt(0) == '-' ? 1 : 0;
    int afterInteger = digits(text, at);
    if (afterInteger == at || text.charAt(at) == '0' && afterInteger > at + 1) {
      return false;
    }
    at = afterInteger;
    if (at < end && text.charAt(at) == '.') {
      int afterFraction = digits(text, at + 1);
      if (afterFraction == at + 1) {
        return false;
      }
      at = afterFraction;
    }
    if (at < end && (text.charAt(at) | 0x20) == 'e') {
      at++;
      if (at < end && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
        at++;
      }
      int afterExponent = digits(text, at);
      if (afterExponent == at) {
        return false;
      }
      at = afterExponent;
    }
    return at == end;
  }

  private static int digits(String text, int at) {
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  /** A number that is not negative, with leading zeros. */
  static int padded(long value, int digits, byte[] out, int at) {
    for (int i = at + digits - 1; i >= at; i--) {
      out[i] = (byte) ('0' + value % 10);
      value /= 10;
    }
    return at + digits;
  }
}
