package dev.footfall.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          12.50,  EUR, 12.5
          12.50,  eur, 12.5
          -3,     EUR,
          0.00,   EUR, 0
          1e3,    EUR, 1000
          100,    EUR, 100
          999999999999.99, EUR, 999999999999.99
          1000000000000,   EUR,
          1e12,   EUR,
          NaN,    EUR,
          12.50,  XYZ,
          12.50,  EU,
          12.50,  €,
          12.50,  ,
          12.50,  euros,
          12.50,  '',
          12.5.0, EUR,
          much,   EUR,
          1e999999999, EUR,
          ,       EUR,
          """)
  @DisplayName("Values are decimals with a currency")
  void readsAnAmountWithItsCurrency(String value, String currency, String expected) {
    EventDraft draft = EventDraft.minutes(0);
    if (value != null) {
      draft.param("value", value);
    }
    if (currency != null) {
      draft.param("currency", currency);
    }

    assertThat(Money.of(draft.event().params()))
        .isEqualTo(expected == null ? null : new Money(new BigDecimal(expected), "EUR"));
  }

  @Test
  void equalAmountsAreEqual() {
    assertThat(new Money(new BigDecimal("1E+2"), "EUR"))
        .isEqualTo(new Money(new BigDecimal("100.00"), "EUR"))
        .isNotEqualTo(new Money(new BigDecimal("100"), "USD"));
    assertThat(Money.plain(new BigDecimal("1E+2")).toString()).isEqualTo("100");
  }
}
