package dev.footfall.privacy;

/**
 * A fast look at a text: one walk over its characters, no allocation. It tells which kinds of
 * personal text cannot be in it, so that the ordinary passes and the rest is tried against few
 * {@link PersonalPattern}s.
 */
final class TextScan {
  /** What a text may hold, as bits; a pattern is tried where its bit is set. */
  static final int JWT = 1;

  static final int AT = 1 << 1;
  static final int NUMBER = 1 << 2;
  static final int PLUS = 1 << 3;
  static final int COLON = 1 << 4;
  static final int DOTS = 1 << 5;
  static final int TOKEN = 1 << 6;

  /** Percent signs or characters beyond ASCII: what the text decodes to is another question. */
  static final int ENCODED = 1 << 7;

  private static final byte OTHER = 0;
  private static final byte LOWER = 1;
  private static final byte UPPER = 2;
  private static final byte DIGIT = 3;
  private static final byte JOINT = 4;
  private static final byte SIGN = 5;

  private static final byte[] CLASSES = classes();

  /** An IBAN has more digits, and a card; separators between them do not count. */
  private static final int MAX_DIGITS = 9;

  private static final int MAX_RUN = 31;

  private TextScan() {}

  private static byte[] classes() {
    byte[] classes = new byte[128];
    for (char c = 0; c < 128; c++) {
      if (c >= 'a' && c <= 'z') {
        classes[c] = LOWER;
      } else if (c >= 'A' && c <= 'Z') {
        classes[c] = UPPER;
      } else if (c >= '0' && c <= '9') {
        classes[c] = DIGIT;
      } else if ("-_= ".indexOf(c) >= 0) {
        classes[c] = JOINT;
      } else if ("%@+:.".indexOf(c) >= 0) {
        classes[c] = SIGN;
      }
    }
    return classes;
  }

  /** The kinds of personal text that may be in the text as it stands; 0 for an ordinary one. */
  static int suspicions(String text) {
    int suspicions = 0;
    int run = 0; // letters and digits, with joints between
    int plainRun = 0; // without
    int digits = 0; // in the run
    int upper = 0; // in the run
    int dots = 0; // behind digits
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      byte kind = c < 128 ? CLASSES[c] : SIGN;
      run++;
      plainRun++;
      if (kind == DIGIT) {
        digits++;
      } else if (kind == UPPER) {
        upper++;
        suspicions |= c == 'J' && i > 0 && text.charAt(i - 1) == 'y' ? JWT : 0;
      } else if (kind != LOWER) {
        suspicions |= plainRun > MAX_RUN && digits > 0 ? TOKEN : 0;
        plainRun = 0;
        suspicions |= kind == SIGN ? suspicion(c) : 0;
        dots += c == '.' && i > 0 && CLASSES[text.charAt(i - 1) & 127] == DIGIT ? 1 : 0;
        if (kind != JOINT && c != '+') {
          suspicions |= ofRun(run, digits, upper);
          run = 0;
          digits = 0;
          upper = 0;
        }
      }
    }
    suspicions |= plainRun >= MAX_RUN && digits > 0 ? TOKEN : 0;
    return suspicions | ofRun(run + 1, digits, upper) | (dots > 2 ? DOTS : 0);
  }

  private static int suspicion(char c) {
    return switch (c) {
      case '@' -> AT;
      case '+' -> PLUS;
      case ':' -> COLON;
      case '.' -> 0;
      default -> ENCODED;
    };
  }

  private static int ofRun(int run, int digits, int upper) {
    return (digits > MAX_DIGITS ? NUMBER : 0)
        | (run > MAX_RUN && digits > 0 && upper > 0 ? TOKEN : 0);
  }
}
