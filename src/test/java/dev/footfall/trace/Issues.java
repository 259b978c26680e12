package dev.footfall.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A consumer that writes down what it is given, and remembers how often it was given the trace. It
 * calls spans of traces with a SERVER span used.
 */
final class Issues implements TraceConsumer {
  final List<Issue> issues = new ArrayList<>();

  /** A span as issued. */
  record IssuedSpan(long spanId, long arrivalMillis, boolean isNew, String note) {}

  /** An issue as it came. */
  record Issue(
      TraceId id, long issuedAtMillis, boolean truncated, int revision, List<IssuedSpan> spans) {}

  @Override
  public byte @Nullable [] issue(Trace trace, byte @Nullable [] memory, SpanTally tally) {
    int revision = memory == null ? 1 : memory[0] + 1;
    issues.add(written(trace, revision));
    boolean used = trace.spans().stream().anyMatch(s -> s.span().isServer());
    for (TraceSpan span : trace.spans()) {
      if (span.isNew()) {
        SpanClass spanClass = used ? SpanClass.USED : SpanClass.NO_ENTRY;
        tally.count(span.arrivalMillis(), spanClass, "", 1);
      }
    }
    return new byte[] {(byte) revision};
  }

  static Issue written(Trace trace, int revision) {
    List<IssuedSpan> spans = new ArrayList<>();
    for (TraceSpan s : trace.spans()) {
      spans.add(new IssuedSpan(s.span().spanId(), s.arrivalMillis(), s.isNew(), note(s.span())));
    }
    return new Issue(trace.id(), trace.issuedAtMillis(), trace.truncated(), revision, spans);
  }

  static String note(dev.footfall.otlp.Span span) {
    dev.footfall.otlp.Span.Value note = span.attribute("note");
    return note == null ? "" : note.text();
  }

  /** Adds what a tally holds to sums by minute, class and reason. */
  static void drain(SpanTally tally, Map<String, Long> sums) {
    tally.flush(
        count ->
            sums.merge(
                count.arrivalMinuteMillis() + " " + count.spanClass() + " " + count.reason(),
                count.spans(),
                Long::sum));
  }

  static Map<String, Long> sums() {
    return new TreeMap<>();
  }
}
