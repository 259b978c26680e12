package dev.footfall.session;

import static dev.footfall.event.EventDraft.minutes;
import static dev.footfall.event.EventDraft.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.client.ClientFacts.Campaign;
import dev.footfall.client.ClientFacts.DeviceClass;
import dev.footfall.client.ClientFacts.IdMethod;
import dev.footfall.event.AnalyticsEvent.Conversion;
import dev.footfall.event.EventDraft;
import dev.footfall.session.Session.Content;
import dev.footfall.session.Session.Conversions;
import dev.footfall.session.Session.Page;
import dev.footfall.session.Session.ServiceVersion;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a session's record says. */
class SessionContentTest {

  @Test
  @DisplayName("session_id (from visitor and first event id, so a replay repeats it)")
  void sessionIdIsAHashOfVisitorAndFirstEvent() {
    // printf '0123456789abcdef0123456789abcdef\0%032x' 0 | sha256sum | cut -c -32
    assertThat(session(minutes(0), minutes(1)).sessionId())
        .isEqualTo("f861d24495b1eaa01207f747daca581d");
  }

  @Test
  @DisplayName("user_id (hashed, last seen)")
  void userIsTheLastSeen() {
    EventDraft known = minutes(0);
    known.user = "a";
    EventDraft other = minutes(1).request();
    other.user = "b";

    assertThat(content(known, other, minutes(2)).userId()).isEqualTo("b");
  }

  @ParameterizedTest
  @EnumSource(
      value = IdMethod.class,
      names = {"COOKIE", "INSTALLATION"})
  @DisplayName("session_number, is_new_visitor, previous_session_id")
  void sessionsOfALastingIdAreNumbered(IdMethod method) {
    Following visitor = Following.withDefaults();
    String first = visitor.add(minutes(0).visitor(method)).sessionId();
    SessionStamp second = visitor.add(minutes(100).visitor(method));
    visitor.passAll();

    assertThat(second.sessionNumber()).isEqualTo(2);
    assertThat(visitor.allClosed()).extracting(Session::sessionNumber).containsExactly(1, 2);
    assertThat(visitor.allClosed()).extracting(Session::isNewVisitor).containsExactly(true, false);
    assertThat(visitor.allClosed())
        .extracting(Session::previousSessionId)
        .containsExactly(null, first);
  }

  @ParameterizedTest
  @EnumSource(
      value = IdMethod.class,
      names = {"CONNECTION", "SESSION"})
  @DisplayName("... (null where the id does not live that long)")
  void nothingIsClaimedAcrossSessionsOfOtherIds(IdMethod method) {
    Following visitor = Following.withDefaults();
    visitor.add(minutes(0).visitor(method), minutes(100).visitor(method));
    visitor.passMinute(200);

    assertThat(visitor.allClosed()).hasSize(2);
    assertThat(visitor.allClosed()).extracting(Session::sessionNumber).containsOnlyNulls();
    assertThat(visitor.allClosed()).extracting(Session::isNewVisitor).containsOnlyNulls();
    assertThat(visitor.allClosed()).extracting(Session::previousSessionId).containsOnlyNulls();
    assertThat(visitor.visitor.isEmpty()).isTrue();
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
  @DisplayName("start, end, observed_duration_ms")
  void isAsLongAsFromFirstToLastInteraction() {
    Content content = content(minutes(1), minutes(3), minutes(4).request());

    assertThat(content.startMicros()).isEqualTo(minutes(1).micros);
    assertThat(content.endMicros()).isEqualTo(minutes(3).micros);
    assertThat(content.observedMicros()).isEqualTo(120_000_000);
  }

  @Test
  @DisplayName("page_views, events")
  void countsViewsInteractionsAndEvents() {
    Content content = content(minutes(0), minutes(1).request(), minutes(2).named("search"));

    assertThat(content.pageViews()).isEqualTo(1);
    assertThat(content.interactions()).isEqualTo(2);
    assertThat(content.events()).isEqualTo(3);
  }

  @Test
  @DisplayName("conversions with value by name; No currency, no revenue; currencies never added up")
  void addsConversionsUpByNameAndCurrency() {
    Content content =
        content(
            minutes(0).named("lead").counts(Conversion.EVERY).worth("1.10", "EUR"),
            minutes(1).named("lead").counts(Conversion.EVERY).worth("2.20", "eur"),
            minutes(2).named("lead").counts(Conversion.EVERY).worth("3", "USD"),
            minutes(3).named("lead").counts(Conversion.EVERY).worth("4", ""),
            minutes(4).named("lead").counts(Conversion.EVERY).worth("much", "EUR"),
            minutes(5).named("lead").counts(Conversion.EVERY).worth("1e99", "EUR"),
            minutes(6).named("other").worth("5", "EUR"));

    assertThat(content.conversions())
        .isEqualTo(
            Map.of(
                "lead",
                new Conversions(
                    6, Map.of("EUR", new BigDecimal("3.30"), "USD", new BigDecimal("3")))));
    assertThat(content.revenue()).isEmpty();
  }

  @Test
  @DisplayName("A conversion is an event whose rule says so: once_per_session or every")
  void countsOnceOrEveryTime() {
    Following visitor = Following.withDefaults();

    assertThat(visitor.add(once(0)).conversion()).isTrue();
    assertThat(visitor.add(once(1)).conversion()).isFalse();
    assertThat(visitor.add(minutes(2).named("a").counts(Conversion.EVERY)).conversion()).isTrue();
    assertThat(visitor.add(minutes(3).named("a").counts(Conversion.EVERY)).conversion()).isTrue();
    assertThat(visitor.add(minutes(4)).conversion()).isFalse();
    assertThat(visitor.add(once(100)).conversion()).isTrue();
    visitor.passAll();

    assertThat(visitor.allClosed().get(0).content().conversions())
        .isEqualTo(
            Map.of(
                "a", new Conversions(2, Map.of()),
                "sign_up", new Conversions(1, Map.of("EUR", new BigDecimal("1")))));
  }

  @Test
  void nextOfItsNameCountsOnceTheFirstIsTakenBack() {
    Following visitor = Following.withDefaults();
    visitor.add(minutes(0));
    EventDraft first = once(1);
    visitor.add(first, once(2));

    visitor.addAtMinute(3, first.takenBack());

    assertThat(visitor.add(once(4)).conversion()).isTrue();
    assertThat(visitor.passAll().closed().content().conversions().get("sign_up").count())
        .isEqualTo(1);
  }

  @Test
  @DisplayName("Only purchase is revenue; a purchase counts once per transaction id")
  void purchasesAreRevenueOncePerTransaction() {
    Content content =
        content(
            minutes(0).named("purchase").worth("10.50", "EUR").transaction("t1"),
            minutes(1).named("purchase").worth("10.50", "EUR").transaction("t1"),
            minutes(2).named("purchase").worth("1", "EUR").transaction("t2"),
            minutes(3).named("purchase").worth("2", "USD"),
            minutes(4).named("purchase").worth("2", "USD"),
            minutes(5).named("refund").counts(Conversion.EVERY).worth("1", "EUR"));

    assertThat(content.revenue())
        .isEqualTo(Map.of("EUR", new BigDecimal("11.50"), "USD", new BigDecimal("4")));
  }

  @Test
  @DisplayName("Entry and exit page are the first and last view of the session")
  void entryAndExitAreViews() {
    EventDraft entry = minutes(1).path("/a");
    entry.route = "/{page}";
    Content content =
        content(
            minutes(0).named("search").path("/x"),
            entry,
            minutes(2).path("/b"),
            minutes(3).request().path("/y"));

    assertThat(content.entryPage()).isEqualTo(new Page("/a", "/{page}"));
    assertThat(content.exitPage()).isEqualTo(new Page("/b", null));
    assertThat(content.pages()).containsExactly("/a", "/b");
  }

  @Test
  @DisplayName("... without a view they are null")
  void withoutAViewThereIsNoPage() {
    Content content = content(minutes(0).named("search"));

    assertThat(content.entryPage()).isNull();
    assertThat(content.exitPage()).isNull();
    assertThat(content.pages()).isEmpty();
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
  @DisplayName("is_bounce (one page view and no other interaction)")
  void bouncesWithOneViewOnly() {
    assertThat(content(minutes(0)).bounce()).isTrue();
    assertThat(content(minutes(0), minutes(1).request()).bounce()).isTrue();
    assertThat(content(minutes(0), minutes(1)).bounce()).isFalse();
    assertThat(content(minutes(0), minutes(1).named("search")).bounce()).isFalse();
    assertThat(content(minutes(0).named("search")).bounce()).isFalse();
  }

  @Test
  @DisplayName("is_engaged: >=2 page views, or >= 10 s observed, or a conversion")
  void engages() {
    assertThat(content(seconds(0)).engaged()).isFalse();
    assertThat(content(seconds(0), seconds(1)).engaged()).isTrue();
    assertThat(content(seconds(0), seconds(9.999999).named("a")).engaged()).isFalse();
    assertThat(content(seconds(0), seconds(10).named("a")).engaged()).isTrue();
    assertThat(content(seconds(0).named("a").counts(Conversion.EVERY)).engaged()).isTrue();
  }

  @Test
  @DisplayName("Only interactions engage a session")
  void callsDoNotEngage() {
    EventDraft callback = seconds(20).request().counts(Conversion.EVERY);

    Content content = content(seconds(0), callback);

    assertThat(content.engaged()).isFalse();
    assertThat(content.conversions()).containsKey("request");
  }

  @Test
  @DisplayName("acquisition frozen at the first interaction, device, geo")
  void comesAsTheFirstInteractionCame() {
    EventDraft first = minutes(0).campaign("spring");
    first.referrer = "search.example";
    first.clickId = "gclid";
    first.device = DeviceClass.MOBILE;
    EventDraft second = minutes(1).campaign("autumn");
    second.country = "FR";

    assertThat(content(first, second).circumstances())
        .isEqualTo(
            new Circumstances(
                "search.example",
                new Campaign("spring", null, null, null, null, null),
                "gclid",
                DeviceClass.MOBILE,
                "DE",
                "de",
                "human"));
  }

  @Test
  @DisplayName("service versions seen")
  void listsServiceVersions() {
    EventDraft cart = minutes(1).request();
    cart.service = "cart";
    cart.version = null;
    EventDraft newer = minutes(2);
    newer.version = "2";

    assertThat(content(newer, minutes(3), cart).serviceVersions())
        .containsExactly(
            new ServiceVersion("cart", null),
            new ServiceVersion("frontend", "1"),
            new ServiceVersion("frontend", "2"));
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
  @DisplayName("error_count, slow_count, p95 request time, not-found count")
  void countsWhatWentWrong() {
    EventDraft failed = minutes(0);
    failed.error = true;
    EventDraft unavailable = minutes(1).request();
    unavailable.status = 503;
    unavailable.durationMicros = 1_000_000;
    EventDraft missing = minutes(2).named("page_error");
    missing.status = 404;
    EventDraft gone = minutes(3).named("page_error");
    gone.status = 410;
    gone.durationMicros = 5;

    Content content = content(failed, unavailable, missing, gone);

    assertThat(content.errors()).isEqualTo(2);
    assertThat(content.slow()).isEqualTo(1);
    assertThat(content.notFound()).isEqualTo(2);
    assertThat(content.p95RequestMicros()).isBetween(1_000_000L, 1_062_500L);
  }

  @Test
  @DisplayName("Traffic class may change once inside a session, with a revision")
  void trafficClassFollowsTheFirstInteraction() {
    Following visitor = Following.withDefaults();
    EventDraft first = minutes(0);
    visitor.add(first);
    EventDraft again = first.revised();
    again.hint = "user_agent_bot";
    visitor.addAtMinute(1, again);
    visitor.passAll();

    assertThat(visitor.records)
        .extracting(r -> r.content().circumstances().trafficClass())
        .containsExactly("human", "user_agent_bot", "user_agent_bot");
  }

  @Test
  void carriesTheLatestArrivalAndTheLastConfiguration() {
    EventDraft first = minutes(0);
    first.arrivalMillis = 5_000;
    EventDraft second = minutes(1).request();
    second.arrivalMillis = 4_000;
    second.config = "c2";

    assertThat(session(first, second).arrivalTimeMillis()).isEqualTo(5_000);
    assertThat(session(first, second).configVersion()).isEqualTo("c2");
  }

  private static EventDraft once(double minute) {
    return minutes(minute).named("sign_up").counts(Conversion.ONCE_PER_SESSION).worth("1", "EUR");
  }

  private static Session session(EventDraft... events) {
    Following visitor = Following.withDefaults();
    visitor.add(events);
    return visitor.passAll().closed();
  }

  private static Content content(EventDraft... events) {
    return session(events).content();
  }
}
