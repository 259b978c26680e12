package dev.footfall.privacy;

/**
 * A fast look at a text, for no more than to let the ordinary pass: one walk over its characters,
 * no allocation. What it calls ordinary cannot match any of the {@link PersonalPattern}s, decoded
 * or not; the rest is looked at closely.
 */
final class TextScan {
  private static final byte OTHER = 0;
  private static final byte LOWER = 1;
  private static final byte UPPER = 2;
  private static final byte DIGIT = 3;
  private static final byte JOINT = 4;
  private static final byte SUSPECT = 5;

  private static final byte[] CLASSES = classes();

  /** IBANs have more digits, cards too; the shortest IPv4 address is found by its dots. */
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
      } else if ("%@+:".indexOf(c) >= 0) {
        classes[c] = SUSPECT;
      }
    }
    return classes;
  }

  /** Whether nothing personal can be in the text, whatever it decodes to. */
  static boolean ordinary(String text, int begin, int end) {
    int run = 0; // letters and digits, with joints between
    int plainRun = 0; // without
    int digits = 0; // in the run
    int upper = 0; // in the run
    int dotsAfterDigit = 0;
    byte before = OTHER;
    for (int i = begin; i < end; i++) {
      char c = text.charAt(i);
      byte kind = c < 128 ? CLASSES[c] : SUSPECT;
      switch (kind) {
        case LOWER -> plainRun++;
        case UPPER -> {
          if (c == 'J' && i >= begin + 2 && text.charAt(i - 1) == 'y') {
            return false; // perhaps a JSON Web Token
          }
          upper++;
          plainRun++;
        }
        case DIGIT -> {
          digits++;
          plainRun++;
        }
        case JOINT -> plainRun = 0;
        case SUSPECT -> {
          return false;
        }
        default -> {
          if (c == '.' && before == DIGIT && ++dotsAfterDigit == 3) {
            return false;
          }
          run = -1;
          plainRun = 0;
          digits = 0;
          upper = 0;
        }
      }
      run++;
      if (digits > MAX_DIGITS || plainRun > MAX_RUN || run > MAX_RUN && digits > 0 && upper > 0) {
        return false;
      }
      before = kind;
    }
    return true;
  }
}
