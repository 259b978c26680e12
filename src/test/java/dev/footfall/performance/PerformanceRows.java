package dev.footfall.performance;

import dev.footfall.aggregate.AggregateRow;
import dev.footfall.aggregate.Label;
import dev.footfall.aggregate.WindowKey;
import dev.footfall.client.ClientFacts.IdMethod;
import dev.footfall.event.EventDraft;
import dev.footfall.event.Request.ServiceTime;
import dev.footfall.performance.ResponseTargets.Verdict;

/** Rows for tests of what is made of them. */
public final class PerformanceRows {
  static final long MINUTE = 1_795_519_740_000L;

  private PerformanceRows() {}

  /** A view of a connection, in the first millisecond of {@link #MINUTE}. */
  static EventDraft draft() {
    EventDraft draft = EventDraft.micros(MINUTE * 1_000 - EventDraft.NOON).path("/cart");
    draft.idMethod = IdMethod.CONNECTION;
    draft.service = "shop";
    draft.version = "1.0";
    return draft;
  }

  /** Four requests of two visitors. */
  public static AggregateRow full() {
    PerformanceSummary summary = new PerformanceSummary();
    EventDraft draft = draft();
    draft.services.add(new ServiceTime("shop", 1, 0, 1_500));
    draft.durationMicros = 12;
    summary.add(draft.event(), Verdict.SATISFIED, 1);
    summary.add(draft.event(), Verdict.SATISFIED, 1);
    draft.durationMicros = 1_000;
    draft.status = 404;
    draft.interaction = false;
    summary.add(draft.event(), Verdict.TOLERATING, 1);
    draft.status = 500;
    draft.visitor = "f".repeat(32);
    summary.add(draft.event(), Verdict.FRUSTRATED, 1);
    return row(summary, new Label("shop", "1.0"), false);
  }

  /** Of which nothing is left. */
  public static AggregateRow retracted() {
    return row(new PerformanceSummary(), Label.of("/a|b\\c"), true);
  }

  private static AggregateRow row(PerformanceSummary summary, Label label, boolean retracted) {
    return new AggregateRow(
        new WindowKey("service_version", MINUTE),
        label,
        summary.toBytes(),
        2,
        MINUTE + 60_000,
        !retracted,
        retracted);
  }

  /** How often a page was followed by another. */
  public static AggregateRow transition(int count) {
    TrafficCount traffic = new TrafficCount();
    for (int i = 0; i < count; i++) {
      traffic.add(1);
    }
    return new AggregateRow(
        new WindowKey("transition", MINUTE - 29 * 60_000),
        new Label("/", "/cart"),
        traffic.toBytes(),
        1,
        MINUTE + 31 * 60_000,
        false,
        false);
  }
}
