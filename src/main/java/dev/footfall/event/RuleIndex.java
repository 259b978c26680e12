package dev.footfall.event;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the few rules that a request may match, by its method and its path's first segment, in the
 * rules' order. Immutable.
 */
final class RuleIndex {
  private static final CompiledRule[] NONE = {};

  /** By method, then first segment; the null keys stand for all that no rule names. */
  private final Map<@Nullable String, Map<@Nullable String, CompiledRule[]>> rules =
      new HashMap<>();

  RuleIndex(List<CompiledRule> all) {
    Set<@Nullable String> methods = new HashSet<>();
    methods.add(null);
    all.forEach(rule -> methods.addAll(rule.match().methods()));
    for (String method : methods) {
      rules.put(method, bySegment(all.stream().filter(rule -> takes(rule, method)).toList()));
    }
  }

  /** The rules to try, in their order. */
  CompiledRule[] candidates(Entry entry) {
    Map<@Nullable String, CompiledRule[]> segments = rules.get(entry.method());
    if (segments == null) {
      segments = rules.get(null);
    }
    String[] path = entry.segments();
    CompiledRule[] found = segments.get(path == null ? null : path[0]);
    return found != null ? found : segments.get(null);
  }

  private static Map<@Nullable String, CompiledRule[]> bySegment(List<CompiledRule> all) {
    Set<@Nullable String> segments = new HashSet<>();
    segments.add(null);
    for (CompiledRule rule : all) {
      rule.match().paths().forEach(path -> segments.add(path.firstSegment()));
    }
    Map<@Nullable String, CompiledRule[]> rules = new HashMap<>();
    for (String segment : segments) {
      rules.put(
          segment, all.stream().filter(rule -> beginsWith(rule, segment)).toList().toArray(NONE));
    }
    return rules;
  }

  private static boolean takes(CompiledRule rule, @Nullable String method) {
    Set<String> methods = rule.match().methods();
    return methods.isEmpty() || (method != null && methods.contains(method));
  }

  private static boolean beginsWith(CompiledRule rule, @Nullable String segment) {
    List<PathTemplate> paths = rule.match().paths();
    return paths.isEmpty()
        || paths.stream()
            .map(PathTemplate::firstSegment)
            .anyMatch(first -> first == null || first.equals(segment));
  }
}
