package dev.footfall.event;

import dev.footfall.otlp.Field;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule's tests, ready to run, cheap ones first. Thread-safe.
 *
 * @param status null for any
 */
record CompiledMatch(
    Set<String> methods,
    List<PathTemplate> paths,
    @Nullable PathRegex pathRegex,
    @Nullable StatusTest status,
    Set<String> routes,
    Set<String> hosts,
    Set<String> services,
    List<AttributeCondition> attributes) {

  /** What the path captured where every test holds, else null. */
  @Nullable Captures match(Entry entry) {
    if (!(methods.isEmpty() || (entry.method() != null && methods.contains(entry.method())))
        || (status != null && !status.holds(entry.status()))
        || !(services.isEmpty() || services.contains(entry.span().service().name()))
        || !contains(hosts, entry, Field.HOST)
        || !contains(routes, entry, Field.ROUTE)) {
      return null;
    }
    Captures captures = path(entry);
    if (captures != null) {
      for (AttributeCondition condition : attributes) {
        if (!condition.holds(entry)) {
          return null;
        }
      }
    }
    return captures;
  }

  private static boolean contains(Set<String> values, Entry entry, Field field) {
    if (values.isEmpty()) {
      return true;
    }
    String text = entry.field(field);
    return text != null && values.contains(text);
  }

  private @Nullable Captures path(Entry entry) {
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
