package dev.footfall.event;

import dev.footfall.otlp.Span;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A rule's test on the entry span or on any span of the request, ready to run. Thread-safe. */
record AttributeCondition(
    boolean anySpan,
    @Nullable String spanName,
    @Nullable String service,
    @Nullable String attribute,
    Set<String> equals,
    @Nullable BoundedPattern regex) {

  boolean holds(Entry entry) {
    if (!anySpan) {
      return holds(entry.span());
    }
    SpanTree tree = entry.tree();
    for (int i = tree.first(entry.place()); i >= 0; i = tree.next(i)) {
      if (holds(tree.span(i))) {
        return true;
      }
    }
    return false;
  }

  private boolean holds(Span span) {
    if (service != null && !service.equals(span.service().name())) {
      return false;
    }
    if (spanName != null && !spanName.equals(span.name())) {
      return false;
    }
    if (attribute == null) {
      return true;
    }
    Span.Value value = span.attribute(attribute);
    return value != null
        && (equals.isEmpty() || equals.contains(value.text()))
        && (regex == null || regex.fits(value.text()));
  }
}
