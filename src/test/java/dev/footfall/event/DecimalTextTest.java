package dev.footfall.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTextTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.50, 0.50",
    "29.90, 29.90",
    "-3.5, -3.5",
    "+7, 7",
    "007, 7",
    ".5, 0.5",
    "5., 5",
    "1E3, 1000",
    "1.5e-3, 0.0015",
    "12345678901234567890.12, 12345678901234567890.12"
  })
  void numberIsWrittenAsJsonWritesIt(String text, String plain) {
    assertThat(DecimalText.plain(text)).isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", ".", "-", "29,90", "NaN", "Infinity", "1e999999999", "1e-70", "0x10"})
  void whatIsNoDecimalNumberOrTooLongIsNone(String text) {
    assertThat(DecimalText.plain(text)).isNull();
  }
}
