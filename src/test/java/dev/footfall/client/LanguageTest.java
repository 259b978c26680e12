package dev.footfall.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fr-FR,fr;q=0.9,en-US;q=0.8 | fr",
        "de-AT | de",
        "DE | de",
        "en;q=0.5, nl;q=0.8, de;q=0.8 | nl",
        "*, en;q=0.1 | en",
        "zh-Hant-TW | zh",
        "gsw-CH | gsw",
        "en_US | en",
        "de;q=0, en;q=0.3 | en",
        "de;q=x, en;q=0.3 | en",
        "de; q=0.2, en; q=0.3 | en",
        "* |",
        "'' |",
        "jane.doe |",
        "english |",
        "d |",
        "de;q=0 |",
      })
  void primarySubtagOfTheMostWanted(String header, String language) {
    assertThat(Language.mostWanted(header)).isEqualTo(language);
  }
}
