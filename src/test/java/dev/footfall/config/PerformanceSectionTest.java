package dev.footfall.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.footfall.performance.PerformanceSettings;
import dev.footfall.performance.ResponseTargets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PerformanceSectionTest {
  @Test
  void hasADefaultForEverything() {
    assertThat(read("performance:")).isEqualTo(PerformanceSettings.DEFAULTS);
  }

  @Test
  void readsAllThereIs() {
    assertThat(
            read(
                """
                performance:
                  window: 10s
                  traffic_window: 5m
                  max_values: 7
                  target: 1s
                  targets:
                    - {route: "/owners/{id}", target: 200ms}
                    - {route: /cart, target: 2s}
                  update_interval: 30s
                  min_group_size: 5
                  enabled: false
                """))
        .isEqualTo(
            new PerformanceSettings(
                false,
                Duration.ofSeconds(10),
                Duration.ofMinutes(5),
                7,
                new ResponseTargets(
                    Duration.ofSeconds(1),
                    Map.of("/owners/{id}", Duration.ofMillis(200), "/cart", Duration.ofSeconds(2))),
                Duration.ofSeconds(30),
                5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {window: 0s}                | 1:23 performance.window must be 1ms to 366d
          {traffic_window: 367d}      | 1:31 performance.traffic_window must be 1ms to 366d
          {update_interval: soon}     | 1:32 performance.update_interval is not a time such as 500ms, 10s, 5m, 2h
          {max_values: 0}             | 1:27 performance.max_values must be at least 1
          {min_group_size: 0}         | 1:31 performance.min_group_size must be at least 1
          {target: 0s}                | 1:23 performance.target must be 1ms to 366d
          {tragets: []}               | 1:15 unknown key performance.tragets; did you mean targets? Allowed here: enabled, max_values, min_group_size, target, targets, traffic_window, update_interval, window
          {targets: [{target: 1s}]}   | 1:25 performance.targets[0].route is required
          {targets: [{route: /a}]}    | 1:25 performance.targets[0].target is required
          {targets: [{route: /a, target: 1s, a: 1}]} | 1:49 unknown key performance.targets[0].a; allowed here: route, target
          {targets: [{route: /a, target: 1s}, {route: /a, target: 2s}]} | 1:58 performance.targets[1].route has two targets
          """)
  void saysWhatIsWrongAndWhere(String section, String problem) {
    InvalidSettings thrown =
        catchThrowableOfType(InvalidSettings.class, () -> read("performance: " + section));

    assertThat(thrown).isNotNull();
    assertThat(texts(thrown.problems())).containsExactly(problem);
  }

  @Test
  void saysAllThatIsWrongAtOnce() {
    InvalidSettings thrown =
        catchThrowableOfType(
            InvalidSettings.class,
            () -> read("performance: {window: 0s, max_values: many, targets: [{}]}"));

    assertThat(thrown.problems()).hasSize(4);
  }

  private static List<String> texts(List<Problem> problems) {
    return problems.stream()
        .map(problem -> problem.line() + ":" + problem.column() + " " + problem.message())
        .toList();
  }

  private static PerformanceSettings read(String yaml) {
    Problems problems = new Problems();
    YamlText text = new YamlText("footfall.yaml", yaml);
    Block root = Block.of("", text.start(), text.compose(problems), problems);
    PerformanceSettings settings = PerformanceSection.performance(root.block("performance"));
    problems.throwIfAny();
    return settings;
  }
}
