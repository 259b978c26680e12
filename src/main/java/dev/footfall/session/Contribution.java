package dev.footfall.session;

import dev.footfall.client.ClientFacts;
import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.AnalyticsEvent.Conversion;
import dev.footfall.event.Money;
import dev.footfall.event.Request;
import dev.footfall.session.Session.Page;
import dev.footfall.session.Session.ServiceVersion;
import org.jspecify.annotations.Nullable;

/**
 * What one revision of an event adds to its session.
 *
 * @param page null unless it is a page view
 * @param money of a conversion or a purchase; null for all others
 * @param transaction fingerprint of a purchase's transaction id
 * @param circumstances null where the event cannot become its session's first interaction
 */
record Contribution(
    String name,
    boolean interaction,
    Conversion conversion,
    @Nullable Page page,
    ServiceVersion serviceVersion,
    long durationMicros,
    boolean error,
    boolean slow,
    boolean notFound,
    @Nullable Money money,
    @Nullable Long transaction,
    @Nullable String userId,
    @Nullable Circumstances circumstances) {
  /** Characters of a text that a session keeps; paths and versions may be of any length. */
  static final int MAX_TEXT = 500;

  /**
   * @param mayBeFirst whether the event may become its session's first interaction
   * @param version who answered
   * @param before of another event of the session, of which parts that are the same are shared
   */
  static Contribution of(
      AnalyticsEvent event,
      ClientFacts client,
      boolean slow,
      boolean mayBeFirst,
      ServiceVersion version,
      @Nullable Contribution before) {
    Request request = event.request();
    Circumstances circumstances =
        mayBeFirst && event.interaction() ? Circumstances.of(client) : null;
    boolean repeated = event.repeatedTransaction();
    boolean valued =
        !repeated
            && (event.conversion() != Conversion.NONE
                || event.eventName().equals(AnalyticsEvent.PURCHASE));
    return new Contribution(
        event.eventName(),
        event.interaction(),
        repeated ? Conversion.NONE : event.conversion(),
        event.interaction() && event.pageView()
            ? new Page(cutText(request.path()), cutText(request.route()))
            : null,
        version,
        request.durationMicros(),
        request.error() || request.status() >= 500,
        slow,
        request.status() == 404 || request.status() == 410,
        valued ? Money.of(event.params()) : null,
        valued && event.eventName().equals(AnalyticsEvent.PURCHASE) ? transaction(event) : null,
        shared(client.userId(), before == null ? null : before.userId),
        shared(circumstances, before == null ? null : before.circumstances));
  }

  private static <T extends @Nullable Object> T shared(T part, @Nullable T before) {
    return part != null && part.equals(before) ? before : part;
  }

  boolean purchase() {
    return name.equals(AnalyticsEvent.PURCHASE);
  }

  private static @Nullable Long transaction(AnalyticsEvent event) {
    String id = event.transactionId();
    return id == null ? null : Long.valueOf(Fingerprint.of(id));
  }

  static @Nullable String cutText(@Nullable String text) {
    return text == null ? null : cut(text);
  }

  static String cut(String text) {
    if (text.length() <= MAX_TEXT) {
      return text;
    }
    boolean splits = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1));
    return text.substring(0, MAX_TEXT - (splits ? 1 : 0));
  }
}
