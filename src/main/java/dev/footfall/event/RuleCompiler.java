package dev.footfall.event;

import dev.footfall.event.Rule.Origin;
import dev.footfall.event.Rule.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes rules ready to run, and gathers all that is wrong with them. */
final class RuleCompiler {
  private static final String NAME = "[A-Za-z][A-Za-z0-9_]{0,39}";

  private final List<RuleProblem> problems = new ArrayList<>();
  private @Nullable String ruleId;

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
    if (rule.event() != null && !event.matches(NAME)) {
      problem("event", "no event name, which is up to 40 letters, digits and _: " + event);
    }
    Naming naming = new Naming(rule.id(), index, event, rule.makesInteraction(), rule.conversion());
    CompiledMatch match = new MatchCompiler(this).compile(rule.match());
    return new CompiledRule(naming, rule.drop(), match, parameters(rule.params(), match));
  }

  /** Path templates of the event settings. */
  List<PathTemplate> templates(String key, List<String> texts) {
    ruleId = null;
    return compileEach(key, texts, PathTemplate::new);
  }

  void problem(String key, String message) {
    problems.add(new RuleProblem(ruleId, key, message));
  }

  private List<ParameterReader> parameters(List<Parameter> parameters, CompiledMatch match) {
    List<ParameterReader> readers = new ArrayList<>();
    Map<String, Integer> places = new HashMap<>();
    for (Parameter parameter : parameters) {
      String name = parameter.name();
      String key = "params." + name + "[" + (places.merge(name, 1, Integer::sum) - 1) + "]";
      if (!name.matches(NAME)) {
        problem(key, "no parameter name, which is up to 40 letters, digits and _: " + name);
      }
      checkSource(key, parameter, match);
      readers.add(
          new ParameterReader(
              name,
              parameter.origin(),
              parameter.key(),
              parameter.service(),
              compile(key + ".pattern", parameter.pattern(), BoundedPattern::of),
              parameter.number()));
    }
    return readers;
  }

  private void checkSource(String key, Parameter parameter, CompiledMatch match) {
    Origin origin = parameter.origin();
    if (origin == Origin.CAPTURE && !captures(match).contains(parameter.key())) {
      problem(key + ".capture", "no path of this rule captures " + parameter.key());
    }
    if (origin == Origin.ATTRIBUTE) {
      checkAttribute(key + ".attribute", parameter.key());
    }
    if (origin == Origin.SPAN_ATTRIBUTE) {
      checkAttribute(key + ".span_attribute", parameter.key());
    }
  }

  private static List<String> captures(CompiledMatch match) {
    List<String> names = new ArrayList<>();
    match.paths().forEach(path -> names.addAll(path.captures()));
    if (match.pathRegex() != null) {
      names.addAll(match.pathRegex().captures());
    }
    return names;
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
