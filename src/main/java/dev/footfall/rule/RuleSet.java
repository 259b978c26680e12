package dev.footfall.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that decides what requests become, ready to run: drop rules first, then the other rules in
 * their order, then the fall-backs. Immutable and thread-safe.
 */
public final class RuleSet {
  private final EventSettings settings;
  private final DropBeforeRules builtInDrops;
  private final List<CompiledRule> all;
  private final RuleIndex drops;
  private final RuleIndex rules;
  private final FallBack fallBack;
  private final DeclaredQuery declaredQuery;

  private RuleSet(EventSettings settings, RuleCompiler compiler) {
    this.settings = settings;
    all = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Rule rule : settings.rules()) {
      all.add(compiler.compile(rule, all.size()));
      if (!ids.add(rule.id())) {
        compiler.problem("id", "another rule has this id");
      }
    }
    drops = new RuleIndex(all.stream().filter(rule -> rule.drop() != null).toList());
    rules = new RuleIndex(all.stream().filter(rule -> rule.drop() == null).toList());
    builtInDrops =
        new DropBeforeRules(compiler.templates("management_paths", settings.managementPaths()));
    fallBack = new FallBack(compiler.templates("api_paths", settings.apiPaths()), all.size());
    declaredQuery = new DeclaredQuery(all);
  }

  /**
   * Makes rules ready to run.
   *
   * @throws BadRulesException with all that is wrong with them
   */
  public static RuleSet compile(EventSettings settings) {
    RuleCompiler compiler = new RuleCompiler(settings.catalog());
    RuleSet compiled = new RuleSet(settings, compiler);
    if (!compiler.problems().isEmpty()) {
      throw new BadRulesException(compiler.problems());
    }
    return compiled;
  }

  /** All that is wrong with rules; empty where {@link #compile} would succeed. */
  public static List<RuleProblem> problems(EventSettings settings) {
    RuleCompiler compiler = new RuleCompiler(settings.catalog());
    new RuleSet(settings, compiler);
    return List.copyOf(compiler.problems());
  }

  /** All rules, in their order; that of {@link EventSettings#rules}. */
  public List<CompiledRule> all() {
    return all;
  }

  public EventSettings settings() {
    return settings;
  }

  FallBack fallBack() {
    return fallBack;
  }

  public DeclaredQuery declaredQuery() {
    return declaredQuery;
  }

  /** Why the request is dropped before rules name it, or null. The user's own words go first. */
  @Nullable String dropReason(Entry entry) {
    for (CompiledRule rule : drops.candidates(entry)) {
      if (rule.match().match(entry) != null) {
        return rule.drop();
      }
    }
    return builtInDrops.reason(entry);
  }

  /** The rules that may name the request, in their order. */
  CompiledRule[] candidates(Entry entry) {
    return rules.candidates(entry);
  }
}
