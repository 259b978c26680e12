package dev.footfall.event;

import dev.footfall.client.ClientFacts;
import dev.footfall.event.EventMemory.Remembered;
import dev.footfall.event.NameRequest.Name;
import dev.footfall.event.NameRequest.Names;
import dev.footfall.otlp.Span;
import dev.footfall.trace.SpanTally;
import dev.footfall.trace.Trace;
import dev.footfall.trace.TraceConsumer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Derives the events of an issued trace and emits what differs from the issue before: an event that
 * is new, one of which any field but arrival, issue and revision has changed (revision plus one),
 * one that is no longer derived (taken back, with its last content). Not thread-safe.
 *
 * <p>Events come in the order of their entry spans and rules; what is taken back comes behind them.
 */
public final class IssueEvents implements TraceConsumer {
  private final RuleSet rules;
  private final EventOutput output;
  private final SpanTree tree;
  private final NameRequest nameRequest;
  private final DeriveRequest deriveRequest;
  private final EventId.Hash eventIds = new EventId.Hash();
  private final ContentWriter content = new ContentWriter();
  private final ContentWriter memory = new ContentWriter();
  private @Nullable String[] dropped = new String[16];

  public IssueEvents(RuleSet rules, EventOutput output, RejectedValues rejected) {
    this.rules = rules;
    this.output = output;
    tree = new SpanTree(rules.settings().entryServices());
    nameRequest = new NameRequest(rules, rejected);
    deriveRequest = new DeriveRequest(rules.declaredQuery());
  }

  @Override
  public byte @Nullable [] issue(Trace trace, byte @Nullable [] remembered, SpanTally tally) {
    tree.fill(trace);
    if (dropped.length < tree.size()) {
      dropped = new String[Math.max(tree.size(), 2 * dropped.length)];
    }
    Map<EventId, Remembered> before = EventMemory.read(remembered);
    EventMemory.begin(memory);
    int nothing = memory.length();
    for (int i = 0; i < tree.size(); i++) {
      if (tree.isEntry(i)) {
        issueEntry(trace, i, before);
      }
    }
    before.forEach((id, event) -> takeBack(trace, id, event));
    TallySpans.count(tree, dropped, tally);
    return memory.length() == nothing ? null : memory.toBytes();
  }

  private void issueEntry(Trace trace, int place, Map<EventId, Remembered> before) {
    Entry entry = new Entry(tree, place);
    Names names = nameRequest.name(entry);
    dropped[place] = names.dropped();
    if (names.events().isEmpty()) {
      return;
    }
    Request request = deriveRequest.derive(trace.id(), entry);
    for (Name name : names.events()) {
      EventId id = eventIds.of(trace.id(), entry.span().spanId(), name.naming().rule());
      issueEvent(trace, entry, request, name, id, before.isEmpty() ? null : before.remove(id));
    }
  }

  private void issueEvent(
      Trace trace,
      Entry entry,
      Request request,
      Name name,
      EventId id,
      @Nullable Remembered before) {
    AnalyticsEvent event = event(trace, entry, request, name, id, before);
    content.reset();
    EventContent.write(event, entry.span().clientFacts(), content);
    if (before != null && !before.retracted() && before.hasContent(content)) {
      EventMemory.write(id, before, memory);
      return;
    }
    EventMemory.write(id, Remembered.of(event, content), memory);
    emit(event);
  }

  private AnalyticsEvent event(
      Trace trace,
      Entry entry,
      Request request,
      Name name,
      EventId id,
      @Nullable Remembered before) {
    long arrivalMillis = tree.traceSpan(entry.place()).arrivalMillis();
    EventTime time = before != null ? before.time() : time(trace, entry.span(), arrivalMillis);
    byte[] facts = entry.span().clientFacts();
    Naming naming = name.naming();
    return new AnalyticsEvent(
        id.toString(),
        naming.event(),
        time.micros(),
        time.corrected(),
        arrivalMillis,
        trace.issuedAtMillis(),
        before == null ? 1 : before.revision() + 1,
        false,
        naming.interaction(),
        naming.conversion(),
        naming.rule(),
        naming.ruleIndex(),
        rules.settings().configVersion(),
        !tree.hasOrphans() && !trace.truncated(),
        request,
        facts == null ? null : ClientFacts.decode(facts),
        name.parameters());
  }

  private EventTime time(Trace trace, Span span, long arrivalMillis) {
    return EventTime.of(
        span.startEpochNanos(),
        arrivalMillis,
        trace.issuedAtMillis(),
        rules.settings().eventDelayMillis());
  }

  private void takeBack(Trace trace, EventId id, Remembered event) {
    if (event.retracted()) {
      EventMemory.write(id, event, memory);
      return;
    }
    Remembered takenBack = event.takenBack();
    EventMemory.write(id, takenBack, memory);
    emit(takenBack.event(id, trace.issuedAtMillis()));
  }

  private void emit(AnalyticsEvent event) {
    output.emit(event, Math.floorDiv(event.eventTimeMicros(), 1_000L));
  }
}
