package dev.footfall.client;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The language a client wants most, as coarse as it can be: {@code de} for {@code de-AT}. */
final class Language {
  private static final int MAX_RANGES = 16;

  private Language() {}

  /**
   * The primary subtag with the highest weight in an Accept-Language header (RFC 9110, section
   * 12.5.4), the first among equals; null where there is none of two or three letters.
   */
  static @Nullable String mostWanted(@Nullable String acceptLanguage) {
    if (acceptLanguage == null) {
      return null;
    }
    String best = null;
    double bestWeight = 0;
    int begin = 0;
    for (int i = 0; i < MAX_RANGES && begin <= acceptLanguage.length() && bestWeight < 1; i++) {
      int comma = acceptLanguage.indexOf(',', begin);
      int end = comma < 0 ? acceptLanguage.length() : comma;
      String range = acceptLanguage.substring(begin, end);
      begin = end + 1;
      String subtag = primarySubtag(range.strip());
      double weight = weight(range);
      if (subtag != null && weight > bestWeight) {
        best = subtag;
        bestWeight = weight;
      }
    }
    return best;
  }

  private static @Nullable String primarySubtag(String range) {
    int end = 0;
    while (end < range.length() && isLetter(range.charAt(end))) {
      end++;
    }
    boolean ends = end == range.length() || "-_; ".indexOf(range.charAt(end)) >= 0;
    return ends && (end == 2 || end == 3) ? range.substring(0, end).toLowerCase(Locale.ROOT) : null;
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  /**
   * The q parameter, 1 where there is none, 0 where it is none: {@code 0}, {@code 1}, {@code
   * 0.xxx}.
   */
  private static double weight(String range) {
    int q = range.indexOf("q=");
    if (q < 0) {
      return 1;
    }
    String text = range.substring(q + 2).strip();
    return text.matches("[01](\\.[0-9]{0,3})?") ? Math.min(1, Double.parseDouble(text)) : 0;
  }
}
