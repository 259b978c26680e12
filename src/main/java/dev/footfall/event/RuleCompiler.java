package dev.footfall.event;

import dev.footfall.event.CompiledItems.FieldReader;
import dev.footfall.event.Rule.Origin;
import dev.footfall.event.Rule.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes rules ready to run, and gathers all that is wrong with them. */
final class RuleCompiler {
  private static final String NAME = "[A-Za-z][A-Za-z0-9_]{0,39}";

  private static final String PARAMS = "params";
  private static final String FIELDS =
      Arrays.stream(ItemField.values()).map(ItemField::fieldName).collect(Collectors.joining(", "));

  private final List<RuleProblem> problems = new ArrayList<>();
  private @Nullable String ruleId;

  /** Names of those parameters of the rule's event that have been seen. */
  private final Set<String> params = new HashSet<>();

  List<RuleProblem> problems() {
    return problems;
  }

  /** The rule; where it has problems, something that must not be run. */
  CompiledRule compile(Rule rule, int index) {
    ruleId = rule.id();
    params.clear();
    if ((rule.event() == null) == (rule.drop() == null)) {
      problem("event", "a rule has either event or drop");
    }
    String event = rule.event() == null ? "" : rule.event();
    if (rule.event() != null && !event.matches(NAME)) {
      problem("event", "no event name, which is up to 40 letters, digits and _: " + event);
    }
    Naming naming = new Naming(rule.id(), index, event, rule.makesInteraction(), rule.conversion());
    CompiledMatch match = new MatchCompiler(this).compile(rule.match());
    return new CompiledRule(
        naming,
        rule.drop(),
        match,
        parameters(PARAMS, rule.params(), match),
        items(rule.items(), match));
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

  private @Nullable CompiledItems items(Rule.@Nullable Items items, CompiledMatch match) {
    if (items == null) {
      return null;
    }
    Rule.EachSpan eachSpan = items.eachSpan();
    if (eachSpan != null && eachSpan.equals(new Rule.EachSpan(null, null, null))) {
      problem("items.each_span", "tests nothing: give attribute, span_name or service");
    }
    if (eachSpan != null && eachSpan.attribute() != null) {
      checkAttribute("items.each_span.attribute", eachSpan.attribute());
    }
    List<FieldReader> fields = new ArrayList<>();
    for (ParameterReader reader : parameters("items.params", items.params(), match)) {
      ItemField field = ItemField.named(reader.name());
      if (field == null) {
        problem("items.params." + reader.name(), "no field of an item; GA4 has " + FIELDS);
      } else {
        fields.add(new FieldReader(field, reader));
      }
    }
    return new CompiledItems(eachSpan, fields);
  }

  private List<ParameterReader> parameters(
      String list, List<Parameter> parameters, CompiledMatch match) {
    List<ParameterReader> readers = new ArrayList<>();
    Map<String, Integer> places = new HashMap<>();
    for (Parameter parameter : parameters) {
      String name = parameter.name();
      String key = list + "." + name + "[" + (places.merge(name, 1, Integer::sum) - 1) + "]";
      if (!name.matches(NAME)) {
        problem(key, "no parameter name, which is up to 40 letters, digits and _: " + name);
      }
      checkSource(key, parameter, match);
      CelExpression expression = expression(key + ".cel", parameter, match);
      if (list.equals(PARAMS)) {
        params.add(name);
      }
      readers.add(
          new ParameterReader(
              name,
              parameter.origin(),
              parameter.key(),
              parameter.event(),
              parameter.service(),
              expression,
              compile(key + ".pattern", parameter.pattern(), BoundedPattern::of),
              parameter.number()));
    }
    return readers;
  }

  private @Nullable CelExpression expression(String key, Parameter parameter, CompiledMatch match) {
    String text = parameter.origin() == Origin.CEL ? parameter.key() : null;
    CelExpression expression = compile(key, text, source -> CelExpression.value(ruleId(), source));
    checkNames(key, expression, match);
    return expression;
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
    if (origin == Origin.SPAN_EVENT) {
      checkAttribute(key + ".attribute", parameter.key());
    }
    if (origin == Origin.PARAM && !params.contains(parameter.key())) {
      problem(key + ".param", "no parameter before this one is called " + parameter.key());
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
