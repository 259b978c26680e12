package dev.footfall.event;

import dev.footfall.client.ClientFacts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing a visitor did, in GA4's terms.
 *
 * @param eventId 32 hex, hash of trace id, span id and rule id: the same on every replay
 * @param eventTimeMicros epoch microseconds: the entry span's start, not before issue minus event
 *     delay, not after its arrival; frozen at the first issue
 * @param timeCorrected the entry span's start lay outside those bounds
 * @param arrivalTimeMillis arrival of the entry span's record
 * @param issuedAtMillis when this revision was issued
 * @param revision from 1, rising
 * @param retracted this event is no longer derived
 * @param interaction starts, extends and engages a session
 * @param pageView an interaction whose answer is a page; of several events of one request only the
 *     first
 * @param conversion what the rule says: counted never, once per session, every time
 * @param repeatedTransaction a purchase that another event was before: it is neither a conversion
 *     nor worth anything
 * @param rule id of the rule, or of the fall-back: {@code page_view}, {@code page_error}, {@code
 *     request}, {@code file_download}
 * @param ruleIndex the rule's place in the file, for the total order
 * @param complete the entry span's trace has all its parents and passed no cap
 * @param params the rule's parameters, by name, in the rule's order
 * @param items what the event is about, at most {@link Item#MAX_ITEMS}; empty for most events
 * @param catalogVersion hash of the catalog's content that was asked, 16 hex; null where none was
 */
public record AnalyticsEvent(
    String eventId,
    String eventName,
    long eventTimeMicros,
    boolean timeCorrected,
    long arrivalTimeMillis,
    long issuedAtMillis,
    int revision,
    boolean retracted,
    boolean interaction,
    boolean pageView,
    Conversion conversion,
    boolean repeatedTransaction,
    String rule,
    int ruleIndex,
    String configVersion,
    boolean complete,
    Request request,
    @Nullable ClientFacts client,
    Map<String, ParameterValue> params,
    List<Item> items,
    @Nullable String catalogVersion) {

  /** The event that is revenue. */
  public static final String PURCHASE = "purchase";

  /** The parameter that tells which purchase it is. */
  public static final String TRANSACTION_ID = "transaction_id";

  private static final Set<String> NO_ID =
      Set.of("", "0", "-", "null", "nil", "none", "nan", "undefined", "unknown", "(not set)");

  /** How often an event counts as a conversion. */
  public enum Conversion {
    NONE,
    ONCE_PER_SESSION,
    EVERY
  }

  /** Whether it is the purchase of a transaction that it names. */
  public boolean isPurchase() {
    return eventName.equals(PURCHASE) && transactionId() != null;
  }

  /**
   * The parameter; null where there is none to tell purchases apart by. What programs write for "no
   * value" would be one and the same transaction for all who buy.
   */
  public @Nullable String transactionId() {
    ParameterValue id = params.get(TRANSACTION_ID);
    return id == null || NO_ID.contains(id.text().strip().toLowerCase(Locale.ROOT))
        ? null
        : id.text();
  }
}
