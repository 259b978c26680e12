package dev.footfall.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody meant to write. */
final class Nearest {
  private Nearest() {}

  /** The candidate with the fewest changed letters, where these are few; else none. */
  static Optional<String> of(String written, Collection<String> candidates) {
    return candidates.stream()
        .min(Comparator.comparingInt(candidate -> distance(written, candidate)))
        .filter(
            best ->
                distance(written, best) <= Math.max(1, Math.min(3, best.length() / 2))
                    || best.startsWith(written));
  }

  /** What may have been meant, and all that may be written, to follow what is wrong. */
  static String hint(String written, Collection<String> candidates, String introduction) {
    String all = ": " + String.join(", ", candidates);
    String sentence =
        introduction.substring(0, 1).toUpperCase(Locale.ROOT) + introduction.substring(1);
    return of(written, candidates)
        .map(near -> "; did you mean " + near + "? " + sentence + all)
        .orElse("; " + introduction + all);
  }

  /** Levenshtein's distance. */
  static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
