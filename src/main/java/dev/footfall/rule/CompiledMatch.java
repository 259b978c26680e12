package dev.footfall.rule;

import dev.footfall.otlp.Field;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule's tests, ready to run, cheap ones first, the expression last. Thread-safe.
 *
 * @param status null for any
 */
public record CompiledMatch(
    Set<String> methods,
    List<PathTemplate> paths,
    @Nullable PathRegex pathRegex,
    @Nullable StatusTest status,
    Set<String> routes,
    Set<String> hosts,
    Set<String> services,
    Set<String> spanNames,
    List<SpanCondition> spans,
    @Nullable CelExpression cel) {

  /** What the path captured where every test holds, else null. */
  public @Nullable Captures match(Entry entry) {
    if (!takesMethod(entry)
        || !takesStatus(entry)
        || !takesService(entry)
        || !takesHost(entry)
        || !takesRoute(entry)
        || !takesSpanName(entry)) {
      return null;
    }
    Captures captures = capture(entry);
    if (captures != null) {
      for (SpanCondition condition : spans) {
        if (!condition.holds(entry)) {
          return null;
        }
      }
    }
    return captures == null || takesExpression(entry, captures) ? captures : null;
  }

  public boolean takesMethod(Entry entry) {
    return methods.isEmpty() || (entry.method() != null && methods.contains(entry.method()));
  }

  public boolean takesStatus(Entry entry) {
    return status == null || status.holds(entry.status());
  }

  public boolean takesService(Entry entry) {
    return services.isEmpty() || services.contains(entry.span().service().name());
  }

  public boolean takesHost(Entry entry) {
    return contains(hosts, entry, Field.HOST);
  }

  public boolean takesRoute(Entry entry) {
    return contains(routes, entry, Field.ROUTE);
  }

  public boolean takesSpanName(Entry entry) {
    if (spanNames.isEmpty()) {
      return true;
    }
    String name = entry.span().name();
    return name != null && spanNames.contains(name);
  }

  public boolean takesExpression(Entry entry, Captures captures) {
    return cel == null || cel.holds(entry, captures);
  }

  private static boolean contains(Set<String> values, Entry entry, Field field) {
    if (values.isEmpty()) {
      return true;
    }
    String text = entry.field(field);
    return text != null && values.contains(text);
  }

  /** What the path captured; null where it does not fit. */
  public @Nullable Captures capture(Entry entry) {
    if (pathRegex != null) {
      return entry.path() == null ? null : pathRegex.match(entry.path());
    }
    if (paths.isEmpty()) {
      return Captures.NONE;
    }
    String[] segments = entry.segments();
    if (segments != null) {
      for (PathTemplate template : paths) {
        String[] values = template.match(segments);
        if (values != null) {
          return values.length == 0 ? Captures.NONE : new Captures(template.captures(), values);
        }
      }
    }
    return null;
  }
}
