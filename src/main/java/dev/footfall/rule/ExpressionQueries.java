package dev.footfall.rule;

import dev.footfall.rule.Rule.Origin;
import dev.footfall.rule.Rule.Parameter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which parameters of the query the expressions of a rule read. */
public final class ExpressionQueries {
  private final Map<String, Set<String>> names = new LinkedHashMap<>();

  private ExpressionQueries() {}

  /**
   * The names by the place of the expression below the rule, such as {@code match.cel} or {@code
   * params.term[0].cel}. An expression that is wrong, which the rule's problems say, reads none.
   */
  public static Map<String, Set<String>> of(Rule rule) {
    ExpressionQueries queries = new ExpressionQueries();
    if (rule.match().cel() != null) {
      queries.add("match.cel", rule.match().cel());
    }
    if (rule.verification() != null && rule.verification().cel() != null) {
      queries.add("verify.cel", rule.verification().cel());
    }
    queries.add("params.", rule.params());
    if (rule.items() != null) {
      queries.add("items.params.", rule.items().params());
    }
    return queries.names;
  }

  private void add(String list, List<Parameter> parameters) {
    Map<String, Integer> places = new HashMap<>();
    for (Parameter parameter : parameters) {
      int place = places.merge(parameter.name(), 1, Integer::sum) - 1;
      if (parameter.origin() == Origin.CEL) {
        add(list + parameter.name() + "[" + place + "].cel", parameter.key());
      }
    }
  }

  private void add(String place, String text) {
    try {
      names.put(place, new CelNames(text, CelEnvironment.compile(text)).query());
    } catch (IllegalArgumentException e) {
      names.put(place, Set.of());
    }
  }
}
