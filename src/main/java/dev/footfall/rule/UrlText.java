package dev.footfall.rule;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a URL as sent: path segments, query parameters, percent encoding. */
public final class UrlText {
  private UrlText() {}

  /**
   * The segments of a path without {@code ;...} at their ends; nothing else is normalised, so a
   * closing slash makes an empty last segment. Null where the path does not begin with a slash.
   */
  public static String @Nullable [] segments(@Nullable String path) {
    if (path == null || path.isEmpty() || path.charAt(0) != '/') {
      return null;
    }
    int count = 1;
    for (int i = 1; i < path.length(); i++) {
      if (path.charAt(i) == '/') {
        count++;
      }
    }
    String[] segments = new String[count];
    int from = 1;
    for (int n = 0; n < count; n++) {
      int slash = n == count - 1 ? path.length() : path.indexOf('/', from);
      int semicolon = path.indexOf(';', from);
      segments[n] = path.substring(from, semicolon >= 0 && semicolon < slash ? semicolon : slash);
      from = slash + 1;
    }
    return segments;
  }

  /** The decoded value of a query parameter, the first of its name; null where it is not there. */
  static @Nullable String parameter(@Nullable String query, String name) {
    if (query == null) {
      return null;
    }
    int from = 0;
    while (from <= query.length()) {
      int end = query.indexOf('&', from);
      end = end < 0 ? query.length() : end;
      int equals = query.indexOf('=', from);
      int nameEnd = equals < 0 || equals > end ? end : equals;
      if (decodeQuery(query.substring(from, nameEnd)).equals(name)) {
        return nameEnd == end ? "" : decodeQuery(query.substring(nameEnd + 1, end));
      }
      from = end + 1;
    }
    return null;
  }

  /** Percent-decodes form-encoded text, in which a plus is a space. */
  static String decodeQuery(String text) {
    return decode(text.indexOf('+') < 0 ? text : text.replace('+', ' '));
  }

  /** Percent-decodes UTF-8; a percent sign that begins no code stays, bad UTF-8 becomes U+FFFD. */
  static String decode(String text) {
    int percent = text.indexOf('%');
    if (percent < 0) {
      return text;
    }
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    byte[] decoded = new byte[encoded.length];
    int length = 0;
    for (int i = 0; i < encoded.length; i++) {
      int high = i + 2 < encoded.length ? Character.digit(encoded[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(encoded[i + 2], 16);
      if (encoded[i] == '%' && low >= 0) {
        decoded[length++] = (byte) (high << 4 | low);
        i += 2;
      } else {
        decoded[length++] = encoded[i];
      }
    }
    return new String(decoded, 0, length, StandardCharsets.UTF_8);
  }
}
