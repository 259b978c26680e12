package dev.footfall.config;

import static dev.footfall.config.Configurations.LEAST;
import static dev.footfall.config.Configurations.found;
import static dev.footfall.config.Configurations.problems;
import static dev.footfall.config.Configurations.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.performance.PerformanceSettings;
import dev.footfall.sink.Output;
import dev.footfall.sink.SinkSettings;
import dev.footfall.source.SourceSettings;
import dev.footfall.source.SourceSettings.StartAt;
import dev.footfall.source.SourceSettings.StopAt;
import dev.footfall.source.TimeSettings;
import dev.footfall.trace.AssemblySettings;
import dev.footfall.visitor.VisitorSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadSettingsTest {

  @Test
  void takesDefaultsForWhatIsNotSaid() {
    Settings settings = read(LEAST);

    assertThat(settings.kafka().brokers()).isEqualTo("localhost:9092");
    assertThat(settings.source())
        .isEqualTo(
            new SourceSettings(
                List.of("otlp_spans"),
                "footfall",
                SourceSettings.Start.COMMITTED,
                SourceSettings.Stop.NEVER,
                Map.of()));
    assertThat(settings.time()).isEqualTo(TimeSettings.DEFAULTS);
    assertThat(settings.assembly()).isEqualTo(AssemblySettings.DEFAULTS);
    assertThat(settings.sink()).isEqualTo(SinkSettings.DEFAULTS);
    assertThat(settings.visitors()).isEqualTo(VisitorSettings.DEFAULTS);
    assertThat(settings.performance()).isEqualTo(PerformanceSettings.DEFAULTS);
    assertThat(settings.privacy().keyRing()).isEqualTo("/etc/keys.txt");
    assertThat(settings.privacy().rotateAt()).isEqualTo(LocalTime.of(4, 0));
    assertThat(settings.privacy().consentCookie()).isNull();
    assertThat(settings.events().apiPaths()).containsExactly("/api/**", "/graphql");
  }

  @Test
  void readsEverySection() {
    Settings settings =
        read(
            """
            tenant: shop
            kafka: {brokers: "a:1,b:2", properties: {security.protocol: SSL, linger.ms: 5}}
            source:
              topics: [spans, more-spans]
              group: g
              start: 2026-11-24T09:00:00+01:00
              stop: {spans: {0: 120, 1: 97}}
            time: {out_of_orderness: 1s, quiet_gap: 200ms, late_horizon: 1h, event_delay: 2m, idleness: 1d}
            assembly: {memory: 1gb, max_spans: 7, max_bytes: 512kb, max_arrival_span: 1m}
            privacy:
              key_ring: /keys
              time_zone: Europe/Berlin
              rotate_at: "03:30"
              allowed_query: size
              redact: {order.no: "A[0-9]+"}
              device_cookies: [did]
              trusted_proxies: 1
              session_is_only_id: true
              consent: {cookie: consent, values: [all, stats]}
            events: {default_rules: none, match: all, entry_services: frontend}
            sessions: {gap: 10m}
            visitors: {memory: 64mb, funnel_update_interval: 1s}
            funnels: [{id: purchase, steps: [page_view, file_download]}]
            performance: {window: 5m}
            sink:
              topic_prefix: ff
              topics: {dead-letters: poison}
              transactional_id_prefix: ff-1
              transaction_timeout: 10m
              trace_ids: true
              dead_letter_payload: 1kb
            x-notes: {anything: [at, all]}
            """);

    assertThat(settings.kafka().properties())
        .isEqualTo(Map.of("security.protocol", "SSL", "linger.ms", "5"));
    assertThat(settings.source().topics()).containsExactly("spans", "more-spans");
    assertThat(settings.source().start())
        .isEqualTo(
            new SourceSettings.Start(StartAt.TIMESTAMP, Instant.parse("2026-11-24T08:00:00Z")));
    assertThat(settings.source().stop())
        .isEqualTo(
            new SourceSettings.Stop(
                StopAt.OFFSETS, null, Map.of("spans", Map.of(0, 120L, 1, 97L))));
    assertThat(settings.time())
        .isEqualTo(
            new TimeSettings(
                Duration.ofSeconds(1),
                Duration.ofMillis(200),
                Duration.ofHours(1),
                Duration.ofMinutes(2),
                Duration.ofDays(1)));
    assertThat(settings.assembly())
        .isEqualTo(new AssemblySettings(1L << 30, 7, 512 << 10, Duration.ofMinutes(1)));
    assertThat(settings.privacy().keyRing()).isEqualTo("/keys");
    assertThat(settings.privacy().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(settings.privacy().allowedQuery()).containsExactly("size");
    assertThat(settings.privacy().patterns()).isEqualTo(Map.of("order.no", "A[0-9]+"));
    assertThat(settings.privacy().trustedProxies()).isEqualTo(1);
    assertThat(settings.privacy().consentValues()).isEqualTo(Set.of("all", "stats"));
    assertThat(settings.privacy().tenant()).isEqualTo("shop");
    assertThat(settings.events().matchAll()).isTrue();
    assertThat(settings.visitors().sessions().gap()).isEqualTo(Duration.ofMinutes(10));
    assertThat(settings.visitors().sessions().lateHorizon()).isEqualTo(Duration.ofHours(1));
    assertThat(settings.visitors().memoryBytes()).isEqualTo(64L << 20);
    assertThat(settings.visitors().funnelUpdateInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.visitors().funnels()).hasSize(1);
    assertThat(settings.performance().window()).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.sink())
        .isEqualTo(
            new SinkSettings(
                "ff",
                Map.of(Output.DEAD_LETTERS, "poison"),
                "ff-1",
                Duration.ofMinutes(10),
                Map.of(),
                true,
                1024,
                null));
  }

  @Test
  void saysAllThatIsWrongAtOnceInTheOrderOfTheFile() {
    assertThat(
            problems(
                """
                kafka:
                  properties: {}
                time: {quiet_gap: 10x}
                privacy:
                  time_zon: UTC
                  rotate_at: 4
                sink:
                  dead_letter_payload: huge
                """))
        .containsExactly(
            "1:1 kafka.brokers is required",
            "3:19 time.quiet_gap is not a time such as 500ms, 10s, 5m, 2h",
            "4:1 privacy.key_ring is required",
            "5:3 unknown key privacy.time_zon; did you mean time_zone? Allowed here: allowed_query,"
                + " consent, device_cookies, key_ring, redact, rotate_at, session_is_only_id,"
                + " time_zone, trusted_proxies",
            "6:14 privacy.rotate_at is not a time of day such as \"04:00\"",
            "8:24 sink.dead_letter_payload is not a size such as 64kb, 128mb, 1gb");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          time: 5                             | 1:7 time must be a mapping, key: value
          time: {idleness: [1s]}              | 1:18 time.idleness must be one value
          time: {quiet_gap: 0s}               | 1:19 time.quiet_gap must not be 0
          time: {event_delay: 1s}             | 1:21 time.event_delay makes event_delay shorter than quiet_gap: no event could keep its own time
          transactions: {retention: 10m}      | 1:27 transactions.retention is shorter than late_horizon, max_arrival_span and quiet_gap together: a transaction would be forgotten while its events are still revised
          transactions: {retention: 4000d}    | 1:27 transactions.retention must be at most 3660d
          assembly: {max_spans: 0}            | 1:23 assembly.max_spans must be at least 1
          assembly: {max_spans: many}         | 1:23 assembly.max_spans is not a whole number
          assembly: {max_bytes: 4gb}          | 1:23 assembly.max_bytes must be 1b to 2047mb
          assembly: {max_bytes: 9999999999gb} | 1:23 assembly.max_bytes is not a size such as 64kb, 128mb, 1gb
          source: {topics: []}                | 1:18 source.topics needs a topic
          source: {topics: [a, b c]}          | 1:22 source.topics[1] is not a topic's name: letters, digits, dot, _ and - only
          source: {start: yesterday}          | 1:17 source.start is not earliest, latest, committed or a time such as 2026-11-24T08:00:00Z
          source: {stop: 2026-11-24}          | 1:16 source.stop is not latest, a time such as 2026-11-24T08:00:00Z or {topic: {partition: offset}}
          source: {stop: {other: {0: 1}}}     | 1:24 source.stop.other is not among source.topics
          source: {stop: {otlp_spans: {0: x}}} | 1:33 source.stop.otlp_spans.0 is not an offset
          sink: {trace_ids: "yes"}            | 1:19 sink.trace_ids must be true or false
          sink: {transaction_timeout: 0s}     | 1:29 sink.transaction_timeout must be 1ms to 24d
          source: {group: "${env:G}"}         | 1:17 source.group holds a reference, which only brokers and properties may
          sink: {topics: {dead_letters: a}}   | 1:17 unknown key sink.topics.dead_letters; did you mean dead-letters? Allowed here: accounting, dead-letters, events, funnels, performance, sessions, traffic
          source: {group: ""}                 | 1:17 source.group is empty
          source: {stop: {otlp_spans: {0: -1}}} | 1:33 source.stop.otlp_spans.0 is not an offset
          source: {stop: {otlp_spans: {a: 1}}} | 1:33 source.stop.otlp_spans.a does not stand under a partition's number
          tenant: ""                          | 1:9 tenant is empty
          tenant: [a]                         | 1:9 tenant must be one value
          sink: {trace_ids: true, trace_ids: false} | 1:25 sink.trace_ids is there twice, first at line 1
          sinks: {}                           | 1:1 unknown key sinks; did you mean sink? Allowed here: assembly, catalog, events, funnels, kafka, performance, privacy, rules, sessions, sink, source, tenant, time, transactions, visitors
          """)
  void namesWhatIsWrongAndWhere(String line, String expected) {
    assertThat(problems(line + "\n" + LEAST)).containsExactly(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "a:1,b", "a:1 b:2", "a:b"})
  void namesBrokersThatAreNoAddresses(String brokers) {
    assertThat(problems(LEAST, "kafka.brokers=" + brokers))
        .containsExactly("1:1 kafka.brokers must be host:port, or several with commas between");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:1, b:2", "'[::1]:9092'", "${env:BROKERS}", "${env:HOST}:9092"})
  void takesBrokersByAddressAndReference(String brokers) {
    assertThat(problems(LEAST, "kafka.brokers=" + brokers)).isEmpty();
  }

  @Test
  void namesARedactionPatternThatIsNone() {
    assertThat(
            problems(
                """
                kafka: {brokers: "b:1"}
                events: {default_rules: none}
                privacy:
                  key_ring: k
                  redact:
                    id: "[0-9"
                """))
        .containsExactly(
            "6:9 privacy.redact.id is not a regular expression: Unclosed character class at 4");
  }

  @Test
  void showsTheLineWithACaretUnderTheColumn() {
    assertThat(found("time: {quiet_gap: 10x}\n" + LEAST).get(0))
        .hasToString(
            """
            footfall.yaml:1:19: time.quiet_gap is not a time such as 500ms, 10s, 5m, 2h
                time: {quiet_gap: 10x}
                                  ^""");
  }

  @Test
  void namesTheSyntaxErrorOfWhatIsNoYaml() {
    assertThat(problems("time:\n  quiet_gap: 10s\n bad: [\n"))
        .singleElement()
        .asString()
        .startsWith("3:2 not YAML: ");
    assertThat(problems("tenant: *shop\n"))
        .containsExactly("1:9 not YAML: a value that begins with * stands in quotes");
    assertThat(problems(LEAST + "---\n" + LEAST))
        .containsExactly("5:1 a second YAML document; the configuration is one");
  }

  @Test
  void asksAnEmptyFileForWhatIsRequired() {
    assertThat(problems(""))
        .containsExactly("1:1 kafka.brokers is required", "1:1 privacy.key_ring is required");
  }

  @Test
  void needsNoBrokersWhereNothingIsReadFromKafka() {
    Settings settings =
        ReadSettings.of(
            "f", "privacy: {key_ring: k}\nevents: {default_rules: none}", null, List.of(), false);

    assertThat(settings.kafka().brokers()).isNull();
    assertThat(settings.privacy().keyRing()).isEqualTo("k");
  }

  @Test
  void allowsKeysOfTheUsersOwnEverywhere() {
    assertThat(problems(LEAST + "x-team: web\ntime: {x-why: {because: [1]}}\n")).isEmpty();
  }
}
