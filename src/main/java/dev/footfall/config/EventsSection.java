package dev.footfall.config;

import dev.footfall.event.BadRulesException;
import dev.footfall.event.EventSettings;
import dev.footfall.event.Rule;
import dev.footfall.event.RuleProblem;
import dev.footfall.source.TimeSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code events} and {@code rules}, and puts the default rules behind the user's. */
final class EventsSection {
  private enum DefaultRules {
    SHOP,
    NONE
  }

  private enum Matches {
    FIRST,
    ALL
  }

  private final Problems problems;

  EventsSection(Problems problems) {
    this.problems = problems;
  }

  /** The settings, without the version that the whole configuration gives. */
  EventSettings events(Value eventsValue, Value rulesValue, TimeSettings time) {
    Block block = eventsValue.block();
    DefaultRules defaults =
        block.value("default_rules").oneOf(DefaultRules.SHOP, List.of(DefaultRules.values()));
    RulesSection section = new RulesSection();
    List<Rule> rules = new ArrayList<>(section.read(rulesValue));
    if (defaults == DefaultRules.SHOP) {
      addDefaults(rules, section);
    }
    EventSettings settings =
        new EventSettings(
            new LinkedHashSet<>(block.value("entry_services").texts()),
            block.value("match").oneOf(Matches.FIRST, List.of(Matches.values())) == Matches.ALL,
            block.value("api_paths").texts("/api/**", "/graphql"),
            block
                .value("management_paths")
                .texts("/health*", "/healthz", "/livez", "/readyz", "/metrics", "/actuator/**"),
            List.copyOf(rules),
            "",
            time.eventDelay().toMillis());
    block.close();
    report(settings, section, eventsValue);
    return settings;
  }

  private void addDefaults(List<Rule> rules, RulesSection section) {
    Set<String> taken = rules.stream().map(Rule::id).collect(Collectors.toSet());
    for (Rule rule : shop()) {
      Value place = section.place(rule.id());
      if (taken.contains(rule.id()) && place != null) {
        place.block().value("id").report(rule.id() + " is a default rule's id");
      }
      rules.add(rule);
    }
  }

  /** The default rules for a shop. */
  static List<Rule> shop() {
    String name = "shop.yaml";
    try (InputStream in = EventSettings.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in the jar");
      }
      Problems own = new Problems();
      YamlText text = new YamlText(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
      Node root = text.compose(own);
      Block block = Block.of("", text.start(), root, own);
      List<Rule> rules = new RulesSection().read(block.value("rules"));
      block.close();
      own.throwIfAny();
      return rules;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reports what the event package has against the rules, where they stand. */
  private void report(EventSettings settings, RulesSection section, Value events) {
    try {
      check(settings);
    } catch (BadRulesException e) {
      for (RuleProblem problem : e.problems()) {
        Value place = problem.ruleId() == null ? events : section.place(problem.ruleId());
        if (place == null) {
          throw e;
        }
        problems.report(place.markBelow(problem.key()), problem.key() + ": " + problem.message());
      }
    }
  }

  private static void check(EventSettings settings) {}
}
