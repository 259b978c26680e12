package dev.footfall.config;

import dev.footfall.event.AnalyticsEvent.Conversion;
import dev.footfall.rule.ExpressionQueries;
import dev.footfall.rule.Rule;
import dev.footfall.rule.Rule.Origin;
import dev.footfall.rule.Rule.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads {@code rules}: their shape. Whether templates, expressions and names can be used is the
 * event package's to say.
 */
final class RulesSection {
  private static final String NOT_LET_IN = " does not come in: add it to privacy.allowed_query";

  /** Who made the requests that a rule names. */
  private enum RequestsOf {
    VISITOR,
    SYSTEM
  }

  private RulesSection() {}

  static List<Rule> rules(Value rules) {
    List<Rule> read = new ArrayList<>();
    Map<String, Rule> byId = new HashMap<>();
    for (Value place : rules.items()) {
      Block block = place.block();
      Value id = block.value("id").required();
      Rule rule = rule(id.text(""), block);
      if (!rule.id().isEmpty() && byId.putIfAbsent(rule.id(), rule) != null) {
        id.report("is another rule's, too: " + rule.id());
      }
      read.add(rule);
    }
    return read;
  }

  private static Rule rule(String id, Block block) {
    Value drop = block.value("drop");
    Value interaction = block.value("interaction");
    Value conversion = block.value("conversion");
    Value params = block.value("params");
    Value items = block.value("items");
    Value verify = block.value("verify");
    if (!drop.isAbsent()) {
      for (Value needless :
          List.of(block.value("source"), interaction, conversion, params, items, verify)) {
        if (!needless.isAbsent()) {
          needless.report("means nothing in a rule that drops");
        }
      }
    }
    Rule rule =
        new Rule(
            id,
            block.value("event").text(),
            drop.text(),
            system(block.value("source"), interaction),
            MatchSection.match(block.value("match")),
            interaction.flag(),
            conversion.oneOf(
                Conversion.NONE, List.of(Conversion.ONCE_PER_SESSION, Conversion.EVERY)),
            ParametersSection.parameters(params),
            ParametersSection.items(items),
            VerifySection.verification(verify));
    block.close();
    return rule;
  }

  private static boolean system(Value source, Value interaction) {
    boolean system =
        source.oneOf(RequestsOf.VISITOR, List.of(RequestsOf.values())) == RequestsOf.SYSTEM;
    if (system && Boolean.TRUE.equals(interaction.flag())) {
      interaction.report("is never true of what no visitor did (source: system)");
    }
    return system;
  }

  /**
   * Reports parameters that would never have a value, since the door lets the query part not in.
   */
  static void checkQueries(Value rules, List<Rule> read, Set<String> allowed) {
    for (int i = 0; i < rules.items().size(); i++) {
      Value rule = rules.items().get(i);
      checkQueries(rule, "params.", read.get(i).params(), allowed);
      Rule.Items items = read.get(i).items();
      if (items != null) {
        checkQueries(rule, "items.params.", items.params(), allowed);
      }
      ExpressionQueries.of(read.get(i))
          .forEach(
              (place, names) ->
                  names.stream()
                      .filter(name -> !allowed.contains(name))
                      .forEach(name -> rule.reportBelow(place, name + NOT_LET_IN)));
    }
  }

  private static void checkQueries(
      Value rule, String list, List<Parameter> parameters, Set<String> allowed) {
    for (Parameter parameter : parameters) {
      if (parameter.origin() == Origin.QUERY && !allowed.contains(parameter.key())) {
        rule.reportBelow(
            list + parameter.name(),
            parameter.key() + " needs a pattern, or to be in privacy.allowed_query");
      }
    }
  }
}
