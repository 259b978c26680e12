package dev.footfall.transaction;

import dev.footfall.event.EventId;
import dev.footfall.event.Settlement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a transaction. Cleared when its retention has passed since its last event.
 *
 * @param owner the event that is the purchase; null where there is none
 * @param facts who made it, as bytes; null where nobody did
 * @param settled events that a settlement added something to, the oldest first
 * @param lastMillis when the last of its events was issued
 * @param timerMillis when a timer will look whether it can be cleared
 */
record Transaction(
    @Nullable EventId owner,
    byte @Nullable [] facts,
    List<Settled> settled,
    long lastMillis,
    long timerMillis) {
  /** None has more events than this; of more, the oldest could be revised wrongly. */
  static final int MAX_SETTLED = 100;

  static final long NO_TIMER = Long.MAX_VALUE;

  static final Transaction NONE = new Transaction(null, null, List.of(), Long.MIN_VALUE, NO_TIMER);

  /** What a settlement added to an event. */
  record Settled(EventId event, Settlement settlement) {}

  Transaction {
    settled = List.copyOf(settled);
  }

  Transaction timedAt(long millis) {
    return new Transaction(owner, facts, settled, lastMillis, millis);
  }
}
