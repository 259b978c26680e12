package dev.footfall.rule;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.types.CelKind;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.footfall.otlp.Span;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An expression of a rule, checked and ready to run. What fails while it runs (a key that is not
 * there, a value of another type) is counted by rule, and gives nothing. Thread-safe.
 */
final class CelExpression {
  private static final Set<CelKind> VALUES =
      EnumSet.of(
          CelKind.STRING, CelKind.INT, CelKind.UINT, CelKind.DOUBLE, CelKind.BOOL, CelKind.DYN);

  private final String rule;
  private final CelRuntime.Program program;
  private final CelNames names;

  private CelExpression(String rule, String text, Set<CelKind> results, String result) {
    this.rule = rule;
    CelAbstractSyntaxTree tree = CelEnvironment.compile(text);
    if (!results.contains(tree.getResultType().kind())) {
      throw new IllegalArgumentException(
          "gives " + tree.getResultType().name() + ", where " + result + " is needed");
    }
    names = new CelNames(text, tree);
    program = CelEnvironment.program(tree);
  }

  /**
   * An expression that holds or not.
   *
   * @throws IllegalArgumentException saying what is wrong with it, and where
   */
  static CelExpression condition(String rule, String text) {
    return new CelExpression(rule, text, EnumSet.of(CelKind.BOOL, CelKind.DYN), "true or false");
  }

  /**
   * An expression that gives a value.
   *
   * @throws IllegalArgumentException saying what is wrong with it, and where
   */
  static CelExpression value(String rule, String text) {
    return new CelExpression(rule, text, VALUES, "a text or a number");
  }

  CelNames names() {
    return names;
  }

  boolean holds(Entry entry, Captures captures) {
    Object result = run(entry, entry.span(), captures);
    if (result != null && !(result instanceof Boolean)) {
      entry.scope().countFailure(rule);
    }
    return Boolean.TRUE.equals(result);
  }

  /**
   * A text, a number in decimal, true or false; null where there is none.
   *
   * @param span whose attributes count: the entry span, or that which an item is made of
   */
  @Nullable String text(Entry entry, Span span, Captures captures) {
    Object result = run(entry, span, captures);
    if (result instanceof String || result instanceof Number || result instanceof Boolean) {
      return result.toString();
    }
    if (result != null) {
      entry.scope().countFailure(rule);
    }
    return null;
  }

  private @Nullable Object run(Entry entry, Span span, Captures captures) {
    try {
      return program.eval(new CelVariables(entry, span, captures));
    } catch (CelEvaluationException e) {
      entry.scope().countFailure(rule);
      return null;
    }
  }
}
