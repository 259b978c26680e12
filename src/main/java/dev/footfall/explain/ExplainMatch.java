package dev.footfall.explain;

import dev.footfall.otlp.Field;
import dev.footfall.rule.Captures;
import dev.footfall.rule.CompiledMatch;
import dev.footfall.rule.CompiledRule;
import dev.footfall.rule.Entry;
import dev.footfall.rule.Rule;
import java.util.Collection;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Says in words which of a rule's tests does not hold. Asks the same compiled tests as {@link
 * CompiledMatch#match}, in the same order, one at a time.
 */
final class ExplainMatch {
  private final Rule.Match asked;
  private final CompiledMatch match;

  ExplainMatch(Rule rule, CompiledRule compiled) {
    asked = rule.match();
    match = compiled.match();
  }

  /** The first test that does not hold; null where all do. */
  @Nullable String firstFailure(Entry entry) {
    if (!match.takesMethod(entry)) {
      return "method " + orNone(entry.method()) + " is not " + either(match.methods());
    }
    if (!match.takesStatus(entry)) {
      String status = entry.status() == 0 ? "(none)" : String.valueOf(entry.status());
      return "status " + status + " is not " + either(asked.status());
    }
    if (!match.takesService(entry)) {
      return "service " + entry.span().service().name() + " is not " + either(asked.services());
    }
    if (!match.takesHost(entry)) {
      return "host " + orNone(entry.field(Field.HOST)) + " is not " + either(match.hosts());
    }
    if (!match.takesRoute(entry)) {
      return "route " + orNone(entry.field(Field.ROUTE)) + " is not " + either(asked.routes());
    }
    if (!match.takesSpanName(entry)) {
      return "span name " + orNone(entry.span().name()) + " is not " + either(asked.spanNames());
    }
    Captures captures = match.capture(entry);
    if (captures == null) {
      return "path " + orNone(entry.path()) + " does not fit " + path();
    }
    for (int i = 0; i < match.spans().size(); i++) {
      if (!match.spans().get(i).holds(entry)) {
        return new ExplainSpanTest(asked.spans().get(i), match.spans().get(i)).failure(entry);
      }
    }
    if (!match.takesExpression(entry, captures)) {
      return "the expression does not hold: " + asked.cel();
    }
    return match.match(entry) == null ? "a test of it does not hold" : null;
  }

  /** Whether all holds but what is looked for in spans. */
  boolean failsBySpansOnly(Entry entry) {
    return match.takesMethod(entry)
        && match.takesStatus(entry)
        && match.takesService(entry)
        && match.takesHost(entry)
        && match.takesRoute(entry)
        && match.takesSpanName(entry)
        && match.capture(entry) != null;
  }

  private String path() {
    return asked.pathRegex() != null ? "path_regex " + asked.pathRegex() : either(asked.paths());
  }

  static String either(Collection<String> texts) {
    Collection<String> shown = texts instanceof java.util.Set ? new TreeSet<>(texts) : texts;
    return String.join(" or ", shown);
  }

  private static String orNone(@Nullable String text) {
    return text == null ? "(none)" : text;
  }
}
