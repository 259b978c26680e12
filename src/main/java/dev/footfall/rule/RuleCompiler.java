package dev.footfall.rule;

import dev.footfall.catalog.CatalogSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes rules ready to run, and gathers all that is wrong with them. */
final class RuleCompiler {
  static final String NAME = "[A-Za-z][A-Za-z0-9_]{0,39}";

  private final @Nullable CatalogSettings catalog;
  private final List<RuleProblem> problems = new ArrayList<>();
  private @Nullable String ruleId;

  /**
   * @param catalog null where there is none
   */
  RuleCompiler(@Nullable CatalogSettings catalog) {
    this.catalog = catalog;
  }

  List<RuleProblem> problems() {
    return problems;
  }

  /** The rule; where it has problems, something that must not be run. */
  CompiledRule compile(Rule rule, int index) {
    ruleId = rule.id();
    if ((rule.event() == null) == (rule.drop() == null)) {
      problem("event", "a rule has either event or drop");
    }
    String event = rule.event() == null ? "" : rule.event();
    if (rule.event() != null) {
      checkEventName("event", event);
    }
    Naming naming =
        new Naming(
            rule.id(), index, event, rule.system(), rule.makesInteraction(), rule.conversion());
    CompiledMatch match = new MatchCompiler(this).compile(rule.match());
    ParameterCompiler parameters = new ParameterCompiler(this, match, catalog);
    return new CompiledRule(
        naming,
        rule.drop(),
        match,
        parameters.ofEvent(rule.params()),
        parameters.items(rule.items()),
        verification(rule.verification(), naming, match));
  }

  private @Nullable CompiledVerification verification(
      @Nullable Verification verification, Naming naming, CompiledMatch match) {
    if (verification == null) {
      return null;
    }
    if (verification.spans().isEmpty() && verification.cel() == null) {
      problem("verify", "verifies nothing: give any_span, entry_span or cel");
    }
    checkEventName("verify.else", verification.otherwise());
    Naming otherwise = naming.failed(verification.otherwise());
    return new MatchCompiler(this).compile(verification, otherwise, match);
  }

  private void checkEventName(String key, String name) {
    if (!name.matches(NAME)) {
      problem(key, "no event name, which is up to 40 letters, digits and _: " + name);
    }
  }

  /** Path templates of the event settings. */
  List<PathTemplate> templates(String key, List<String> texts) {
    ruleId = null;
    return compileEach(key, texts, PathTemplate::new);
  }

  String ruleId() {
    return ruleId == null ? "" : ruleId;
  }

  void problem(String key, String message) {
    problems.add(new RuleProblem(ruleId, key, message));
  }

  /** The names that the path of a rule captures. */
  static List<String> captures(CompiledMatch match) {
    List<String> names = new ArrayList<>();
    match.paths().forEach(path -> names.addAll(path.captures()));
    if (match.pathRegex() != null) {
      names.addAll(match.pathRegex().captures());
    }
    return names;
  }

  /** Reports what an expression names and may not, or cannot, have. */
  void checkNames(String key, @Nullable CelExpression expression, CompiledMatch match) {
    if (expression != null) {
      expression.names().attributes().forEach(name -> checkAttribute(key, name));
      for (String capture : expression.names().captures()) {
        if (!captures(match).contains(capture)) {
          problem(key, "no path of this rule captures " + capture);
        }
      }
    }
  }

  void checkAttribute(String key, String name) {
    if (PersonalAttributes.contains(name)) {
      problem(key, name + " may hold personal data, which no rule can read");
    }
  }

  <S, T> List<T> compileEach(String key, List<S> sources, Function<S, T> compile) {
    List<T> compiled = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      T one = compile(key + "[" + i + "]", sources.get(i), compile);
      if (one != null) {
        compiled.add(one);
      }
    }
    return compiled;
  }

  /** What the function makes of the source; null where it is null or wrong, which is noted. */
  <S, T> @Nullable T compile(String key, @Nullable S source, Function<S, T> compile) {
    if (source == null) {
      return null;
    }
    try {
      return compile.apply(source);
    } catch (IllegalArgumentException e) {
      problem(key, String.valueOf(e.getMessage()));
      return null;
    }
  }
}
