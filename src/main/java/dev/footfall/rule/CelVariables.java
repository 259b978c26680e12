package dev.footfall.rule;

import dev.cel.runtime.CelVariableResolver;
import dev.footfall.otlp.Field;
import dev.footfall.otlp.Span;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What expressions see of a request, read when they ask. A text that is absent is empty. For one
 * evaluation.
 */
final class CelVariables implements CelVariableResolver {
  private final Entry entry;
  private final Span attributesOf;
  private final Captures captures;

  /** Made once: an expression that names it within a walk over the spans asks for each of them. */
  private @Nullable List<Map<String, Object>> spans;

  CelVariables(Entry entry, Span attributesOf, Captures captures) {
    this.entry = entry;
    this.attributesOf = attributesOf;
    this.captures = captures;
  }

  @Override
  public Optional<Object> find(String name) {
    return Optional.ofNullable(value(name));
  }

  private @Nullable Object value(String name) {
    Span span = entry.span();
    return switch (name) {
      case "method" -> text(entry.method());
      case "scheme" -> text(entry.field(Field.SCHEME));
      case "host" -> text(entry.field(Field.HOST));
      case "path" -> text(entry.path());
      case "route" -> text(entry.field(Field.ROUTE));
      case "status" -> (long) entry.status();
      case "duration_ms" -> millis(span);
      case "error" -> span.isError();
      case "service" -> span.service().name();
      case "service_version" -> text(span.service().version());
      case "environment" -> text(span.service().environment());
      case "span_name" -> text(span.name());
      case CelNames.CAPTURES -> new Values(captures::decoded);
      case CelNames.QUERY -> query();
      case CelNames.ATTRIBUTES -> attributes(attributesOf);
      case "spans" -> spans == null ? spans = spans() : spans;
      default -> null;
    };
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static long millis(Span span) {
    return span.durationNanos() / 1_000_000;
  }

  /** What may leave in the request's query. */
  private Map<String, Object> query() {
    String query = entry.scope().query(entry.field(Field.QUERY));
    return new Values(name -> UrlText.parameter(query, name));
  }

  private static Map<String, Object> attributes(Span span) {
    return new Values(name -> value(span.attribute(name)));
  }

  private static @Nullable Object value(Span.@Nullable Value value) {
    if (value == null || !value.number()) {
      return value == null ? null : value.text();
    }
    try {
      return Long.valueOf(value.text());
    } catch (NumberFormatException e) {
      return Double.valueOf(value.text());
    }
  }

  private List<Map<String, Object>> spans() {
    SpanTree tree = entry.tree();
    List<Map<String, Object>> all = new ArrayList<>();
    for (int i = tree.first(entry.place()); i >= 0; i = tree.next(i)) {
      Span span = tree.span(i);
      all.add(
          Map.of(
              "name",
              text(span.name()),
              "service",
              span.service().name(),
              "error",
              span.isError(),
              "duration_ms",
              millis(span),
              CelNames.ATTRIBUTES,
              attributes(span)));
    }
    return all;
  }

  /** Values found by name; expressions never ask for all of them. */
  private static final class Values extends AbstractMap<String, Object> {
    private final Function<String, @Nullable Object> byName;

    Values(Function<String, @Nullable Object> byName) {
      this.byName = byName;
    }

    @Override
    public @Nullable Object get(Object name) {
      return name instanceof String text ? byName.apply(text) : null;
    }

    @Override
    public boolean containsKey(Object name) {
      return get(name) != null;
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
      return Set.of();
    }
  }
}
