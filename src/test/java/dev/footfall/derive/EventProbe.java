package dev.footfall.derive;

import dev.footfall.catalog.Catalogs;
import dev.footfall.event.AnalyticsEvent;
import dev.footfall.otlp.HttpRequest;
import dev.footfall.otlp.OtlpReader;
import dev.footfall.otlp.Projection;
import dev.footfall.otlp.Span;
import dev.footfall.otlp.SpanHandler;
import dev.footfall.otlp.SpanWriter;
import dev.footfall.otlp.WireSpan;
import dev.footfall.rule.EventSettings;
import dev.footfall.rule.Rule;
import dev.footfall.rule.RuleProjection;
import dev.footfall.rule.RuleSet;
import dev.footfall.rule.SpanDraft;
import dev.footfall.trace.SpanTally;
import dev.footfall.trace.Trace;
import dev.footfall.trace.TraceId;
import dev.footfall.trace.TraceSpan;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Drives {@link IssueEvents} with spans that came through the real reader and writer. */
public final class EventProbe {
  static final long BASE = SpanDraft.BASE;

  final List<AnalyticsEvent> events = new ArrayList<>();
  final List<Long> timestamps = new ArrayList<>();
  public final Map<String, Long> counters = new TreeMap<>();
  final SpanTally tally = new SpanTally();
  public byte[] memory;
  private final List<Rule> rules;
  private final IssueEvents issueEvents;

  public EventProbe(Rule... rules) {
    this(settings(false, rules));
  }

  public EventProbe(EventSettings settings) {
    rules = settings.rules();
    issueEvents =
        new IssueEvents(
            RuleSet.compile(settings),
            (event, timestamp) -> {
              events.add(event.event());
              timestamps.add(timestamp);
            },
            name -> number -> counters.merge(name, number, Long::sum),
            settings.catalog() == null ? null : Catalogs.open(settings.catalog()));
  }

  public static EventSettings settings(boolean matchAll, Rule... rules) {
    return new EventSettings(
        Set.of(),
        matchAll,
        EventSettings.DEFAULT_API_PATHS,
        EventSettings.DEFAULT_MANAGEMENT_PATHS,
        List.of(rules),
        "config-1",
        60_000);
  }

  /** Issues a trace of these spans 12 s after {@link #BASE}; returns what this issue emitted. */
  public List<AnalyticsEvent> issue(SpanDraft... spans) {
    return issueAt(12_000, spans);
  }

  public List<AnalyticsEvent> issueAt(long issuedAtMillis, SpanDraft... spans) {
    return issue(trace(issuedAtMillis, spans));
  }

  public List<AnalyticsEvent> issue(Trace trace) {
    int before = events.size();
    memory = issueEvents.issue(trace, memory, tally);
    return List.copyOf(events.subList(before, events.size()));
  }

  /** The only event that the spans give, as the first issue of a trace. */
  public AnalyticsEvent event(SpanDraft... spans) {
    memory = null;
    List<AnalyticsEvent> issued = issue(spans);
    if (issued.size() != 1) {
      throw new AssertionError("not one event: " + issued);
    }
    return issued.get(0);
  }

  public Trace trace(long issuedAtMillis, SpanDraft... drafts) {
    List<TraceSpan> spans = new ArrayList<>();
    for (SpanDraft draft : drafts) {
      spans.add(new TraceSpan(span(draft), draft.arrivalMillis, draft.isNew));
    }
    spans.sort(
        Comparator.<TraceSpan>comparingLong(span -> span.span().startEpochNanos())
            .thenComparingLong(span -> span.span().spanId()));
    return new Trace(new TraceId(7, 7), spans, BASE + issuedAtMillis, false);
  }

  private Span span(SpanDraft draft) {
    Projection projection = RuleProjection.of(rules);
    SpanWriter writer = new SpanWriter(projection);
    SpanHandler handler =
        new SpanHandler() {
          @Override
          public void resource(WireSpan next) {
            writer.resource(next.resource, (name, text) -> text);
          }

          @Override
          public void span(WireSpan span) {
            HttpRequest request = span.isServer() ? HttpRequest.of(span) : null;
            writer.span(span, request, draft.clientFacts, (name, text) -> text);
          }

          @Override
          public void badSpan(String reason, byte[] bytes, int offset, int length) {
            throw new AssertionError(reason);
          }
        };
    byte[] message =
        TracesData.newBuilder().addResourceSpans(draft.message()).build().toByteArray();
    new OtlpReader(projection).read(message, handler);
    List<Span> spans = new ArrayList<>();
    Span.read(writer.toBytes(), spans::add);
    return spans.get(0);
  }

  /** What the spans issued so far were counted as. */
  public Map<String, Long> classes() {
    Map<String, Long> classes = new HashMap<>();
    tally.flush(
        count ->
            classes.merge(
                (count.spanClass() + " " + count.reason()).strip(), count.spans(), Long::sum));
    return classes;
  }
}
