package dev.footfall.rule;

import dev.footfall.event.BoundedPattern;
import dev.footfall.event.DecimalText;
import dev.footfall.event.ParameterValue;
import dev.footfall.otlp.Field;
import dev.footfall.otlp.Span;
import dev.footfall.otlp.SpanEvent;
import dev.footfall.rule.Rule.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Reads one source of an event parameter. Thread-safe.
 *
 * @param pattern what the text must fit whole; null lets all pass
 * @param column for the catalog, else null
 */
public record ParameterReader(
    String name,
    Origin origin,
    String key,
    @Nullable String event,
    @Nullable String service,
    @Nullable CelExpression expression,
    @Nullable BoundedPattern pattern,
    boolean number,
    @Nullable CatalogColumn column) {

  /**
   * Where the catalog has the value.
   *
   * @param place of the column among those that rules ask for
   * @param by the parameter that names the entry
   */
  record CatalogColumn(int place, String by) {}

  /** The value; null where the source has none, or it does not fit, which is counted. */
  public @Nullable ParameterValue read(Reading reading) {
    String text = text(reading);
    if (text == null) {
      return null;
    }
    if (pattern != null && !pattern.fits(text)) {
      reading.countDropped(name);
      return null;
    }
    String plain = number ? DecimalText.plain(text) : text;
    if (plain == null) {
      reading.countDropped(name);
      return null;
    }
    return new ParameterValue(plain, number);
  }

  private @Nullable String text(Reading reading) {
    return switch (origin) {
      case CAPTURE -> reading.captures().decoded(key);
      case QUERY -> UrlText.parameter(query(reading.entry()), key);
      case ATTRIBUTE -> reading.text(reading.span().attribute(key));
      case SPAN_ATTRIBUTE -> anySpan(reading);
      case SPAN_EVENT -> anySpanEvent(reading);
      case CEL ->
          expression == null
              ? null
              : expression.text(reading.entry(), reading.span(), reading.captures());
      case CONSTANT -> key;
      case PARAM -> reading.param(key);
      case CATALOG -> column == null ? null : fromCatalog(reading, column);
    };
  }

  private static @Nullable String fromCatalog(Reading reading, CatalogColumn column) {
    String entry = reading.catalogKey(column.by);
    return entry == null ? null : reading.catalog().text(entry, column.place);
  }

  /** Without a pattern of its own it gets what fits those that other rules declare. */
  private @Nullable String query(Entry entry) {
    String query = entry.field(Field.QUERY);
    return pattern == null ? entry.scope().query(query) : query;
  }

  private @Nullable String anySpan(Reading reading) {
    Entry entry = reading.entry();
    SpanTree tree = entry.tree();
    for (int i = tree.first(entry.place()); i >= 0; i = tree.next(i)) {
      Span span = tree.span(i);
      if (service == null || service.equals(span.service().name())) {
        Span.Value value = span.attribute(key);
        if (value != null) {
          return reading.text(value);
        }
      }
    }
    return null;
  }

  private @Nullable String anySpanEvent(Reading reading) {
    Entry entry = reading.entry();
    SpanTree tree = entry.tree();
    for (int i = tree.first(entry.place()); i >= 0 && event != null; i = tree.next(i)) {
      Span span = tree.span(i);
      if (service == null || service.equals(span.service().name())) {
        for (SpanEvent one : span.events(event)) {
          Span.Value value = one.attribute(key);
          if (value != null) {
            return reading.text(value);
          }
        }
      }
    }
    return null;
  }
}
