package dev.footfall.config;

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

  static Settings read(String yaml, String... overrides) {
    return ReadSettings.of("footfall.yaml", yaml, Path.of("/etc"), List.of(overrides), true);
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
