package dev.footfall.performance;

import dev.footfall.event.Request;
import org.jspecify.annotations.Nullable;

/**
 * The page that a request is counted under: its route; where there is none, its path with {@value
 * #ID} for each segment that looks like an id, so that pages of one kind are one page.
 */
final class PageName {
  /** Of a request without route and path. */
  static final String NONE = "(none)";

  private static final String ID = "{id}";

  /** Hexadecimal digits in a row that are no word: at least these many. */
  private static final int HEX_LENGTH = 8;

  /** Letters and digits mixed that are no word: at least these many. */
  private static final int TOKEN_LENGTH = 20;

  private PageName() {}

  static String of(Request request) {
    String route = request.route();
    return route != null && !route.isEmpty() ? route : ofPath(request.path());
  }

  private static String ofPath(@Nullable String path) {
    if (path == null || path.isEmpty()) {
      return NONE;
    }
    StringBuilder page = new StringBuilder(path.length());
    int from = 0;
    while (from <= path.length()) {
      int slash = path.indexOf('/', from);
      int to = slash < 0 ? path.length() : slash;
      int semicolon = path.indexOf(';', from);
      int end = semicolon >= 0 && semicolon < to ? semicolon : to;
      if (isId(path, from, end)) {
        page.append(ID);
      } else {
        page.append(path, from, end);
      }
      if (slash >= 0) {
        page.append('/');
      }
      from = to + 1;
    }
    return page.toString();
  }

  /** Digits; or hexadecimal digits, as in a UUID; or a long mixture of letters and digits. */
  private static boolean isId(String path, int from, int to) {
    int digits = 0;
    int hex = 0;
    int letters = 0;
    int dashes = 0;
    for (int i = from; i < to; i++) {
      char c = path.charAt(i);
      boolean hexLetter = (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (hexLetter) {
        hex++;
      } else if (letter) {
        letters++;
      } else if (c == '-') {
        dashes++;
      } else {
        return false;
      }
    }
    if (digits == 0) {
      return false;
    }
    boolean number = hex + letters + dashes == 0;
    boolean hexadecimal = letters == 0 && digits + hex >= HEX_LENGTH;
    boolean token = dashes == 0 && digits + hex + letters >= TOKEN_LENGTH;
    return number || hexadecimal || token;
  }
}
