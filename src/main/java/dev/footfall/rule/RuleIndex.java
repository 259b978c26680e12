package dev.footfall.rule;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the few rules that a request may match, by its method and its path's segments, in the
 * rules' order. Immutable.
 */
final class RuleIndex {
  /** By method; the null key stands for all that no rule names. */
  private final Map<@Nullable String, PathIndex> methods = new HashMap<>();

  RuleIndex(List<CompiledRule> all) {
    Set<@Nullable String> names = new HashSet<>();
    names.add(null);
    all.forEach(rule -> names.addAll(rule.match().methods()));
    for (String method : names) {
      methods.put(method, new PathIndex(all.stream().filter(rule -> takes(rule, method)).toList()));
    }
  }

  /** The rules to try, in their order. */
  CompiledRule[] candidates(Entry entry) {
    PathIndex paths = methods.get(entry.method());
    if (paths == null) {
      paths = methods.get(null);
    }
    return paths.candidates(entry.segments());
  }

  private static boolean takes(CompiledRule rule, @Nullable String method) {
    Set<String> methods = rule.match().methods();
    return methods.isEmpty() || (method != null && methods.contains(method));
  }
}
