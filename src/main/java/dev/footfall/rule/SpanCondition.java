package dev.footfall.rule;

import dev.footfall.event.BoundedPattern;
import dev.footfall.otlp.Span;
import dev.footfall.otlp.SpanEvent;
import dev.footfall.rule.SpanTest.Outcome;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule's test on the entry span or on the spans of the request, ready to run. Thread-safe.
 *
 * @param longerThanNanos negative where nothing is asked
 * @param shorterThanNanos negative where nothing is asked
 */
public record SpanCondition(
    boolean anySpan,
    @Nullable String spanName,
    @Nullable String service,
    @Nullable Outcome status,
    long longerThanNanos,
    long shorterThanNanos,
    @Nullable String event,
    @Nullable String attribute,
    Set<String> equals,
    @Nullable BoundedPattern regex,
    int atLeast,
    int atMost) {

  public boolean holds(Entry entry) {
    if (!anySpan) {
      return passes(entry.span());
    }
    SpanTree tree = entry.tree();
    int passed = 0;
    for (int i = tree.first(entry.place()); i >= 0; i = tree.next(i)) {
      if (passes(tree.span(i)) && (++passed > atMost || isEnough(passed))) {
        break;
      }
    }
    return passed >= atLeast && passed <= atMost;
  }

  private boolean isEnough(int passed) {
    return atMost == SpanTest.ANY_NUMBER && passed >= atLeast;
  }

  /**
   * Whether a failure of the test may be the span's: it is of the service and the name, or one of
   * too many that pass.
   */
  boolean isAbout(Span span, boolean isEntry) {
    return atMost < SpanTest.ANY_NUMBER && atLeast == 0
        ? passes(span)
        : (anySpan || isEntry) && isOf(span);
  }

  private boolean isOf(Span span) {
    return (service == null || service.equals(span.service().name()))
        && (spanName == null || spanName.equals(span.name()));
  }

  /** Whether the span is one that is asked for. */
  public boolean passes(Span span) {
    return (service == null || service.equals(span.service().name()))
        && (status == null || (status == Outcome.ERROR) == span.isError())
        && (longerThanNanos < 0 || span.durationNanos() > longerThanNanos)
        && (shorterThanNanos < 0 || span.durationNanos() < shorterThanNanos)
        && (spanName == null || spanName.equals(span.name()))
        && (event == null ? fits(span) : hasEvent(span));
  }

  private boolean fits(Span span) {
    return attribute == null || fits(span.attribute(attribute));
  }

  private boolean hasEvent(Span span) {
    for (SpanEvent one : span.events(event)) {
      if (attribute == null || fits(one.attribute(attribute))) {
        return true;
      }
    }
    return false;
  }

  private boolean fits(Span.@Nullable Value value) {
    return value != null
        && (equals.isEmpty() || equals.contains(value.text()))
        && (regex == null || regex.fits(value.text()));
  }
}
