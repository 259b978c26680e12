package dev.footfall.rule;

import dev.footfall.event.ParameterValue;
import dev.footfall.otlp.Field;
import dev.footfall.otlp.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of a request that a rule matched, ready to run. Thread-safe.
 *
 * @param otherwise what the request is called where it does not
 */
record CompiledVerification(
    List<SpanCondition> spans, @Nullable CelExpression cel, Naming otherwise) {
  static final String REASON = "failure_reason";
  static final String SERVICE = "failure_service";

  /** No span is there that the test is about. */
  static final String MISSING = "missing";

  /** A span failed, and says not how. */
  static final String ERROR = "error";

  /** What is there did not fail, but does not pass either. */
  static final String UNMET = "unmet";

  /** Why the request is not what the rule says; null where it is. */
  @Nullable Failure failure(Entry entry, Captures captures) {
    for (SpanCondition condition : spans) {
      if (!condition.holds(entry)) {
        return failure(condition, entry);
      }
    }
    return cel == null || cel.holds(entry, captures) ? null : new Failure(UNMET, null);
  }

  /** The details of the event with the failure behind them; the rule's own words go first. */
  static Details with(Failure failure, Details details) {
    Map<String, ParameterValue> params = new LinkedHashMap<>(details.params());
    params.putIfAbsent(REASON, new ParameterValue(failure.reason, false));
    if (failure.service != null) {
      params.putIfAbsent(SERVICE, new ParameterValue(failure.service, false));
    }
    return new Details(params, details.items(), details.catalogVersion());
  }

  private static Failure failure(SpanCondition condition, Entry entry) {
    Span blamed = blamed(condition, entry);
    if (blamed == null) {
      return new Failure(MISSING, condition.service());
    }
    String service = blamed.service().name();
    if (!blamed.isError()) {
      return new Failure(UNMET, service);
    }
    String type = blamed.field(Field.ERROR_TYPE);
    type = type != null ? type : firstErrorType(service, entry);
    return new Failure(type != null ? type : ERROR, service);
  }

  /** The first span that failed among those that the test is about, else the first of them. */
  private static @Nullable Span blamed(SpanCondition condition, Entry entry) {
    Span first = null;
    SpanTree tree = entry.tree();
    for (int i = tree.first(entry.place()); i >= 0; i = tree.next(i)) {
      Span span = tree.span(i);
      if (condition.isAbout(span, i == entry.place())) {
        if (span.isError()) {
          return span;
        }
        first = first == null ? span : first;
      }
    }
    return first;
  }

  /** An error often has its type only where it began. */
  private static @Nullable String firstErrorType(String service, Entry entry) {
    SpanTree tree = entry.tree();
    for (int i = tree.first(entry.place()); i >= 0; i = tree.next(i)) {
      Span span = tree.span(i);
      String type = service.equals(span.service().name()) ? span.field(Field.ERROR_TYPE) : null;
      if (type != null) {
        return type;
      }
    }
    return null;
  }

  /**
   * Why a request is not what its rule says.
   *
   * @param reason an error's type, or one of the words above
   * @param service where it failed, or what should have been there; null where nobody knows
   */
  record Failure(String reason, @Nullable String service) {}
}
