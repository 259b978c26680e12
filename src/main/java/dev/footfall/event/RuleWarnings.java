package dev.footfall.event;

import dev.footfall.event.Rule.Match;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds rules that can never match: one before them takes every request that they would, or such
 * requests are dropped before any rule. Only what is certain is told; a rule without a warning may
 * still match nothing.
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
    for (int i = 0; i < own; i++) {
      String why = found.why(rules.get(i), rules.subList(0, i));
      if (why != null) {
        found.warnings.add(new RuleProblem(String.valueOf(i), "match", why));
      }
    }
    return found.warnings;
  }

  private @Nullable String why(Rule rule, List<Rule> before) {
    Match match = rule.match();
    if (rule.drop() == null) {
      String dropped = dropped(match);
      if (dropped != null) {
        return dropped;
      }
    }
    for (Rule other : before) {
      boolean asked = rule.drop() != null ? other.drop() != null : takesAll(other);
      if (asked && covers(other.match(), match)) {
        return "never matches: the rule " + other.id() + " before it takes all that it would";
      }
    }
    return contradiction(match);
  }

  /** Whether no rule behind it is asked about a request that it matches. */
  private boolean takesAll(Rule rule) {
    return rule.drop() != null || !settings.matchAll();
  }

  private @Nullable String dropped(Match match) {
    if (Set.of("HEAD").equals(upper(match.methods()))) {
      return "never matches: HEAD requests are dropped before rules";
    }
    List<PathTemplate> paths = match.paths().stream().map(PathTemplate::new).toList();
    if (paths.isEmpty()) {
      return null;
    }
    boolean fetched =
        !match.methods().isEmpty() && Set.of("GET", "HEAD").containsAll(upper(match.methods()));
    if (fetched && paths.stream().allMatch(path -> DropBeforeRules.areAssets(path.shape()))) {
      return "never matches: what a page is made of is dropped before rules";
    }
    return paths.stream().allMatch(path -> management.stream().anyMatch(m -> m.covers(path)))
        ? "never matches: events.management_paths are dropped before rules"
        : null;
  }

  /** Whether the one holds wherever the other does. */
  private static boolean covers(Match one, Match other) {
    return covers(upper(one.methods()), upper(other.methods()))
        && covers(one.routes(), other.routes())
        && covers(lower(one.hosts()), lower(other.hosts()))
        && covers(one.services(), other.services())
        && covers(one.spanNames(), other.spanNames())
        && (one.status().isEmpty()
            || (!other.status().isEmpty()
                && new StatusTest(one.status()).covers(new StatusTest(other.status()))))
        && other.spans().containsAll(one.spans())
        && (one.cel() == null || one.cel().equals(other.cel()))
        && coversPaths(one, other);
  }

  /** Empty sets ask for nothing. */
  private static boolean covers(Set<String> one, Set<String> other) {
    return one.isEmpty() || (!other.isEmpty() && one.containsAll(other));
  }

  private static boolean coversPaths(Match one, Match other) {
    if (one.pathRegex() != null) {
      return one.pathRegex().equals(other.pathRegex());
    }
    if (one.paths().isEmpty()) {
      return true;
    }
    List<PathTemplate> wide = one.paths().stream().map(PathTemplate::new).toList();
    return !other.paths().isEmpty()
        && other.paths().stream()
            .map(PathTemplate::new)
            .allMatch(path -> wide.stream().anyMatch(template -> template.covers(path)));
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

  private static Set<String> upper(Set<String> texts) {
    Set<String> upper = new HashSet<>();
    texts.forEach(text -> upper.add(text.toUpperCase(Locale.ROOT)));
    return upper;
  }

  private static Set<String> lower(Set<String> texts) {
    Set<String> lower = new HashSet<>();
    texts.forEach(text -> lower.add(text.toLowerCase(Locale.ROOT)));
    return lower;
  }
}
