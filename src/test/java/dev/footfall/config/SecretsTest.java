package dev.footfall.config;

import static dev.footfall.config.Configurations.LEAST;
import static dev.footfall.config.Configurations.found;
import static dev.footfall.config.Configurations.problems;
import static dev.footfall.config.Configurations.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  private static final String REST = "privacy: {key_ring: k}\nevents: {default_rules: none}\n";

  @Test
  void namesTheKeyOfALiteralSecret() {
    assertThat(
            problems(
                """
                kafka:
                  brokers: "b:1"
                  properties:
                    ssl.keystore.password: hunter2
                    ssl.keystore.key: ${env:PEM}
                    ssl.key.password: hunter${env:TWO}
                """
                    + REST))
        .containsExactly(
            "4:5 kafka.properties.ssl.keystore.password holds a secret; write ${env:NAME} or"
                + " ${file:/path} instead of its value",
            "6:5 kafka.properties.ssl.key.password holds a secret; write ${env:NAME} or"
                + " ${file:/path} instead of its value");
  }

  @Test
  void takesAReferenceForASecretAndDoesNotResolveIt() {
    assertThat(
            read(
                    LEAST,
                    "sink.properties.sasl.jaas.config=Login required user=\"me\" password=\"${env:PW}\";")
                .sink()
                .properties())
        .containsEntry("sasl.jaas.config", "Login required user=\"me\" password=\"${env:PW}\";");
  }

  @Test
  void knowsKafkasOwnKeysThatOnlySoundSecret() {
    assertThat(
            problems(
                LEAST,
                "kafka.properties.sasl.oauthbearer.token.endpoint.url=https://login/token",
                "kafka.properties.ssl.key.password=${file:/run/pw}"))
        .isEmpty();
  }

  @Test
  void refusesReferencesThatNobodyResolves() {
    assertThat(
            problems(LEAST, "kafka.properties.client.id=${vault:x}", "kafka.properties.b=${env:}"))
        .hasSize(2)
        .allMatch(problem -> problem.contains("has a reference that cannot be resolved"));
    assertThat(
            problems(
                LEAST,
                "kafka.properties.config.providers=vault",
                "kafka.properties.ssl.key.password=${vault:a:b}"))
        .isEmpty();
  }

  @Test
  void refusesPropertiesThatASettingDecides() {
    assertThat(problems(LEAST, "source.properties.group.id=g"))
        .containsExactly("1:1 source.properties.group.id is decided by source.group");
  }

  /** Each of these is wrong somewhere near the secret. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka:\n  properties: {ssl.key.password: hunter2}\n",
        "kafka:\n  properties:\n    ssl.key.password:\n      - hunter2\n",
        "kafka:\n  properties:\n    sasl.jaas.config: |\n      Login\n      password=hunter2;\n",
        "kafka:\n  properties: {my.token: hunter2, x: [}\n",
        "kafka:\n  properties: {my.token: *hunter2}\n",
        "kafka:\n  properties: {my.token: \"a\n  hunter2 \\q\"}\n",
        "kafka: {password: hunter2}\n",
        "kafka: {password: {a: hunter2}}\n",
        "password: hunter2\n",
        "kafka:\n  properties: {a.password: hunter2, a.password: hunter2}\n",
        "time: {quiet_gap: x, password: hunter2}\n",
      })
  void showsNoSecretWhateverIsWrong(String yaml) {
    List<Problem> found = found(yaml);

    assertThat(found).isNotEmpty();
    assertThat(new InvalidSettings(found).getMessage()).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka.properties.ssl.key.password=hunter2",
        "kafka.password=hunter2",
        "kafka.properties.ssl.key.password=[hunter2",
        "kafka.properties.sasl.jaas.config=Login password=hunter2;",
        "time.quiet_gap=hunter2",
      })
  void showsNoSecretOfAnOverride(String override) {
    List<Problem> found = found(LEAST, override);

    assertThat(found).isNotEmpty();
    assertThat(new InvalidSettings(found).getMessage()).doesNotContain("hunter2");
  }
}
