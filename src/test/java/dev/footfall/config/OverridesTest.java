package dev.footfall.config;

import static dev.footfall.config.Configurations.LEAST;
import static dev.footfall.config.Configurations.found;
import static dev.footfall.config.Configurations.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OverridesTest {

  @Test
  void putsAValueOverTheFiles() {
    Settings settings =
        read(
            LEAST + "time:\n  quiet_gap: 10s\n  idleness: 1m\n",
            "time.quiet_gap=1s",
            "kafka.brokers=other:9092");

    assertThat(settings.time().quietGap()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.time().idleness()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.kafka().brokers()).isEqualTo("other:9092");
  }

  @Test
  void letsTheLastOneWin() {
    assertThat(read(LEAST, "tenant=a", "tenant=b").privacy().tenant()).isEqualTo("b");
  }

  @Test
  void addsSectionsThatTheFileDoesNotHave() {
    Settings settings = read(LEAST, "source.topics=[a, b]", "source.stop.a={0: 1}");

    assertThat(settings.source().topics()).containsExactly("a", "b");
    assertThat(settings.source().stop().offsets()).containsOnlyKeys("a");
  }

  @Test
  void keepsTheDotsOfClientProperties() {
    assertThat(read(LEAST, "kafka.properties.client.id=me").kafka().properties())
        .containsEntry("client.id", "me");
  }

  @Test
  void unsetsWithAnEmptyValue() {
    assertThat(read(LEAST + "source: {stop: latest}\n", "source.stop=").source().stop().isBounded())
        .isFalse();
  }

  @Test
  void namesTheFlagInErrors() {
    assertThat(found(LEAST + "rules: []\n", "time.quiet_gap=10x", "tim.e=1", "x", "tenant.a.b=1"))
        .extracting(Problem::toString)
        .containsExactly(
            "--set: expects path=value, such as time.quiet_gap=10s",
            "--set time.quiet_gap: time.quiet_gap is not a time such as 500ms, 10s, 5m, 2h",
            "--set tenant.a.b: tenant must be one value",
            "--set tim.e: unknown key tim; did you mean time? Allowed here: assembly, catalog, events,"
                + " funnels, kafka, performance, privacy, rules, sessions, sink, source, tenant,"
                + " time, transactions, visitors");
  }

  @Test
  void doesNotReachIntoLists() {
    assertThat(found(LEAST + "rules: []\n", "rules.0.id=a"))
        .extracting(Problem::toString)
        .containsExactly(
            "--set rules.0.id: a list can only be set as a whole, such as 'source.topics=[a, b]'");
  }
}
