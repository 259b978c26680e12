package dev.footfall.rule;

import java.util.List;
import java.util.stream.Collectors;

/** Rules that cannot be used, with everything that is wrong with them at once. */
public final class BadRulesException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<RuleProblem> problems;

  BadRulesException(List<RuleProblem> problems) {
    super(problems.stream().map(RuleProblem::toString).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  /** All problems, in the order of the rules. */
  public List<RuleProblem> problems() {
    return problems;
  }
}
