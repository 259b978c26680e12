package dev.footfall.session;

import dev.footfall.event.ParameterValue;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an event is worth: a decimal with a currency, never one without the other.
 *
 * @param currency three capital letters, as ISO 4217 has them
 */
record Money(String currency, BigDecimal amount) {
  /** Digits of an amount, its zeros included; what is longer is no money. */
  private static final int MAX_DIGITS = 64;

  private static final Pattern CURRENCY = Pattern.compile("[A-Za-z]{3}");

  /** From the parameters {@code value} and {@code currency}; null unless both make sense. */
  static @Nullable Money of(Map<String, ParameterValue> params) {
    ParameterValue value = params.get("value");
    ParameterValue currency = params.get("currency");
    if (value == null || currency == null || !CURRENCY.matcher(currency.text()).matches()) {
      return null;
    }
    BigDecimal amount = amount(value.text());
    return amount == null ? null : new Money(currency.text().toUpperCase(Locale.ROOT), amount);
  }

  /** With a scale of at least 0; null where the text is no number of reasonable length. */
  private static @Nullable BigDecimal amount(String text) {
    if (text.length() > MAX_DIGITS) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(text.strip());
      if (number.precision() + Math.abs((long) number.scale()) > MAX_DIGITS) {
        return null;
      }
      return number.scale() < 0 ? number.setScale(0) : number;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
