package dev.footfall.derive;

import dev.footfall.catalog.Catalog;
import dev.footfall.catalog.CatalogSettings;
import dev.footfall.catalog.Catalogs;
import dev.footfall.derive.DeriveEvents.Derived;
import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.ContentWriter;
import dev.footfall.event.EventContent;
import dev.footfall.event.EventId;
import dev.footfall.event.EventMemory;
import dev.footfall.event.EventMemory.Remembered;
import dev.footfall.event.EventTime;
import dev.footfall.event.Hex;
import dev.footfall.event.IssuedEvent;
import dev.footfall.rule.BadRulesException;
import dev.footfall.rule.Details;
import dev.footfall.rule.EventSettings;
import dev.footfall.rule.Naming;
import dev.footfall.rule.Rule;
import dev.footfall.rule.RuleSet;
import dev.footfall.rule.RuleSources;
import dev.footfall.trace.SpanTally;
import dev.footfall.trace.Trace;
import dev.footfall.trace.TraceConsumer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Derives the events of an issued trace and emits what differs from the issue before: an event that
 * is new, one of which any field but arrival, issue, revision and the catalog's version has changed
 * (revision plus one), one that is no longer derived (taken back, with its last content). Not
 * thread-safe.
 *
 * <p>Events come in the order of their entry spans and rules; what is taken back comes behind them.
 */
public final class IssueEvents implements TraceConsumer {
  private final EventSettings settings;
  private final Output<IssuedEvent> output;
  private final @Nullable Catalog catalog;
  private final DeriveEvents deriveEvents;
  private final ContentWriter content = new ContentWriter();
  private final ContentWriter memory = new ContentWriter();

  /** Whether there are rules whose events may have to be settled. */
  private final boolean settles;

  /**
   * @param catalog closed with this; null where there is none
   */
  public IssueEvents(
      RuleSet rules, Output<IssuedEvent> output, Counters counters, @Nullable Catalog catalog) {
    settings = rules.settings();
    settles = settings.rules().stream().anyMatch(Rule::namesTransaction);
    this.output = output;
    this.catalog = catalog;
    deriveEvents = new DeriveEvents(rules, new RuleSources(counters, catalog));
    if (catalog != null) {
      counters.gauge("catalogEntries", () -> catalog.table().size());
      counters.gauge("catalogBytes", () -> catalog.table().bytes());
      counters.gauge("catalogUpdates", catalog::updates);
      counters.gauge("catalogRefused", catalog::refused);
    }
  }

  /**
   * Makes the consumer where traces are assembled.
   *
   * @throws BadRulesException here and now, before anything travels
   */
  public static Factory<IssuedEvent> factory(EventSettings settings) {
    RuleSet.compile(settings);
    return (output, counters) -> {
      RuleSet rules = RuleSet.compile(settings);
      CatalogSettings catalog = settings.catalog();
      return new IssueEvents(
          rules, output, counters, catalog == null ? null : Catalogs.open(catalog));
    };
  }

  @Override
  public void close() {
    if (catalog != null) {
      catalog.close();
    }
  }

  @Override
  public byte @Nullable [] issue(Trace trace, byte @Nullable [] remembered, SpanTally tally) {
    Map<EventId, Remembered> before = EventMemory.read(remembered);
    EventMemory.begin(memory);
    int empty = memory.length();
    for (Derived derived : deriveEvents.derive(trace, tally)) {
      issue(trace, derived, before.isEmpty() ? null : before.remove(derived.id()));
    }
    before.forEach((id, event) -> takeBack(trace, id, event));
    return memory.length() == empty ? null : memory.toBytes();
  }

  private void issue(Trace trace, Derived derived, @Nullable Remembered before) {
    Naming naming = derived.name().naming();
    byte[] facts = naming.system() ? null : derived.entry().span().clientFacts();
    AnalyticsEvent event = event(trace, derived, before);
    content.reset();
    EventContent.write(event, facts, content);
    if (before != null && !before.retracted() && before.hasContent(content)) {
      EventMemory.write(derived.id(), before, memory);
    } else {
      EventMemory.write(derived.id(), Remembered.of(event, content), memory);
      emit(
          new IssuedEvent(
              derived.id(),
              event.arrivalTimeMillis(),
              event.issuedAtMillis(),
              event.revision(),
              false,
              content.toBytes(),
              before == null || before.retracted() ? null : before.content()),
          isSettled(event, facts));
    }
  }

  /** Without the client, whose facts go on in the bytes that they came in. */
  private AnalyticsEvent event(Trace trace, Derived derived, @Nullable Remembered before) {
    EventTime time = before != null ? before.time() : firstTime(trace, derived);
    Naming naming = derived.name().naming();
    Details details = derived.name().details();
    return new AnalyticsEvent(
        derived.id().toString(),
        naming.event(),
        time.micros(),
        time.corrected(),
        derived.entry().arrivalMillis(),
        trace.issuedAtMillis(),
        before == null ? 1 : before.revision() + 1,
        false,
        naming.interaction(),
        derived.pageView(),
        naming.conversion(),
        false,
        naming.rule(),
        naming.ruleIndex(),
        settings.configVersion(),
        derived.complete(),
        derived.request(),
        null,
        details.params(),
        details.items(),
        details.catalogVersion() == null ? null : Hex.of(details.catalogVersion()));
  }

  private EventTime firstTime(Trace trace, Derived derived) {
    return EventTime.of(
        derived.entry().span().startEpochNanos(),
        derived.entry().arrivalMillis(),
        trace.issuedAtMillis(),
        settings.eventDelayMillis());
  }

  private void takeBack(Trace trace, EventId id, Remembered event) {
    if (event.retracted()) {
      EventMemory.write(id, event, memory);
    } else {
      Remembered takenBack = event.takenBack();
      EventMemory.write(id, takenBack, memory);
      byte[] content = event.content();
      emit(
          new IssuedEvent(
              id,
              event.arrivalMillis(),
              trace.issuedAtMillis(),
              takenBack.revision(),
              true,
              content,
              content),
          false);
    }
  }

  /** A purchase counts once, and what no visitor did belongs to whoever made the purchase. */
  private static boolean isSettled(AnalyticsEvent event, byte @Nullable [] facts) {
    return event.isPurchase()
        || facts == null && !event.interaction() && event.transactionId() != null;
  }

  private void emit(IssuedEvent event, boolean settled) {
    long millis = Math.floorDiv(event.releaseMicros(settings.eventDelayMillis()), 1_000L);
    AnalyticsEvent was = settles && event.before() != null ? event.eventBefore() : null;
    if (settled || was != null && isSettled(was, EventContent.facts(event.before()))) {
      output.emitApart(event, millis);
    } else {
      output.emit(event, millis);
    }
  }
}
