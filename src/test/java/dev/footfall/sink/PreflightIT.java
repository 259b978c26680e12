package dev.footfall.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.local.EmbeddedKafka;
import dev.footfall.sink.Preflight.Finding;
import dev.footfall.sink.Preflight.Severity;
import dev.footfall.source.KafkaSettings;
import dev.footfall.source.SourceSettings;
import dev.footfall.source.SourceSettings.Start;
import dev.footfall.source.SourceSettings.Stop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PreflightIT {
  private static EmbeddedKafka broker;
  private static KafkaSettings kafka;

  @BeforeAll
  static void startTheBroker() {
    broker = EmbeddedKafka.start();
    kafka = new KafkaSettings(broker.bootstrapServers(), Map.of());
    Map<String, String> careful = Map.of("message.timestamp.after.max.ms", "3600000");
    broker.createTopic("spans", 1, careful);
    broker.createTopic("stamped", 1, Map.of("message.timestamp.type", "LogAppendTime"));
    broker.createTopic("any-time", 1);
    for (Output output : Output.values()) {
      broker.createTopic("footfall." + output.suffix(), 1);
      broker.createTopic("small." + output.suffix(), 1, Map.of("max.message.bytes", "1000"));
    }
  }

  @AfterAll
  static void stopTheBroker() {
    broker.close();
  }

  @Test
  void findsNothingWhereAllIsWell() {
    assertThat(Preflight.check(kafka, source("spans", "stamped"), SinkSettings.DEFAULTS)).isEmpty();
  }

  @Test
  void saysAllThatIsWrongAtOnce() {
    assertThat(
            Preflight.check(
                kafka, source("spans", "nowhere"), sink("other", Duration.ofSeconds(901))))
        .containsExactly(
            unreachable("source.topics: nowhere does not exist"),
            unreachable(
                "sink: create the missing topics other.events, other.sessions,"
                    + " other.funnels, other.performance, other.traffic, other.accounting,"
                    + " other.dead-letters"),
            failed(
                "sink.transaction_timeout: 901 s is above the broker's transaction.max.timeout.ms"
                    + " of 900 s"));
  }

  @Test
  void topicThatTakesOnlySmallRecordsIsRefused() {
    assertThat(Preflight.check(kafka, source("spans"), sink("small", Duration.ofMinutes(15))))
        .hasSize(Output.values().length)
        .contains(
            failed(
                "sink: small.events takes records up to 1000 bytes; max.message.bytes must be above"
                    + " 1000000"));
  }

  @Test
  void warnsOfATopicThatLetsProducersSetAnyTime() {
    List<Finding> findings = Preflight.check(kafka, source("any-time"), SinkSettings.DEFAULTS);

    assertThat(findings).singleElement().extracting(Finding::severity).isEqualTo(Severity.WARNING);
    assertThat(findings.get(0).message())
        .startsWith("source.topics: any-time lets producers set any time");
  }

  @Test
  void silentBrokerIsUnreachable() {
    long start = System.nanoTime();

    List<Finding> findings =
        Preflight.check(
            new KafkaSettings("localhost:1", Map.of()), source("spans"), SinkSettings.DEFAULTS);

    assertThat(findings)
        .containsExactly(
            new Finding(
                Severity.UNREACHABLE,
                "kafka.brokers localhost:1: asked for topic spans: no broker answered within 8 s"));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void addressThatDoesNotResolveIsUnreachable() {
    List<Finding> findings =
        Preflight.check(
            new KafkaSettings("no.such.host.invalid:9092", Map.of()),
            source("spans"),
            SinkSettings.DEFAULTS);

    assertThat(findings)
        .singleElement()
        .extracting(Finding::severity)
        .isEqualTo(Severity.UNREACHABLE);
    assertThat(findings.get(0).message()).contains("no.such.host.invalid:9092");
  }

  @Test
  void secretThatCannotBeReadIsNamedByItsReference() {
    List<Finding> findings =
        Preflight.check(
            new KafkaSettings(
                broker.bootstrapServers(),
                Map.of("ssl.key.password", "${env:FOOTFALL_NO_SUCH_VARIABLE}")),
            source("spans"),
            SinkSettings.DEFAULTS);

    assertThat(findings)
        .singleElement()
        .extracting(Finding::severity)
        .isEqualTo(Severity.UNREACHABLE);
    assertThat(findings.get(0).message()).contains("FOOTFALL_NO_SUCH_VARIABLE");
  }

  private static Finding unreachable(String message) {
    return new Finding(Severity.UNREACHABLE, message);
  }

  private static Finding failed(String message) {
    return new Finding(Severity.FAILED, message);
  }

  private static SourceSettings source(String... topics) {
    return new SourceSettings(List.of(topics), "g", Start.COMMITTED, Stop.NEVER, Map.of());
  }

  private static SinkSettings sink(String prefix, Duration transactionTimeout) {
    return new SinkSettings(
        prefix, Map.of(), prefix, transactionTimeout, Map.of(), false, 1000, null);
  }
}
