package dev.footfall.rule;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/** Tests an HTTP status against codes ({@code 404}) and classes ({@code 2xx}). Thread-safe. */
final class StatusTest {
  private final BitSet codes = new BitSet(600);

  /**
   * @throws IllegalArgumentException naming the texts that are neither code nor class
   */
  StatusTest(Collection<String> texts) {
    List<String> others = new ArrayList<>();
    for (String text : texts) {
      if (text.matches("[1-5]xx")) {
        int first = 100 * (text.charAt(0) - '0');
        codes.set(first, first + 100);
      } else if (text.matches("[1-5][0-9]{2}")) {
        codes.set(Integer.parseInt(text));
      } else {
        others.add(text);
      }
    }
    if (!others.isEmpty()) {
      throw new IllegalArgumentException("no status like 404 or 2xx: " + String.join(", ", others));
    }
  }

  /** Whether it holds wherever the other does. */
  boolean covers(StatusTest other) {
    BitSet rest = (BitSet) other.codes.clone();
    rest.andNot(codes);
    return rest.isEmpty();
  }

  boolean holds(int status) {
    return status >= 0 && codes.get(status);
  }
}
