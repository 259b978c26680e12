package dev.footfall.funnel;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An amount with its currency; equal amounts are equal, however many zeros were written.
 *
 * @param currency three capital letters, as ISO 4217 has them
 */
public record Money(BigDecimal amount, String currency) {
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,24}(\\.[0-9]{1,12})?");
  private static final Pattern CURRENCY = Pattern.compile("[A-Za-z]{3}");

  public Money {
    amount = plain(amount);
  }

  /** Without a currency, and without a plain decimal number, there is none. */
  static @Nullable Money of(@Nullable String amount, @Nullable String currency) {
    BigDecimal number = decimal(amount);
    return number == null || currency == null || !CURRENCY.matcher(currency).matches()
        ? null
        : new Money(number, currency.toUpperCase(Locale.ROOT));
  }

  /** The number that a text is; null where it is none, or longer than money is. */
  static @Nullable BigDecimal decimal(@Nullable String text) {
    return text == null || !DECIMAL.matcher(text).matches() ? null : plain(new BigDecimal(text));
  }

  /** In the one form that equal numbers have. */
  static BigDecimal plain(BigDecimal number) {
    return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
  }
}
