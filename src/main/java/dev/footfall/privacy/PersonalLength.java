package dev.footfall.privacy;

import com.google.common.net.InetAddresses;

/**
 * What an expression alone cannot tell: how many characters of something that looks personal are
 * so, by check digits, syntax or randomness; 0 for none.
 */
final class PersonalLength {
  private static final int MIN_IBAN = 15;

  private PersonalLength() {}

  /** The longest beginning, up to a separator or the end, whose check digits hold (ISO 7064). */
  static int iban(String text) {
    int remainder = 0;
    int letters = 0;
    int longest = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isLetterOrDigit(c) && ++letters > 4) {
        remainder = append(remainder, c);
      }
      boolean last = i + 1 == text.length() || !Character.isLetterOrDigit(text.charAt(i + 1));
      if (last && letters >= MIN_IBAN && checksOut(remainder, text)) {
        longest = i + 1;
      }
    }
    return longest;
  }

  private static boolean checksOut(int remainder, String text) {
    for (int i = 0; i < 4; i++) {
      remainder = append(remainder, text.charAt(i));
    }
    return remainder == 1;
  }

  private static int append(int remainder, char c) {
    int value = Character.getNumericValue(c);
    return (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }

  /** All of it, or nothing, by the Luhn check. */
  static int card(String text) {
    int sum = 0;
    int digits = 0;
    for (int i = text.length() - 1; i >= 0; i--) {
      int digit = text.charAt(i) - '0';
      if (digit >= 0 && digit <= 9) {
        int weighted = digits++ % 2 == 1 ? digit * 2 : digit;
        sum += weighted > 9 ? weighted - 9 : weighted;
      }
    }
    return sum % 10 == 0 ? text.length() : 0;
  }

  /**
   * All but what ends the sentence around an IPv6 address; not the short {@code ::1} and its like.
   */
  static int ipv6(String text) {
    int begin = text.startsWith(":") && !text.startsWith("::") ? 1 : 0;
    int end = text.length();
    while (end > begin && (text.charAt(end - 1) == '.' || text.charAt(end - 1) == ':')) {
      end--;
    }
    int colons = 0;
    for (int i = begin; i < end; i++) {
      colons += text.charAt(i) == ':' ? 1 : 0;
    }
    if (text.startsWith("::", begin) || colons < 2 || colons > 7) {
      return 0;
    }
    for (int e : new int[] {Math.min(end + 2, text.length()), end}) {
      if (InetAddresses.isInetAddress(text.substring(begin, e))) {
        return e;
      }
    }
    return 0;
  }

  /**
   * All of a run of 32 or more, if 32 letters and digits stand in a row with a digit among them, or
   * if it has small letters, capitals and digits that change places as chance would have it: at
   * four in ten neighbours, separators left out. Random base64 does at six in ten; the words,
   * numbers and sizes of a product's name at less than four.
   */
  static int token(String text) {
    int row = 0;
    int rowDigits = 0;
    int changes = 0;
    int kinds = 0;
    int counted = 0;
    int before = 0;
    for (int i = 0; i < text.length(); i++) {
      int kind = kind(text.charAt(i));
      row = kind == 0 ? 0 : row + 1;
      rowDigits = kind == 0 ? 0 : rowDigits + (kind == 4 ? 1 : 0);
      if (row >= 32 && rowDigits > 0) {
        return text.length();
      }
      if (kind != 0) {
        counted++;
        changes += before != 0 && before != kind ? 1 : 0;
        kinds |= kind;
        before = kind;
      }
    }
    return kinds == 7 && changes * 10 >= counted * 4 ? text.length() : 0;
  }

  private static int kind(char c) {
    if (c >= 'a' && c <= 'z') {
      return 1;
    }
    if (c >= 'A' && c <= 'Z') {
      return 2;
    }
    return c >= '0' && c <= '9' ? 4 : 0;
  }
}
