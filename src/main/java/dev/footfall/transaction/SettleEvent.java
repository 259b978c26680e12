package dev.footfall.transaction;

import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.EventId;
import dev.footfall.event.IssuedEvent;
import dev.footfall.event.Settlement;
import dev.footfall.transaction.Transaction.Settled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Settles the events of one transaction, one after the other in the order of their issue. The first
 * purchase owns the transaction until it is taken back or no purchase any more; each other purchase
 * is repeated. An event of nobody becomes the visitor's who made the purchase, and stays that
 * visitor's in its revisions.
 */
final class SettleEvent {
  /**
   * By issue. Of one moment first what is no purchase any more, so that what takes its place in the
   * same trace is no repeat of it; then purchases, then all else; of these by event.
   */
  static final Comparator<IssuedEvent> ORDER =
      Comparator.comparingLong(IssuedEvent::issuedAtMillis)
          .thenComparingInt(SettleEvent::turn)
          .thenComparingLong(event -> event.id().high())
          .thenComparingLong(event -> event.id().low())
          .thenComparingInt(IssuedEvent::revision);

  private final long retentionMillis;

  SettleEvent(Duration retention) {
    this.retentionMillis = retention.toMillis();
  }

  private static int turn(IssuedEvent event) {
    if (isPurchase(event)) {
      return 1;
    }
    AnalyticsEvent was = event.eventBefore();
    return was != null && was.isPurchase() ? 0 : 2;
  }

  private static boolean isPurchase(IssuedEvent event) {
    return !event.retracted() && event.event().isPurchase();
  }

  /** An event as it goes out, and what is known of its transaction then. */
  record Step(IssuedEvent event, Transaction transaction) {}

  /** What is known of a transaction at a time: nothing once its retention has passed. */
  Transaction at(long millis, Transaction known) {
    return isOver(millis, known)
        ? new Transaction(null, null, List.of(), known.lastMillis(), known.timerMillis())
        : known;
  }

  boolean isOver(long millis, Transaction known) {
    return millis > endMillis(known);
  }

  /** The last moment at which the transaction is known. */
  long endMillis(Transaction known) {
    return known.lastMillis() == Long.MIN_VALUE
        ? Long.MIN_VALUE
        : known.lastMillis() + retentionMillis;
  }

  Step settle(IssuedEvent event, Transaction before) {
    Transaction known = at(event.issuedAtMillis(), before);
    boolean purchase = isPurchase(event);
    EventId owner = known.owner();
    byte[] facts = known.facts();
    if (event.id().equals(owner) && !purchase) {
      owner = null;
      facts = null;
    }
    Settlement was = settlementOf(event.id(), known.settled());
    if (purchase && (owner == null || owner.equals(event.id()))) {
      owner = event.id();
      // Its own, or those that it was given: never those of an owner before.
      facts = event.facts() == null ? was.facts() : event.facts();
    }
    Settlement now = event.retracted() ? was : now(event, purchase, owner, facts, was);
    Transaction after =
        new Transaction(
            owner,
            facts,
            remember(event.id(), now, known.settled()),
            Math.max(known.lastMillis(), event.issuedAtMillis()),
            known.timerMillis());
    return new Step(event.settled(now, was), after);
  }

  private static Settlement now(
      IssuedEvent event,
      boolean purchase,
      @Nullable EventId owner,
      byte @Nullable [] facts,
      Settlement was) {
    boolean repeated = purchase && !event.id().equals(owner);
    byte[] given = was.facts() == null ? facts : was.facts();
    return new Settlement(repeated, isOfNobody(event) ? given : null);
  }

  /**
   * Whether no visitor did it. An interaction was some visitor's, though nothing is known of them.
   */
  static boolean isOfNobody(IssuedEvent event) {
    return event.facts() == null && !event.event().interaction();
  }

  private static Settlement settlementOf(EventId id, List<Settled> settled) {
    return settled.stream()
        .filter(each -> each.event().equals(id))
        .map(Settled::settlement)
        .findFirst()
        .orElse(Settlement.NONE);
  }

  private static List<Settled> remember(EventId id, Settlement now, List<Settled> settled) {
    List<Settled> all = new ArrayList<>(settled);
    all.removeIf(each -> Objects.equals(each.event(), id));
    if (!now.equals(Settlement.NONE)) {
      all.add(new Settled(id, now));
    }
    return all.size() > Transaction.MAX_SETTLED ? all.subList(1, all.size()) : all;
  }
}
