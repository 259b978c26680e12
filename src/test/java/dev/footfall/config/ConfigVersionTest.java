package dev.footfall.config;

import static dev.footfall.config.Configurations.LEAST;
import static dev.footfall.config.Configurations.read;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConfigVersionTest {
  private static final String RULES = "rules: [{id: a, event: b, match: {method: [GET, POST]}}]\n";

  @Test
  void isTwelveHexDigits() {
    assertThat(version(LEAST)).matches("[0-9a-f]{12}");
  }

  @Test
  void staysWhenOnlyTheWritingChanges() {
    String moved = "# a comment\nrules:\n- event: b\n  id: a\n  match: {method: [POST, GET]}\n";

    assertThat(version(moved + LEAST)).isEqualTo(version(LEAST + RULES));
    assertThat(version(LEAST + "time: {quiet_gap: 10000ms}\n")).isEqualTo(version(LEAST));
  }

  @Test
  void staysWhenOnlyPlacesAndSecretsChange() {
    assertThat(
            version(
                LEAST,
                "kafka.brokers=other:1",
                "kafka.properties.ssl.key.password=${env:PW}",
                "source.start=earliest",
                "source.stop=latest",
                "privacy.key_ring=other",
                "assembly.memory=1gb",
                "time.idleness=0s",
                "sink.topic_prefix=replay"))
        .isEqualTo(version(LEAST));
  }

  @Test
  void changesWithWhatDecidesTheOutput() {
    assertThat(version(LEAST + RULES)).isNotEqualTo(version(LEAST));
    assertThat(version(LEAST, "time.quiet_gap=11s")).isNotEqualTo(version(LEAST));
    assertThat(version(LEAST, "assembly.max_spans=9")).isNotEqualTo(version(LEAST));
    assertThat(version(LEAST, "privacy.device_cookies=did")).isNotEqualTo(version(LEAST));
    assertThat(version(LEAST, "tenant=b")).isNotEqualTo(version(LEAST));
  }

  private static String version(String yaml, String... overrides) {
    return read(yaml, overrides).events().configVersion();
  }
}
