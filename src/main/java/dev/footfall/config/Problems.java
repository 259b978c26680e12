package dev.footfall.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Collects what is wrong, so that a user is told all of it at once. */
final class Problems {
  private final List<Problem> found = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();

  void report(Mark mark, String message) {
    found.add(Problem.at(mark, message, true));
  }

  void report(Problem problem) {
    found.add(problem);
  }

  void warn(Problem warning) {
    warnings.add(warning);
  }

  /** What is no error, but hardly meant. */
  List<Problem> warnings() {
    return List.copyOf(warnings);
  }

  /**
   * @throws InvalidSettings if anything was reported
   */
  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new InvalidSettings(
          found.stream()
              .distinct()
              // The file's first, then those of --set; sorting is stable.
              .sorted(
                  Comparator.comparing((Problem p) -> p.source().startsWith(Overrides.FLAG))
                      .thenComparing(Problem::line)
                      .thenComparing(Problem::column))
              .toList());
    }
  }
}
