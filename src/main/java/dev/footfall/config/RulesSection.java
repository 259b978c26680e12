package dev.footfall.config;

import dev.footfall.event.AnalyticsEvent.Conversion;
import dev.footfall.event.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code rules}: their shape. Whether templates and expressions can be used is the event
 * package's to say; where the rule stands is known here.
 */
final class RulesSection {
  /** GA4's limits for names of events and parameters. */
  static final Pattern GA4_NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]{0,39}");

  private final Map<String, Value> places = new LinkedHashMap<>();

  List<Rule> read(Value rules) {
    List<Rule> read = new ArrayList<>();
    for (Value place : rules.items()) {
      Rule rule = rule(place.block());
      if (!rule.id().isEmpty() && places.putIfAbsent(rule.id(), place) != null) {
        place.block().value("id").report(rule.id() + " is another rule's id");
      }
      read.add(rule);
    }
    return read;
  }

  /** Where a rule stands that was read; null for another. */
  @Nullable Value place(String ruleId) {
    return places.get(ruleId);
  }

  private static Rule rule(Block block) {
    Value event = block.value("event");
    Value drop = block.value("drop");
    Value interaction = block.value("interaction");
    Value conversion = block.value("conversion");
    Value params = block.value("params");
    if (event.isAbsent() == drop.isAbsent()) {
      block.report("needs either event or drop");
    }
    if (!drop.isAbsent()) {
      for (Value needless : List.of(interaction, conversion, params)) {
        if (!needless.isAbsent()) {
          needless.report("means nothing in a rule that drops");
        }
      }
    }
    checkName(event);
    Rule rule =
        new Rule(
            block.value("id").required().text(""),
            event.text(),
            drop.text(),
            MatchSection.match(block.value("match")),
            interaction.isAbsent() ? null : interaction.flag(false),
            conversion.oneOf(
                Conversion.NONE, List.of(Conversion.ONCE_PER_SESSION, Conversion.EVERY)),
            ParametersSection.parameters(params));
    block.close();
    return rule;
  }

  private static void checkName(Value event) {
    String name = event.text("page_view");
    if (!GA4_NAME.matcher(name).matches()) {
      event.report("is no GA4 event name: a letter, then letters, digits and _, 40 at most");
    }
  }
}
