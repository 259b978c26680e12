package dev.footfall.transaction;

import dev.footfall.event.AnalyticsEvent.Conversion;
import dev.footfall.event.EventDraft;
import dev.footfall.event.IssuedEvent;

/** Events of transactions. */
final class Purchases {
  private Purchases() {}

  /** A visitor's purchase so many seconds after noon, worth ten euro. */
  static EventDraft purchase(double seconds, String visitor, String transaction) {
    EventDraft draft =
        EventDraft.seconds(seconds)
            .named("purchase")
            .counts(Conversion.EVERY)
            .worth("10", "EUR")
            .transaction(transaction);
    draft.visitor = visitor;
    return draft;
  }

  /** What no visitor did. */
  static EventDraft refund(double seconds, String transaction) {
    EventDraft draft =
        EventDraft.seconds(seconds)
            .named("refund")
            .noInteraction()
            .worth("10", "EUR")
            .transaction(transaction);
    draft.client = false;
    return draft;
  }

  static IssuedEvent issued(EventDraft draft) {
    return IssuedEvent.of(draft.event(), null);
  }

  static IssuedEvent issued(EventDraft draft, EventDraft before) {
    return IssuedEvent.of(draft.event(), before.event());
  }
}
