package dev.footfall.privacy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/** The plain texts that may hide behind an encoded one. */
final class Decoding {
  private static final int MAX_ROUNDS = 5;

  private Decoding() {}

  /**
   * The text as NFKC-normalised, and each further round of percent-decoding and normalising until
   * nothing changes; empty where five rounds do not suffice, which no honest sender needs.
   */
  static List<String> forms(String text) {
    List<String> forms = new ArrayList<>();
    String form = normalised(text);
    forms.add(form);
    for (int round = 0; round < MAX_ROUNDS; round++) {
      String next = normalised(decoded(form));
      if (next.equals(form)) {
        return forms;
      }
      forms.add(next);
      form = next;
    }
    return normalised(decoded(form)).equals(form) ? forms : List.of();
  }

  /** NFKC, without invisible format characters, all decimal digits as ASCII. */
  private static String normalised(String text) {
    if (isAscii(text)) {
      return text;
    }
    String nfkc = Normalizer.normalize(text, Normalizer.Form.NFKC);
    StringBuilder out = new StringBuilder(nfkc.length());
    for (int i = 0; i < nfkc.length(); ) {
      int c = nfkc.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isDigit(c)) {
        out.append(Character.digit(c, 10));
      } else if (Character.getType(c) != Character.FORMAT) {
        out.appendCodePoint(c);
      }
    }
    return out.toString();
  }

  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 128) {
        return false;
      }
    }
    return true;
  }

  /**
   * One round of percent-decoding: bytes that are no UTF-8 become U+FFFD, a percent sign without
   * two hexadecimal digits stays, and so does a plus.
   */
  static String decoded(String text) {
    int percent = text.indexOf('%');
    if (percent < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length()).append(text, 0, percent);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int i = percent;
    while (i < text.length()) {
      int value = byteAt(text, i);
      if (value >= 0) {
        bytes.write(value);
        i += 3;
      } else {
        flush(bytes, out);
        out.append(text.charAt(i++));
      }
    }
    flush(bytes, out);
    return out.toString();
  }

  private static int byteAt(String text, int i) {
    if (text.charAt(i) != '%' || i + 2 >= text.length()) {
      return -1;
    }
    int high = Character.digit(text.charAt(i + 1), 16);
    int low = Character.digit(text.charAt(i + 2), 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  private static void flush(ByteArrayOutputStream bytes, StringBuilder out) {
    if (bytes.size() > 0) {
      out.append(bytes.toString(StandardCharsets.UTF_8));
      bytes.reset();
    }
  }
}
