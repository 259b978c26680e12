package dev.footfall.otlp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * A 64-bit integer that is written as a number or as a string. Values of an unsigned field above
 * 2^63 come out negative, as they do from protobuf. Never builds a number larger than that,
 * whatever the exponent.
 */
final class JsonNumber {
  private static final int MOST_DIGITS = 20;

  private long value;

  long value() {
    return value;
  }

  /** Reads the value that the parser is at; false, and value 0, where it is no integer. */
  boolean read(JsonParser parser) throws IOException {
    value = 0;
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_NUMBER_INT
        && token != JsonToken.VALUE_STRING
        && token != JsonToken.VALUE_NUMBER_FLOAT) {
      parser.skipChildren();
      return false;
    }
    char[] text = parser.getTextCharacters();
    int start = parser.getTextOffset();
    int length = parser.getTextLength();
    return readDigits(text, start, length) || readDecimal(new String(text, start, length));
  }

  private boolean readDigits(char[] text, int start, int length) {
    boolean negative = length > 0 && text[start] == '-';
    int first = negative ? start + 1 : start;
    int digits = start + length - first;
    if (digits == 0 || digits > MOST_DIGITS) {
      return false;
    }
    long read = 0;
    for (int i = first; i < start + length; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      // The 20th digit of an unsigned number.
      if (i - first == MOST_DIGITS - 1
          && (negative || Long.compareUnsigned(read, Long.divideUnsigned(-1L - digit, 10)) > 0)) {
        return false;
      }
      read = read * 10 + digit;
    }
    value = negative ? -read : read;
    return !negative || read >= 0 || read == Long.MIN_VALUE;
  }

  /** Integers in the clothes of decimals, such as {@code 1.5e3}. */
  private boolean readDecimal(String text) {
    try {
      double decimal = Double.parseDouble(text);
      if (decimal == Math.rint(decimal) && Math.abs(decimal) < 0x1p63) {
        value = (long) decimal;
        return true;
      }
      return false;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
