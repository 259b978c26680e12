package dev.footfall.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

/** Configurations for tests. */
final class Configurations {
  /** The least that a run needs; rules of its own may follow. */
  static final String LEAST =
      """
      kafka: {brokers: "localhost:9092"}
      privacy: {key_ring: keys.txt}
      events: {default_rules: none}
      """;

  private Configurations() {}

  /** Reads what is valid, and so has to be for editors, too. */
  static Settings read(String yaml, String... overrides) {
    Settings settings =
        ReadSettings.of("footfall.yaml", yaml, Path.of("/etc"), List.of(overrides), true);
    assertThat(SchemaCheck.complaints(yaml)).as("what editors have against it").isEmpty();
    return settings;
  }

  /** What is wrong, each as {@code line:column message}. */
  static List<String> problems(String yaml, String... overrides) {
    return found(yaml, overrides).stream()
        .map(problem -> problem.line() + ":" + problem.column() + " " + problem.message())
        .toList();
  }

  static List<Problem> found(String yaml, String... overrides) {
    try {
      read(yaml, overrides);
      return List.of();
    } catch (InvalidSettings e) {
      return e.problems();
    }
  }
}
