package dev.footfall.cli;

import dev.footfall.catalog.Catalog;
import dev.footfall.catalog.Catalogs;
import dev.footfall.derive.IssueEvents;
import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.IssuedEvent;
import dev.footfall.explain.ExplainTrace;
import dev.footfall.explain.Explanation;
import dev.footfall.rule.EventSettings;
import dev.footfall.rule.RuleSet;
import dev.footfall.trace.SpanTally;
import dev.footfall.trace.Trace;
import dev.footfall.trace.TraceConsumer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets the job's own code issue the events of one trace, and explains each issue. */
final class ExplainedIssues implements TraceConsumer {
  private final ExplainTrace explain;
  private final IssueEvents issueEvents;
  private final List<Issue> issues = new ArrayList<>();

  /** By event id, the last revision. */
  private final Map<String, IssuedEvent> events = new LinkedHashMap<>();

  /**
   * One issue of the trace.
   *
   * @param begins whether the trace began anew: nothing was remembered of an earlier issue
   */
  record Issue(Trace trace, Explanation explanation, boolean begins) {}

  ExplainedIssues(EventSettings settings) {
    RuleSet rules = RuleSet.compile(settings);
    Catalog catalog = settings.catalog() == null ? null : Catalogs.open(settings.catalog());
    explain = new ExplainTrace(rules, catalog);
    issueEvents =
        new IssueEvents(
            rules,
            (event, timestamp) -> events.put(event.event().eventId(), event),
            name -> number -> {},
            catalog);
  }

  @Override
  public byte @Nullable [] issue(Trace trace, byte @Nullable [] memory, SpanTally tally) {
    issues.add(new Issue(trace, explain.explain(trace), memory == null));
    return issueEvents.issue(trace, memory, tally);
  }

  @Override
  public void close() {
    issueEvents.close();
  }

  /** In the order of their times. */
  List<Issue> issues() {
    return issues;
  }

  /** The last issue. */
  Issue last() {
    return issues.get(issues.size() - 1);
  }

  /** The last revision of the event that a rule made of a request; null where there is none. */
  @Nullable IssuedEvent event(String spanId, String rule) {
    return events.values().stream()
        .filter(issued -> !issued.retracted())
        .filter(issued -> isOf(issued.event(), spanId, rule))
        .findFirst()
        .orElse(null);
  }

  /** Events that an earlier issue made and the last one did not. */
  List<AnalyticsEvent> takenBack() {
    return events.values().stream().filter(IssuedEvent::retracted).map(IssuedEvent::event).toList();
  }

  private static boolean isOf(AnalyticsEvent event, String spanId, String rule) {
    return event.request().spanId().equals(spanId) && event.rule().equals(rule);
  }
}
