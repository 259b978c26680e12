package dev.footfall.rule;

import dev.footfall.event.BoundedPattern;
import dev.footfall.rule.Rule.Origin;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps free text in: a query parameter for which rules declare patterns stays in a request's query
 * only while its value fits one of them. Thread-safe.
 */
public final class DeclaredQuery {
  /** By name of a parameter, then by their texts: many rules may declare the same. */
  private final Map<String, Map<String, BoundedPattern>> patterns = new HashMap<>();

  DeclaredQuery(List<CompiledRule> rules) {
    for (CompiledRule rule : rules) {
      rule.parameters().forEach(this::declare);
      if (rule.items() != null) {
        rule.items().fields().forEach(field -> declare(field.reader()));
      }
    }
  }

  /**
   * What rules declare.
   *
   * @throws BadRulesException where they cannot be used
   */
  public static DeclaredQuery of(EventSettings settings) {
    return RuleSet.compile(settings).declaredQuery();
  }

  private void declare(ParameterReader parameter) {
    if (parameter.origin() == Origin.QUERY && parameter.pattern() != null) {
      patterns
          .computeIfAbsent(parameter.key(), name -> new LinkedHashMap<>())
          .putIfAbsent(parameter.pattern().toString(), parameter.pattern());
    }
  }

  /** The query as sent without what fits no pattern; null where nothing is left. */
  public @Nullable String keep(@Nullable String query) {
    if (query == null || patterns.isEmpty()) {
      return query;
    }
    StringBuilder kept = new StringBuilder(query.length());
    for (int from = 0; from <= query.length(); ) {
      int end = query.indexOf('&', from);
      end = end < 0 ? query.length() : end;
      String pair = query.substring(from, end);
      if (fits(pair)) {
        kept.append(kept.isEmpty() ? "" : "&").append(pair);
      }
      from = end + 1;
    }
    return kept.isEmpty() ? null : kept.toString();
  }

  private boolean fits(String pair) {
    int equals = pair.indexOf('=');
    String name = UrlText.decodeQuery(equals < 0 ? pair : pair.substring(0, equals));
    Map<String, BoundedPattern> declared = patterns.get(name);
    if (declared == null) {
      return true;
    }
    String value = equals < 0 ? "" : UrlText.decodeQuery(pair.substring(equals + 1));
    return declared.values().stream().anyMatch(pattern -> pattern.fits(value));
  }
}
