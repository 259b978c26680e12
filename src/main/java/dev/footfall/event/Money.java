package dev.footfall.event;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an event is worth: a decimal with a currency, never one without the other. Equal amounts are
 * equal, however many zeros were written.
 *
 * @param currency three capital letters, as ISO 4217 has them
 */
public record Money(BigDecimal amount, String currency) {
  private static final Pattern CURRENCY = Pattern.compile("[A-Za-z]{3}");

  public Money {
    amount = plain(amount);
  }

  /** From the parameters {@code value} and {@code currency}; null unless both make sense. */
  public static @Nullable Money of(Map<String, ParameterValue> params) {
    ParameterValue value = params.get("value");
    ParameterValue currency = params.get("currency");
    if (value == null || currency == null || !CURRENCY.matcher(currency.text()).matches()) {
      return null;
    }
    String number = DecimalText.plain(value.text());
    return number == null
        ? null
        : new Money(new BigDecimal(number), currency.text().toUpperCase(Locale.ROOT));
  }

  /** In the one form that equal numbers have: without needless zeros, with no exponent. */
  public static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
