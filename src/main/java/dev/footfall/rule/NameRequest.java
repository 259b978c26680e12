package dev.footfall.rule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what an entry's request is called: by no name, one, or, where all rules count, several. */
public final class NameRequest {
  private final RuleSet rules;
  private final RuleSources sources;

  public NameRequest(RuleSet rules, RuleSources sources) {
    this.rules = rules;
    this.sources = sources;
  }

  public Names name(Entry entry) {
    String dropped = rules.dropReason(entry);
    if (dropped != null) {
      return new Names(dropped, List.of());
    }
    List<Name> names = byRules(entry);
    if (!names.isEmpty()) {
      return new Names(null, names);
    }
    FallBack fallBack = rules.fallBack();
    Naming naming = fallBack.name(entry);
    return naming == null
        ? new Names(FallBack.REDIRECT, List.of())
        : new Names(null, List.of(new Name(naming, fallBack.details(naming, entry))));
  }

  /** Whether the answer is a page, whatever the request is called. */
  public boolean isPage(Entry entry) {
    return rules.fallBack().isPage(entry);
  }

  private List<Name> byRules(Entry entry) {
    boolean all = rules.settings().matchAll();
    List<Name> names = List.of();
    for (CompiledRule rule : rules.candidates(entry)) {
      Captures captures = rule.match().match(entry);
      if (captures != null) {
        Name name = rule.name(entry, captures, sources);
        if (!all) {
          return List.of(name);
        }
        names = names.isEmpty() ? new ArrayList<>() : names;
        names.add(name);
      }
    }
    return names;
  }

  /**
   * What a request is called.
   *
   * @param dropped why it is no event, else null
   */
  public record Names(@Nullable String dropped, List<Name> events) {}

  /** One name of a request. */
  public record Name(Naming naming, Details details) {}
}
