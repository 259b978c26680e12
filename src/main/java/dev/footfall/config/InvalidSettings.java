package dev.footfall.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used; says all that is wrong with it. */
public final class InvalidSettings extends RuntimeException {
  private final transient List<Problem> problems;

  InvalidSettings(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** In the order of the file. */
  public List<Problem> problems() {
    return problems;
  }
}
