package dev.footfall.event;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Reads decimal numbers as senders write them, and writes them as JSON does. */
public final class DecimalText {
  /** Longer ones, also once their exponent is written out, are no money and no count. */
  private static final int MAX_LENGTH = 64;

  /** No shop sells for a million million: such a number is a mistake, and no sum outlives it. */
  static final BigDecimal TOO_MUCH = BigDecimal.TEN.pow(12);

  private DecimalText() {}

  /** The number without exponent, sign plus or needless zeros in front; null where it is none. */
  public static @Nullable String plain(String text) {
    if (isPlain(text)) {
      return text;
    }
    if (text.length() > MAX_LENGTH) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(text.strip());
      return number.precision() + Math.abs((long) number.scale()) > MAX_LENGTH
          ? null
          : number.toPlainString();
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /**
   * The number in its plain form where it may be an amount of something: not negative, and below
   * {@link #TOO_MUCH}. Null else.
   */
  public static @Nullable String amount(String text) {
    String plain = plain(text);
    return plain == null || !isAmount(new BigDecimal(plain)) ? null : plain;
  }

  /** Whether there may be as much of something. */
  static boolean isAmount(BigDecimal number) {
    return number.signum() >= 0 && number.compareTo(TOO_MUCH) < 0;
  }

  /** The same for a whole number, without decimals, even those that are zero. */
  public static @Nullable String whole(String text) {
    String amount = amount(text);
    if (amount == null || amount.indexOf('.') < 0) {
      return amount;
    }
    BigDecimal number = Money.plain(new BigDecimal(amount));
    return number.scale() == 0 ? number.toPlainString() : null;
  }

  /** Whether the text is already what would be written: the common case, without parsing. */
  private static boolean isPlain(String text) {
    int length = text.length();
    int digits = 0;
    int dot = -1;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c == '.' && dot < 0) {
        dot = i;
      } else if (c >= '0' && c <= '9') {
        digits++;
      } else {
        return false;
      }
    }
    boolean needlessZero = length > 1 && text.charAt(0) == '0' && dot != 1;
    return digits > 0 && length <= MAX_LENGTH && dot != 0 && dot != length - 1 && !needlessZero;
  }
}
