package dev.footfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.local.EmbeddedKafka;
import dev.footfall.privacy.DayKeys;
import dev.footfall.sink.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code run} finds wrong with a real broker before anything is consumed. */
class RunIT {
  @TempDir private static Path folder;
  private static EmbeddedKafka kafka;
  private static Path config;

  @BeforeAll
  static void start() throws IOException {
    kafka = EmbeddedKafka.start();
    kafka.createTopic("otlp_spans", 2, Map.of("message.timestamp.type", "LogAppendTime"));
    kafka.createTopic("any-time", 1);
    for (Output output : Output.values()) {
      kafka.createTopic("footfall." + output.suffix(), 1);
    }
    DayKeys.generate(folder.resolve("keys.txt"), LocalDate.now().minusDays(2), 30);
    config =
        Files.writeString(
            folder.resolve("footfall.yaml"),
            """
            kafka: {brokers: "%s"}
            privacy: {key_ring: keys.txt}
            """
                .formatted(kafka.bootstrapServers()));
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void saysWhatItWouldDoAndStartsNothing() {
    Cli cli = dryRun();

    assertThat(cli.err()).isEmpty();
    assertThat(cli.code()).isZero();
    assertThat(cli.out())
        .contains("reads   otlp_spans from " + kafka.bootstrapServers())
        .contains("as group footfall, from committed to never")
        .contains("footfall.events")
        .contains("keys    " + folder.resolve("keys.txt"));
  }

  @Test
  void endsWith4WhereNoBrokerAnswers() {
    Cli cli = dryRun("kafka.brokers=localhost:1");

    assertThat(cli.code()).isEqualTo(4);
    assertThat(cli.err()).contains("kafka.brokers localhost:1: ").doesNotContain("\tat ");
  }

  @Test
  void endsWith4ForTopicsThatAreNotThereAndNamesThemAll() {
    Cli cli = dryRun("source.topics=[otlp_spans, other]", "sink.topic_prefix=nobody");

    assertThat(cli.code()).isEqualTo(4);
    assertThat(cli.err())
        .isEqualTo(
            """
            source.topics: other does not exist
            sink: create the missing topics nobody.events, nobody.sessions, nobody.funnels, nobody.performance, nobody.traffic, nobody.accounting, nobody.dead-letters
            """);
  }

  @Test
  void endsWith5ForATransactionTimeoutAboveTheBrokersLimit() {
    Cli cli = dryRun("sink.transaction_timeout=1h");

    assertThat(cli.code()).isEqualTo(5);
    assertThat(cli.err())
        .isEqualTo(
            "sink.transaction_timeout: 3600 s is above the broker's transaction.max.timeout.ms of"
                + " 900 s\n");
  }

  @Test
  void warnsAndGoesOnWhereTheJobWouldRunAllTheSame() {
    Cli cli = dryRun("source.topics=any-time");

    assertThat(cli.code()).isZero();
    assertThat(cli.err())
        .startsWith("warning: source.topics: any-time lets producers set any time");
  }

  private static Cli dryRun(String... overrides) {
    List<String> args = new ArrayList<>(List.of("run", "--dry-run", "--config", config.toString()));
    for (String override : overrides) {
      args.addAll(List.of("--set", override));
    }
    return Cli.run(args.toArray(String[]::new));
  }
}
