package dev.footfall.event;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an event is worth: a decimal with a currency, never one without the other. Equal amounts are
 * equal, however many zeros were written.
 *
 * @param currency three capital letters, as ISO 4217 has them
 */
public record Money(BigDecimal amount, String currency) {
  /** The parameters of an event that say what it is worth. */
  public static final String VALUE = "value";

  public static final String CURRENCY = "currency";

  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  public Money {
    amount = plain(amount);
  }

  /**
   * From the parameters {@code value} and {@code currency}; null unless both make sense: a currency
   * of ISO 4217, an amount that is not negative and below a million million.
   */
  public static @Nullable Money of(Map<String, ParameterValue> params) {
    ParameterValue value = params.get(VALUE);
    ParameterValue currency = params.get(CURRENCY);
    if (value == null || currency == null || !isCurrency(currency.text())) {
      return null;
    }
    String number = DecimalText.amount(value.text());
    return number == null
        ? null
        : new Money(new BigDecimal(number), currency.text().toUpperCase(Locale.ROOT));
  }

  /** Whether ISO 4217 has it, in capitals or not. */
  public static boolean isCurrency(String text) {
    return text.length() == 3 && CURRENCIES.contains(text.toUpperCase(Locale.ROOT));
  }

  /** In the one form that equal numbers have: without needless zeros, with no exponent. */
  public static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
