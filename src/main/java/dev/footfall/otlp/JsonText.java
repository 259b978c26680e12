package dev.footfall.otlp;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** The text of a JSON string, without making a String of it. */
final class JsonText {
  private static final char REPLACEMENT = '\uFFFD';

  private JsonText() {}

  /**
   * Appends the string that the parser is at.
   *
   * @param mended whether U+FFFD in the document may stand for bytes that were not UTF-8
   * @return whether U+FFFD stands for anything in it
   */
  static boolean append(JsonParser parser, TextBuffer texts, boolean mended) throws IOException {
    char[] text = parser.getTextCharacters();
    int start = parser.getTextOffset();
    int length = parser.getTextLength();
    boolean replaced = !texts.append(text, start, length);
    for (int i = start; mended && !replaced && i < start + length; i++) {
      replaced = text[i] == REPLACEMENT;
    }
    return replaced;
  }
}
