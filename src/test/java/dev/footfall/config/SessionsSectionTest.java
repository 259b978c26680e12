package dev.footfall.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.session.SessionSettings;
import dev.footfall.session.SessionSettings.Publish;
import dev.footfall.source.TimeSettings;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.nodes.Node;

class SessionsSectionTest {
  private final Problems problems = new Problems();

  @Test
  void takesDefaultsForWhatIsNotSaid() {
    assertThat(read("")).isEqualTo(SessionSettings.DEFAULTS);
    assertThat(problems()).isEmpty();
  }

  @Test
  void readsEverything() {
    SessionSettings sessions =
        read(
            """
            sessions:
              gap: 10m
              max_duration: 12h
              max_events: 500
              update_interval: 1m
              publish: closed
              new_session_on_campaign: true
              split_at_midnight: true
              time_zone: Europe/Berlin
              visitor_retention: 90d
            """);

    assertThat(problems()).isEmpty();
    assertThat(sessions)
        .isEqualTo(
            new SessionSettings(
                Duration.ofMinutes(10),
                Duration.ofHours(12),
                500,
                Duration.ofMinutes(1),
                Publish.CLOSED,
                true,
                true,
                ZoneId.of("Europe/Berlin"),
                TimeSettings.DEFAULTS.lateHorizon(),
                Duration.ofDays(90)));
  }

  @Test
  void waitsAsLongAsTracesDo() {
    TimeSettings time =
        new TimeSettings(
            Duration.ZERO,
            Duration.ofSeconds(1),
            Duration.ofSeconds(7),
            Duration.ofSeconds(2),
            Duration.ZERO);

    assertThat(read("", time).lateHorizon()).isEqualTo(Duration.ofSeconds(7));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gap: 0s                              | 1:17 sessions.gap must not be 0
          max_duration: 0s                     | 1:26 sessions.max_duration must not be 0
          max_events: 0                        | 1:24 sessions.max_events must be at least 1
          publish: open                        | 1:21 sessions.publish must be all or closed
          time_zone: Berlin                    | 1:23 sessions.time_zone is not a time zone such as Europe/Berlin
          visitor_retention: 5m                | 1:31 sessions.visitor_retention makes visitor_retention shorter than gap: a visitor would be new in each visit
          gap: 40d                             | 1:17 sessions.gap makes visitor_retention shorter than gap: a visitor would be new in each visit
          split_at_midnight: maybe             | 1:31 sessions.split_at_midnight must be true or false
          """)
  void namesWhatIsWrong(String setting, String problem) {
    read("sessions: {" + setting + "}");

    assertThat(problems()).containsExactly(problem);
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    read("sessions: {gapp: 1m}");

    assertThat(problems()).hasSize(1);
    assertThat(problems().get(0)).contains("unknown key sessions.gapp; did you mean gap?");
  }

  private SessionSettings read(String yaml) {
    return read(yaml, TimeSettings.DEFAULTS);
  }

  private SessionSettings read(String yaml, TimeSettings time) {
    YamlText text = new YamlText("footfall.yaml", yaml);
    Node root = text.compose(problems);
    Block block = Block.of("", text.start(), root, problems);
    return SessionsSection.sessions(block.block("sessions"), time);
  }

  private List<String> problems() {
    try {
      problems.throwIfAny();
      return List.of();
    } catch (InvalidSettings e) {
      return e.problems().stream()
          .map(p -> p.line() + ":" + p.column() + " " + p.message())
          .toList();
    }
  }
}
