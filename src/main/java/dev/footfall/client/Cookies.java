package dev.footfall.client;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds one cookie in the text of a Cookie or Set-Cookie header. */
final class Cookies {
  /** What broken scripts and deleting servers write in place of an id: it would merge visitors. */
  private static final Set<String> NO_VALUES = Set.of("", "null", "undefined", "deleted");

  private Cookies() {}

  /**
   * The value of the first cookie of that name that has one, without quotes; null if there is none.
   * Header lines joined by a comma are read as if joined by a semicolon; a comma inside a value is
   * kept unless a name and an equals sign follow it.
   */
  static @Nullable String value(@Nullable String header, String name) {
    if (header == null) {
      return null;
    }
    int at = header.indexOf(name);
    while (at >= 0) {
      int begin = at + name.length();
      if (begin < header.length() && header.charAt(begin) == '=' && beginsCookie(header, at)) {
        String value = unquoted(header.substring(begin + 1, end(header, begin + 1)).strip());
        if (!NO_VALUES.contains(value)) {
          return value;
        }
      }
      at = header.indexOf(name, begin);
    }
    return null;
  }

  private static boolean beginsCookie(String header, int at) {
    int i = at - 1;
    while (i >= 0 && header.charAt(i) == ' ') {
      i--;
    }
    return i < 0 || header.charAt(i) == ';' || header.charAt(i) == ',';
  }

  private static int end(String header, int begin) {
    for (int i = begin; i < header.length(); i++) {
      char c = header.charAt(i);
      if (c == ';' || c == ',' && namesCookie(header, i + 1)) {
        return i;
      }
    }
    return header.length();
  }

  private static boolean namesCookie(String header, int begin) {
    for (int i = begin; i < header.length(); i++) {
      char c = header.charAt(i);
      if (c == '=') {
        return i > begin;
      }
      if (!Character.isLetterOrDigit(c) && "_-. ".indexOf(c) < 0) {
        return false;
      }
    }
    return false;
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
