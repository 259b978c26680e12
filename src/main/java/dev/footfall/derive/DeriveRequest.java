package dev.footfall.derive;

import dev.footfall.event.Hex;
import dev.footfall.event.Request;
import dev.footfall.event.Request.ServiceTime;
import dev.footfall.otlp.Field;
import dev.footfall.otlp.Span;
import dev.footfall.rule.DeclaredQuery;
import dev.footfall.rule.Entry;
import dev.footfall.rule.SpanTree;
import dev.footfall.trace.TraceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sums up an entry span and the spans below it. Not thread-safe.
 *
 * <p>A span's own time is its duration without the times that children cover, each taken once where
 * they overlap, and cut where a child's clock lets it reach beyond its parent.
 *
 * <p>Errors travel upwards: a failed payment fails the checkout that called it. So a service is
 * blamed for those of its failed spans below which none failed.
 */
public final class DeriveRequest {
  private final DeclaredQuery declaredQuery;
  private final List<Service> services = new ArrayList<>();
  private long[] coveredNanos = new long[16];
  private long[] coveredUntil = new long[16];
  private boolean[] failedBelow = new boolean[16];

  public DeriveRequest(DeclaredQuery declaredQuery) {
    this.declaredQuery = declaredQuery;
  }

  public Request derive(TraceId traceId, Entry entry) {
    Span span = entry.span();
    int errors = markFailures(entry);
    sumUp(entry);
    int spans = 0;
    List<ServiceTime> times = new ArrayList<>(services.size());
    for (Service service : services) {
      spans += service.spans;
      times.add(service.time());
    }
    return new Request(
        Hex.of(traceId.high(), traceId.low()),
        Hex.of(span.spanId()),
        entry.method(),
        entry.field(Field.SCHEME),
        entry.field(Field.HOST),
        entry.path(),
        declaredQuery.keep(entry.field(Field.QUERY)),
        entry.field(Field.ROUTE),
        entry.status(),
        entry.field(Field.CONTENT_TYPE),
        span.durationNanos() / 1_000,
        span.isError() || entry.status() >= 500,
        errorType(entry),
        span.service().name(),
        span.service().version(),
        span.service().environment(),
        spans,
        errors,
        times);
  }

  private void sumUp(Entry entry) {
    SpanTree tree = entry.tree();
    coverByChildren(tree, entry.place());
    services.clear();
    for (int i = tree.first(entry.place()); i >= 0; i = tree.next(i)) {
      Span span = tree.span(i);
      Service service = service(span.service().name());
      service.spans++;
      service.errors += span.isError() && !failedBelow[i] ? 1 : 0;
      service.add(span.durationNanos() - coveredNanos[i]);
    }
    if (services.size() > 1) {
      services.sort(Comparator.comparing(service -> service.name));
    }
  }

  /** Marks the spans somewhere below which one failed, and returns how many failed. */
  private int markFailures(Entry entry) {
    SpanTree tree = entry.tree();
    if (tree.size() > failedBelow.length) {
      failedBelow = new boolean[Math.max(tree.size(), 2 * failedBelow.length)];
    }
    for (int i = tree.first(entry.place()); i >= 0; i = tree.next(i)) {
      failedBelow[i] = false;
    }
    int failed = 0;
    for (int i = tree.first(entry.place()); i >= 0; i = tree.next(i)) {
      if (tree.span(i).isError()) {
        failed++;
        for (int up = tree.parent(i); up >= 0 && !failedBelow[up]; up = tree.parent(up)) {
          failedBelow[up] = true;
        }
      }
    }
    return failed;
  }

  /** Children come in the order of their starts, so one pass joins their times. */
  private void coverByChildren(SpanTree tree, int entry) {
    if (tree.size() > coveredNanos.length) {
      coveredNanos = new long[Math.max(tree.size(), 2 * coveredNanos.length)];
      coveredUntil = new long[coveredNanos.length];
    }
    for (int i = tree.first(entry); i >= 0; i = tree.next(i)) {
      coveredNanos[i] = 0;
      coveredUntil[i] = tree.span(i).startEpochNanos();
    }
    for (int i = tree.first(entry); i >= 0; i = tree.next(i)) {
      int parent = tree.parent(i);
      if (parent >= 0) {
        Span span = tree.span(i);
        Span above = tree.span(parent);
        long from = Math.max(span.startEpochNanos(), coveredUntil[parent]);
        long to =
            Math.min(
                span.startEpochNanos() + span.durationNanos(),
                above.startEpochNanos() + above.durationNanos());
        if (to > from) {
          coveredNanos[parent] += to - from;
          coveredUntil[parent] = to;
        }
      }
    }
  }

  private Service service(String name) {
    for (Service service : services) {
      if (service.name.equals(name)) {
        return service;
      }
    }
    Service added = new Service(name);
    services.add(added);
    return added;
  }

  private @Nullable String errorType(Entry entry) {
    String type = entry.field(Field.ERROR_TYPE);
    type = type != null ? type : firstErrorType(entry, true);
    return type != null ? type : firstErrorType(entry, false);
  }

  private @Nullable String firstErrorType(Entry entry, boolean whereItBegan) {
    SpanTree tree = entry.tree();
    for (int i = tree.first(entry.place()); i >= 0; i = tree.next(i)) {
      Span span = tree.span(i);
      boolean asked = span.isError() && !(whereItBegan && failedBelow[i]);
      if (asked && span.field(Field.ERROR_TYPE) != null) {
        return span.field(Field.ERROR_TYPE);
      }
    }
    return null;
  }

  private static final class Service {
    final String name;
    int spans;
    int errors;
    long busyNanos;

    Service(String name) {
      this.name = name;
    }

    /** Clocks that are centuries off must not make a negative sum. */
    void add(long nanos) {
      busyNanos = busyNanos + nanos < 0 ? Long.MAX_VALUE : busyNanos + nanos;
    }

    ServiceTime time() {
      return new ServiceTime(name, spans, errors, busyNanos / 1_000);
    }
  }
}
