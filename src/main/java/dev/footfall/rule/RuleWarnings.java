package dev.footfall.rule;

import dev.footfall.rule.Rule.Match;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds rules that can never match: one that is asked before them takes every request that they
 * would, or such requests are dropped before any rule. Only what is certain is told; a rule without
 * a warning may still match nothing.
 */
public final class RuleWarnings {
  private final EventSettings settings;
  private final List<PathTemplate> management;
  private final List<RuleProblem> warnings = new ArrayList<>();

  private RuleWarnings(EventSettings settings) {
    this.settings = settings;
    management = settings.managementPaths().stream().map(PathTemplate::new).toList();
  }

  /**
   * The warnings of good rules.
   *
   * @return each under its rule's place for an id
   * @param own how many of the rules, from the first on, are the user's: what these leave of the
   *     shipped ones is the user's own choice
   */
  public static List<RuleProblem> of(EventSettings settings, int own) {
    RuleWarnings found = new RuleWarnings(settings);
    List<Rule> rules = settings.rules().subList(0, own);
    List<ComparedMatch> matches =
        rules.stream().map(rule -> ComparedMatch.of(rule.match())).toList();
    for (int i = 0; i < own; i++) {
      String why = found.why(i, rules, matches);
      if (why != null) {
        found.warnings.add(new RuleProblem(String.valueOf(i), "match", why));
      }
    }
    return found.warnings;
  }

  private @Nullable String why(int place, List<Rule> rules, List<ComparedMatch> matches) {
    Rule rule = rules.get(place);
    String dropped = rule.drop() == null ? dropped(matches.get(place)) : null;
    if (dropped != null) {
      return dropped;
    }
    for (int i = 0; i < rules.size(); i++) {
      Rule other = rules.get(i);
      if (isAskedFirst(other, i, rule, place) && matches.get(i).covers(matches.get(place))) {
        return "never matches: the rule "
            + other.id()
            + (i < place ? " before it takes" : ", which drops, takes")
            + " all that it would";
      }
    }
    return contradiction(rule.match());
  }

  /** Whether the rule is not asked about what the other takes: all that drop are asked first. */
  private boolean isAskedFirst(Rule other, int otherPlace, Rule rule, int place) {
    if (rule.drop() == null && other.drop() != null) {
      return true;
    }
    boolean takesAll = other.drop() != null || (rule.drop() == null && !settings.matchAll());
    return otherPlace < place && takesAll;
  }

  private @Nullable String dropped(ComparedMatch match) {
    if (Set.of("HEAD").equals(match.methods())) {
      return "never matches: HEAD requests are dropped before rules";
    }
    List<PathTemplate> paths = match.paths();
    if (paths.isEmpty()) {
      return null;
    }
    boolean fetched =
        !match.methods().isEmpty() && Set.of("GET", "HEAD").containsAll(match.methods());
    if (fetched && paths.stream().allMatch(path -> DropBeforeRules.areAssets(path.shape()))) {
      return "never matches: what a page is made of is dropped before rules";
    }
    return paths.stream().allMatch(path -> management.stream().anyMatch(m -> m.covers(path)))
        ? "never matches: events.management_paths are dropped before rules"
        : null;
  }

  /** Tests on the entry span of which one holds only where another does not. */
  private static @Nullable String contradiction(Match match) {
    List<SpanTest> tests = match.spans().stream().filter(test -> !test.anySpan()).toList();
    for (SpanTest one : tests) {
      for (SpanTest other : tests) {
        boolean statuses =
            one.status() != null && other.status() != null && one.status() != other.status();
        boolean texts =
            one.attribute() != null
                && one.attribute().equals(other.attribute())
                && one.event() == null
                && other.event() == null
                && !one.equals().isEmpty()
                && !other.equals().isEmpty()
                && Collections.disjoint(one.equals(), other.equals());
        if (statuses || texts) {
          return "never matches: tests of entry_span contradict each other";
        }
      }
    }
    return null;
  }
}
