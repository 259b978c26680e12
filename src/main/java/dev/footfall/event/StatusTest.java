package dev.footfall.event;

import java.util.BitSet;
import java.util.Collection;

/** Tests an HTTP status against codes ({@code 404}) and classes ({@code 2xx}). Thread-safe. */
final class StatusTest {
  private final BitSet codes = new BitSet(600);

  /**
   * @throws IllegalArgumentException naming the text that is neither code nor class
   */
  StatusTest(Collection<String> texts) {
    for (String text : texts) {
      if (text.matches("[1-5]xx")) {
        int first = 100 * (text.charAt(0) - '0');
        codes.set(first, first + 100);
      } else if (text.matches("[1-5][0-9]{2}")) {
        codes.set(Integer.parseInt(text));
      } else {
        throw new IllegalArgumentException("no status like 404 or 2xx: " + text);
      }
    }
  }

  boolean holds(int status) {
    return status >= 0 && codes.get(status);
  }
}
