package dev.footfall.config;

import dev.footfall.catalog.CatalogSettings;
import dev.footfall.rule.EventSettings;
import dev.footfall.rule.Rule;
import dev.footfall.rule.RuleProblem;
import dev.footfall.rule.RuleSet;
import dev.footfall.rule.RuleWarnings;
import dev.footfall.source.TimeSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code events} and {@code rules}, and puts the default rules behind the user's. */
final class EventsSection {
  private enum Matches {
    FIRST,
    ALL
  }

  private EventsSection() {}

  /**
   * The settings, without the version that the whole configuration gives.
   *
   * @param catalog null where there is none
   */
  static EventSettings events(
      Value events, Value rules, TimeSettings time, @Nullable CatalogSettings catalog) {
    Block block = events.block();
    List<Rule> shipped = ShippedRules.chosen(block.value("default_rules"));
    List<Rule> own = RulesSection.rules(rules);
    List<Rule> all = new ArrayList<>(own);
    addDefaults(shipped, all, rules.items(), catalog != null);
    EventSettings settings =
        new EventSettings(
            new LinkedHashSet<>(block.value("entry_services").texts()),
            block.value("match").oneOf(Matches.FIRST, List.of(Matches.values())) == Matches.ALL,
            block.value("api_paths").texts(EventSettings.DEFAULT_API_PATHS.toArray(String[]::new)),
            block
                .value("management_paths")
                .texts(EventSettings.DEFAULT_MANAGEMENT_PATHS.toArray(String[]::new)),
            List.copyOf(all),
            "",
            time.eventDelay().toMillis(),
            catalog == null ? null : catalog.asking(Rule.columns(all), Rule.columns(own)));
    block.close();
    check(settings, events, rules.items());
    return settings;
  }

  private static void addDefaults(
      List<Rule> shipped, List<Rule> rules, List<Value> places, boolean catalog) {
    Map<String, Value> own = new HashMap<>();
    for (int i = 0; i < rules.size(); i++) {
      own.put(rules.get(i).id(), places.get(i));
    }
    for (Rule rule : shipped) {
      if (own.containsKey(rule.id())) {
        own.get(rule.id()).reportBelow("id", "a default rule has this id: " + rule.id());
      }
      rules.add(catalog ? rule : rule.withoutCatalog());
    }
  }

  /** Reports what the event package has against the rules, where they stand in the file. */
  private static void check(EventSettings settings, Value events, List<Value> places) {
    List<RuleProblem> problems = RuleSet.problems(numbered(settings));
    if (problems.isEmpty()) {
      for (RuleProblem warning : RuleWarnings.of(settings, places.size())) {
        places.get(Integer.parseInt(warning.ruleId())).warnBelow(warning.key(), warning.message());
      }
    }
    for (RuleProblem problem : problems) {
      int rule = problem.ruleId() == null ? -1 : Integer.parseInt(problem.ruleId());
      if (rule >= places.size()) {
        throw new IllegalStateException("a default rule: " + problem);
      }
      (rule < 0 ? events : places.get(rule)).reportBelow(problem.key(), problem.message());
    }
  }

  /**
   * With each rule's place for its id, so that a problem leads back to it even if ids are wrong.
   */
  private static EventSettings numbered(EventSettings settings) {
    List<Rule> rules = new ArrayList<>();
    for (Rule rule : settings.rules()) {
      rules.add(rule.withId(String.valueOf(rules.size())));
    }
    return new EventSettings(
        settings.entryServices(),
        settings.matchAll(),
        settings.apiPaths(),
        settings.managementPaths(),
        rules,
        settings.configVersion(),
        settings.eventDelayMillis(),
        settings.catalog());
  }
}
