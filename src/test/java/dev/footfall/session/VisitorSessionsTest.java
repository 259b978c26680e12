package dev.footfall.session;

import static dev.footfall.event.EventDraft.minutes;
import static dev.footfall.event.EventDraft.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.event.AnalyticsEvent.Conversion;
import dev.footfall.event.EventDraft;
import dev.footfall.session.Session.Content;
import dev.footfall.session.Session.ServiceVersion;
import dev.footfall.session.Session.State;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of a visitor: how much, and for how long. */
class VisitorSessionsTest {

  /** A shop's visit: paths of 50 characters, half of them seen before, ids as they are. */
  @ParameterizedTest
  @CsvSource({"1, 300", "10, 800", "20, 1400", "100, 6000"})
  void takesFewBytes(int events, int atMost) throws IOException {
    Following visitor = Following.withDefaults();
    for (int i = 0; i < events; i++) {
      visitor.add(asInAShop(i));
    }

    int length = bytes(visitor.visitor).length;

    assertThat(length).isLessThanOrEqualTo(atMost);
  }

  private static EventDraft asInAShop(int place) {
    EventDraft event = seconds(17.123457 * place);
    event.id = String.format("%032x", 0x1234567L * (place + 1));
    event.visitor = "0123456789abcdef0123456789abcdef";
    event.config = "fedcba9876543210";
    event.name = place % 4 == 3 ? "view_item" : "page_view";
    event.path = "/pdp/t-shirt-print-schwarz-trq22o064-q" + 10_000_000 * (1 + place / 2) + ".htm";
    event.route = "/pdp/{slug}-{item_id}.htm";
    event.durationMicros = 123_456;
    event.version = "1.4.2";
    event.referrer = place == 0 ? "www.search.example" : "www.shop.example";
    return event;
  }

  @Test
  void manyRequestsTakeLittleSpaceAndAreAllCounted() throws IOException {
    Following visitor = new Following(SessionSettings.DEFAULTS, 50);
    visitor.add(minutes(0));
    int requests = 100_000;
    for (int i = 1; i <= requests; i++) {
      EventDraft request = EventDraft.micros(i).request();
      request.status = i % 4 == 0 ? 500 : 200;
      request.durationMicros = i;
      visitor.add(request);
    }

    assertThat(bytes(visitor.visitor).length).isLessThan(4_000);
    Content content = visitor.passAll().closed().content();
    assertThat(content.events()).isEqualTo(requests + 1);
    assertThat(content.errors()).isEqualTo(requests / 4);
    assertThat(content.p95RequestMicros()).isBetween(95_000L, 102_000L);
  }

  @Test
  void foldedEventsAreNoLongerRevised() {
    Following visitor = new Following(SessionSettings.DEFAULTS, 1);
    EventDraft folded = minutes(1).request();
    EventDraft kept = minutes(2).request();
    visitor.add(minutes(0), folded, kept);

    SessionStamp stamp = visitor.addAtMinute(3, folded.takenBack());
    visitor.addAtMinute(3, kept.takenBack());

    assertThat(stamp.eventNumber()).isZero();
    assertThat(visitor.passAll().closed().content().events()).isEqualTo(2);
  }

  @Test
  void eventThatItsOwnRevisionFoldsCountsAsRevised() {
    Following visitor = new Following(SessionSettings.DEFAULTS, 0);
    EventDraft event = minutes(1);
    visitor.add(minutes(0), event);

    visitor.addAtMinute(2, event.takenBack().request());

    assertThat(visitor.passAll().closed().content().events()).isEqualTo(1);
  }

  @Test
  void foldedEventsKeepTheirConversionsUsersAndTransactions() throws IOException {
    Following visitor = new Following(SessionSettings.DEFAULTS, 0);
    EventDraft once = minutes(1).request().counts(Conversion.ONCE_PER_SESSION).worth("2", "EUR");
    once.user = "u";
    EventDraft purchase = minutes(2).request().worth("3.5", "EUR").transaction("t");
    purchase.name = "purchase";
    visitor.add(minutes(0), once, purchase);
    visitor.visitor = restored(visitor.visitor);

    EventDraft again = once.copy();
    again.id = "again";
    again.micros = minutes(3).micros;
    assertThat(visitor.add(again).conversion()).isFalse();
    EventDraft twice = purchase.copy();
    twice.id = "twice";
    twice.micros = minutes(4).micros;
    visitor.add(twice);

    Content content = visitor.passAll().closed().content();
    assertThat(content.conversions().get("request").count()).isEqualTo(1);
    assertThat(content.conversions().get("request").values()).containsEntry("EUR", two());
    assertThat(content.revenue()).containsEntry("EUR", new BigDecimal("3.5"));
    assertThat(content.userId()).isEqualTo("u");
  }

  private static BigDecimal two() {
    return new BigDecimal("2");
  }

  @Test
  void longTextsAreCut() throws IOException {
    Following visitor = Following.withDefaults();
    EventDraft event = minutes(0).path("/" + "a".repeat(498) + "\uD83D\uDE00" + "b".repeat(9_000));
    event.service = "s".repeat(9_000);
    visitor.add(event);

    assertThat(bytes(visitor.visitor).length).isLessThan(1_500);
    assertThat(visitor.passAll().closed().content().pages()).containsExactly("/" + "a".repeat(498));
  }

  @Test
  void currenciesOfASessionAreFew() {
    Following visitor = Following.withDefaults();
    String[] currencies =
        ("AUD BRL CAD CHF CLP CNY CZK DKK EUR GBP HKD HUF IDR ILS INR ISK JPY KRW MXN NOK NZD PLN")
            .split(" ");
    for (int i = 0; i < currencies.length; i++) {
      visitor.add(seconds(i).named("purchase").worth("1", currencies[i]));
    }

    assertThat(visitor.passAll().closed().content().revenue())
        .hasSize(20)
        .containsKey("AUD")
        .doesNotContainKey("PLN");
  }

  @Test
  void keepsTheFirstHundredPages() {
    Following visitor = Following.withDefaults();
    for (int i = 0; i < 120; i++) {
      visitor.add(seconds(i).path("/" + i));
    }

    Content content = visitor.passAll().closed().content();

    assertThat(content.pages()).hasSize(100).contains("/0", "/99");
    assertThat(content.exitPage().path()).isEqualTo("/119");
    assertThat(content.pageViews()).isEqualTo(120);
  }

  @Test
  void listsAtMostTwentyServiceVersions() {
    Following visitor = Following.withDefaults();
    for (int i = 30; i > 0; i--) {
      EventDraft event = seconds(100 - i);
      event.version = String.format("%02d", i);
      visitor.add(event);
    }

    assertThat(visitor.passAll().closed().content().serviceVersions())
        .hasSize(20)
        .startsWith(new ServiceVersion("frontend", "01"))
        .endsWith(new ServiceVersion("frontend", "20"));
  }

  @Test
  void visitorIsForgottenWhenItsRetentionHasPassed() {
    Following visitor = Following.with(s -> s.retention(Duration.ofHours(10)));
    visitor.add(minutes(0));

    assertThat(visitor.add(minutes(600)).sessionNumber()).isEqualTo(2);
    assertThat(visitor.add(minutes(1200).path("/b")).sessionNumber()).isEqualTo(3);
    assertThat(visitor.add(minutes(1801)).sessionNumber()).isEqualTo(1);
    visitor.passMinute(2401);
    assertThat(visitor.visitor.isEmpty()).isTrue();
  }

  @Test
  void oldestSessionIsClosedEarlyWhereThereAreTooMany() {
    Following visitor = Following.withDefaults();
    for (int i = 0; i <= SessionBuilder.MAX_UNCLOSED; i++) {
      visitor.add(seconds(i).sender("sender" + i));
    }

    assertThat(visitor.closed().issuedAtMicros()).isEqualTo(seconds(100).micros);
    assertThat(visitor.closed().content().startMicros()).isEqualTo(seconds(0).micros);
    assertThat(visitor.visitor.unclosed).hasSize(SessionBuilder.MAX_UNCLOSED);
  }

  @Test
  void oldestSessionClosesEarlyWhereVeryManyEventsAreKept() {
    int most = SessionBuilder.MAX_KEPT / 3 + 1;
    Following visitor = Following.with(s -> s.maxEvents(most));
    for (int i = 0; i < 3 * most; i++) {
      visitor.add(EventDraft.micros(i));
    }
    assertThat(visitor.allClosed()).isEmpty();

    visitor.add(EventDraft.micros(3 * most));

    assertThat(visitor.closed().content().startMicros()).isEqualTo(EventDraft.micros(0).micros);
    assertThat(visitor.closed().content().events()).isEqualTo(most);
    assertThat(visitor.visitor.unclosed).hasSize(3);
  }

  @Test
  void endedSessionWaitsWhileTheNextIsOpen() {
    Following visitor = Following.with(s -> s.maxEvents(1));
    EventDraft first = minutes(0);
    visitor.add(first, minutes(1));

    EventDraft revised = first.revised().path("/late");
    SessionStamp stamp = visitor.addAtMinute(2, revised);
    visitor.passAll();

    assertThat(stamp.sessionId()).isEqualTo(visitor.allClosed().get(0).sessionId());
    assertThat(visitor.allClosed().get(0).content().pages()).containsExactly("/late");
  }

  @Test
  void deadlineIsThatOfWhatIsDueNext() {
    Following visitor = Following.withDefaults();
    assertThat(deadline(visitor)).isEqualTo(Long.MAX_VALUE);

    visitor.add(minutes(0));
    assertThat(deadline(visitor)).isEqualTo(minutes(35).micros);
    visitor.add(minutes(1));
    assertThat(deadline(visitor)).isEqualTo(minutes(5).micros);
    visitor.passMinute(5);
    assertThat(deadline(visitor)).isEqualTo(minutes(36).micros);
    visitor.passMinute(36);
    assertThat(deadline(visitor)).isEqualTo(minutes(1 + 30 * 24 * 60).micros);
    visitor.passMinute(1 + 30 * 24 * 60);
    assertThat(deadline(visitor)).isEqualTo(Long.MAX_VALUE);
    assertThat(visitor.visitor.isEmpty()).isTrue();
  }

  @Test
  void nothingIsDoneAtTheDeadlineItself() {
    Following visitor = Following.withDefaults();
    visitor.add(minutes(0));

    visitor.builder.advance(visitor.visitor, minutes(35).micros);
    assertThat(visitor.records).extracting(Session::state).containsExactly(State.OPEN);
    visitor.builder.advance(visitor.visitor, minutes(35).micros + 1);
    assertThat(visitor.records).extracting(Session::state).contains(State.CLOSED);
  }

  @Test
  void refusesAnotherVersion() throws IOException {
    byte[] bytes = bytes(new VisitorSessions());
    bytes[0] = 1;

    assertThatThrownBy(
            () -> VisitorSessions.read(new DataInputStream(new ByteArrayInputStream(bytes))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("unknown version 1");
  }

  @Test
  void emptyStateTakesThreeBytes() throws IOException {
    assertThat(bytes(new VisitorSessions())).hasSize(3);
    assertThat(restored(new VisitorSessions()).isEmpty()).isTrue();
  }

  /** Every field that can be there, so that none is forgotten. */
  @Test
  void everythingComesBack() throws IOException {
    Following visitor = new Following(SessionSettings.DEFAULTS, 1);
    EventDraft full = minutes(0).campaign("spring").worth("1.5", "EUR").transaction("t");
    full.named("purchase").counts(Conversion.EVERY).user = "u";
    full.clickId = "gclid";
    full.hint = "monitor";
    full.sender = "s";
    full.status = 404;
    full.error = true;
    full.durationMicros = 2_000_000;
    visitor.add(full, minutes(1), minutes(2).request(), minutes(3).request());
    visitor.add(minutes(4).sender("other"));
    visitor.addAtMinute(5, minutes(1).takenBack());
    Following copy = new Following(SessionSettings.DEFAULTS, 1);
    copy.visitor = restored(visitor.visitor);
    visitor.records.clear();

    visitor.passAll();
    copy.passAll();

    assertThat(copy.records).isEqualTo(visitor.records).isNotEmpty();
  }

  private static long deadline(Following visitor) {
    return visitor.builder.deadlineMicros(visitor.visitor);
  }

  private static VisitorSessions restored(VisitorSessions visitor) throws IOException {
    return VisitorSessions.read(new DataInputStream(new ByteArrayInputStream(bytes(visitor))));
  }

  private static byte[] bytes(VisitorSessions visitor) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    visitor.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
