package dev.footfall.otlp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** A trace or span id in hexadecimal, of either case. */
final class JsonId {
  private long high;
  private long low;

  /**
   * Reads the value that the parser is at and returns the id's length in bytes; of a longer one the
   * last 16 count. -1 where it is no hexadecimal string.
   */
  int read(JsonParser parser) throws IOException {
    high = 0;
    low = 0;
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      parser.skipChildren();
      return -1;
    }
    char[] text = parser.getTextCharacters();
    int start = parser.getTextOffset();
    int length = parser.getTextLength();
    for (int i = start; i < start + length; i++) {
      int digit = Character.digit(text[i], 16);
      if (digit < 0 || text[i] >= 0x80) {
        return -1;
      }
      high = high << 4 | low >>> 60;
      low = low << 4 | digit;
    }
    return length % 2 == 0 ? length / 2 : -1;
  }

  long high() {
    return high;
  }

  long low() {
    return low;
  }
}
