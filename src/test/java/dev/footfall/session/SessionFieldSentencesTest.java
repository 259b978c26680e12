package dev.footfall.session;

import static dev.footfall.event.EventDraft.minutes;
import static dev.footfall.event.EventDraft.seconds;
import static dev.footfall.session.Following.content;
import static dev.footfall.session.Following.session;
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
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The sentences on what a session's record says, each with a case written by hand. */
class SessionFieldSentencesTest {

  @Nested
  class Visitors {
    @Test
    @DisplayName("session_id (from visitor and first event id, so a replay repeats it)")
    void theSessionIdIsAHashOfVisitorAndFirstEvent() {
      // printf '0123456789abcdef0123456789abcdef\0%032x' 0 | sha256sum | cut -c -32
      assertThat(session(minutes(0), minutes(1)).sessionId())
          .isEqualTo("f861d24495b1eaa01207f747daca581d");
    }

    @ParameterizedTest
    @EnumSource(
        value = IdMethod.class,
        names = {"COOKIE", "INSTALLATION", "CONNECTION", "SESSION"})
    @DisplayName("visitor_id, id_method")
    void theVisitorIsThatOfTheFirstEvent(IdMethod method) {
      Session session = session(minutes(0).visitor(method), minutes(1));

      assertThat(session.visitorId()).isEqualTo(EventDraft.VISITOR);
      assertThat(session.idMethod()).isEqualTo(method);
    }

    @Test
    @DisplayName("user_id (last seen)")
    void theUserIsTheLastSeen() {
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
      assertThat(visitor.allClosed())
          .extracting(Session::isNewVisitor)
          .containsExactly(true, false);
      assertThat(visitor.allClosed())
          .extracting(Session::previousSessionId)
          .containsExactly(null, first);
    }

    @ParameterizedTest
    @EnumSource(
        value = IdMethod.class,
        names = {"CONNECTION", "SESSION"})
    @DisplayName("null where the id does not live that long; nothing across sessions is claimed")
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
  }

  @Nested
  class Behaviour {
    @Test
    @DisplayName("start, end, observed_duration_ms (no reading time on the last page)")
    void aSessionIsAsLongAsFromFirstToLastInteraction() {
      Content content = content(minutes(1), minutes(3), minutes(4).request());

      assertThat(content.startMicros()).isEqualTo(minutes(1).micros);
      assertThat(content.endMicros()).isEqualTo(minutes(3).micros);
      assertThat(content.observedMicros()).isEqualTo(120_000_000);
    }

    @Test
    @DisplayName("page_views, events")
    void viewsInteractionsAndEventsAreCounted() {
      Content content = content(minutes(0), minutes(1).request(), minutes(2).named("search"));

      assertThat(content.pageViews()).isEqualTo(1);
      assertThat(content.interactions()).isEqualTo(2);
      assertThat(content.events()).isEqualTo(3);
    }

    @Test
    @DisplayName("entry and exit page and route: the first and last view of the session")
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
    @DisplayName("without a view they are null")
    void withoutAViewThereIsNoPage() {
      Content content = content(minutes(0).named("search"));

      assertThat(content.entryPage()).isNull();
      assertThat(content.exitPage()).isNull();
      assertThat(content.pages()).isEmpty();
    }

    @Test
    @DisplayName("is_bounce (one page view and no other interaction)")
    void aSessionOfOneViewBounces() {
      assertThat(content(minutes(0)).bounce()).isTrue();
      assertThat(content(minutes(0), minutes(1)).bounce()).isFalse();
      assertThat(content(minutes(0), minutes(1).named("search")).bounce()).isFalse();
      assertThat(content(minutes(0).named("search")).bounce()).isFalse();
    }

    @Test
    @DisplayName("is_engaged: >=2 page views")
    void twoViewsEngage() {
      assertThat(content(seconds(0)).engaged()).isFalse();
      assertThat(content(seconds(0), seconds(1).named("a")).engaged()).isFalse();
      assertThat(content(seconds(0), seconds(1)).engaged()).isTrue();
    }

    @Test
    @DisplayName("or >= 10 s observed")
    void tenSecondsEngage() {
      assertThat(content(seconds(0), seconds(9.999999).named("a")).engaged()).isFalse();
      assertThat(content(seconds(0), seconds(10).named("a")).engaged()).isTrue();
    }

    @Test
    @DisplayName("or a conversion")
    void aConversionEngages() {
      assertThat(content(seconds(0).named("a")).engaged()).isFalse();
      assertThat(content(seconds(0).named("a").counts(Conversion.EVERY)).engaged()).isTrue();
    }
  }

  @Nested
  class Values {
    @Test
    @DisplayName("conversions with value by name")
    void conversionsAddUpByName() {
      Content content =
          content(
              minutes(0).named("lead").counts(Conversion.EVERY).worth("1", "EUR"),
              minutes(1).named("lead").counts(Conversion.EVERY).worth("2", "EUR"),
              minutes(2).named("call").counts(Conversion.EVERY),
              minutes(3).named("sign_up").counts(Conversion.ONCE_PER_SESSION).worth("3", "EUR"),
              minutes(4).named("sign_up").counts(Conversion.ONCE_PER_SESSION).worth("4", "EUR"),
              minutes(5).named("other").worth("5", "EUR"));

      assertThat(content.conversions())
          .isEqualTo(
              Map.of(
                  "lead", new Conversions(2, Map.of("EUR", new BigDecimal("3"))),
                  "call", new Conversions(1, Map.of()),
                  "sign_up", new Conversions(1, Map.of("EUR", new BigDecimal("3")))));
    }

    @Test
    @DisplayName("Values are decimals")
    void sumsAreExact() {
      assertThat(revenue(purchase(0).worth("0.10", "EUR"), purchase(1).worth("0.20", "EUR")))
          .containsExactly(Map.entry("EUR", new BigDecimal("0.3")));
    }

    @Test
    @DisplayName("with a currency. No currency, no revenue")
    void anAmountWithoutACurrencyIsNone() {
      assertThat(
              revenue(
                  purchase(0).param("value", "4"),
                  purchase(1).worth("4", ""),
                  purchase(2).worth("4", "euros"),
                  purchase(3).param("currency", "EUR"),
                  purchase(4).worth("much", "EUR"),
                  purchase(5).worth("1e99", "EUR")))
          .isEmpty();
    }

    @Test
    @DisplayName("Currencies are never added up")
    void eachCurrencyHasItsSum() {
      assertThat(
              revenue(
                  purchase(0).worth("1", "EUR"),
                  purchase(1).worth("2", "USD"),
                  purchase(2).worth("4", "eur")))
          .isEqualTo(Map.of("EUR", new BigDecimal("5"), "USD", new BigDecimal("2")));
    }

    @Test
    @DisplayName("Only purchase is revenue")
    void otherConversionsAreNoRevenue() {
      EventDraft lead = minutes(0).named("lead").counts(Conversion.EVERY).worth("1", "EUR");

      assertThat(revenue(lead, purchase(1).worth("2", "EUR")))
          .isEqualTo(Map.of("EUR", new BigDecimal("2")));
    }

    @Test
    @DisplayName("A purchase counts once per transaction id")
    void aTransactionCountsOnce() {
      assertThat(
              revenue(
                  purchase(0).worth("10", "EUR").transaction("t1"),
                  purchase(1).worth("10", "EUR").transaction("t1"),
                  purchase(2).worth("1", "EUR").transaction("t2"),
                  purchase(3).worth("2", "USD"),
                  purchase(4).worth("2", "USD")))
          .isEqualTo(Map.of("EUR", new BigDecimal("11"), "USD", new BigDecimal("4")));
    }

    @Test
    @DisplayName("A purchase counts once per tenant and transaction id")
    void aPurchaseThatWasOneInAnotherSessionIsNeitherRevenueNorAConversion() {
      EventDraft again = purchase(0).counts(Conversion.EVERY).worth("10", "EUR").transaction("t");
      again.repeated = true;

      assertThat(content(again).revenue()).isEmpty();
      assertThat(content(again).conversions()).isEmpty();
      assertThat(content(again).events()).isEqualTo(1);
    }

    @Test
    @DisplayName("A refund is its own measure")
    void aRefundLeavesRevenueAsItIs() {
      Content content =
          content(
              purchase(0).worth("10", "EUR").transaction("t"),
              minutes(1)
                  .named("refund")
                  .counts(Conversion.EVERY)
                  .worth("4", "EUR")
                  .transaction("t"));

      assertThat(content.revenue()).isEqualTo(Map.of("EUR", new BigDecimal("10")));
      assertThat(content.conversions().get("refund").values())
          .isEqualTo(Map.of("EUR", new BigDecimal("4")));
    }

    private static EventDraft purchase(double minute) {
      return minutes(minute).named("purchase");
    }

    private static Map<String, BigDecimal> revenue(EventDraft... events) {
      return content(events).revenue();
    }
  }

  @Nested
  class Origin {
    @Test
    @DisplayName("acquisition frozen at the first interaction")
    void acquisitionIsThatOfTheFirstInteraction() {
      EventDraft call = minutes(0).request().campaign("winter");
      EventDraft first = minutes(1).campaign("spring");
      first.referrer = "search.example";
      first.clickId = "gclid";
      EventDraft second = minutes(2).campaign("autumn");
      second.referrer = "other.example";

      Circumstances circumstances = content(call, first, second).circumstances();

      assertThat(circumstances.campaign())
          .isEqualTo(new Campaign("spring", null, null, null, null, null));
      assertThat(circumstances.referrerHost()).isEqualTo("search.example");
      assertThat(circumstances.clickIdType()).isEqualTo("gclid");
    }

    @Test
    @DisplayName("device, geo")
    void deviceAndCountryAreThoseOfTheFirstInteraction() {
      EventDraft first = minutes(0);
      first.device = DeviceClass.MOBILE;
      EventDraft second = minutes(1);
      second.country = "FR";
      second.language = "fr";

      Circumstances circumstances = content(first, second).circumstances();

      assertThat(circumstances.deviceClass()).isEqualTo(DeviceClass.MOBILE);
      assertThat(circumstances.country()).isEqualTo("DE");
      assertThat(circumstances.language()).isEqualTo("de");
    }

    @Test
    @DisplayName("traffic class with reasons: human where nothing hints at another")
    void theTrafficClassIsTheHint() {
      EventDraft bot = minutes(0);
      bot.hint = "user_agent_bot";

      assertThat(content(minutes(0)).circumstances().trafficClass()).isEqualTo("human");
      assertThat(content(bot, minutes(1)).circumstances().trafficClass())
          .isEqualTo("user_agent_bot");
    }

    @Test
    @DisplayName("Traffic class may change once inside a session: with a revision")
    void anotherTrafficClassGivesARevision() {
      Following visitor = Following.withDefaults();
      EventDraft first = minutes(0);
      visitor.add(first);
      EventDraft again = first.revised();
      again.hint = "user_agent_bot";
      visitor.addAtMinute(1, again);
      visitor.passAll();

      assertThat(visitor.records)
          .extracting(r -> r.revision() + " " + r.content().circumstances().trafficClass())
          .containsExactly("1 human", "2 user_agent_bot", "3 user_agent_bot");
    }
  }

  @Nested
  class Requests {
    @Test
    @DisplayName("service versions seen")
    void serviceVersionsAreListed() {
      EventDraft cart = minutes(1).request();
      cart.service = "cart";
      cart.version = null;
      EventDraft newer = minutes(2);
      newer.version = "2";

      assertThat(content(minutes(0), cart, newer, minutes(3)).serviceVersions())
          .containsExactly(
              new ServiceVersion("cart", null),
              new ServiceVersion("frontend", "1"),
              new ServiceVersion("frontend", "2"));
    }

    @Test
    @DisplayName("error_count")
    void failedRequestsAreErrors() {
      assertThat(
              content(
                      minutes(0).error("timeout"),
                      minutes(1).request().status(503),
                      minutes(2).status(404),
                      minutes(3))
                  .errors())
          .isEqualTo(2);
    }

    @Test
    @DisplayName("slow_count")
    void slowRequestsAreCounted() {
      assertThat(content(taking(0, Following.SLOW_MICROS), taking(1, 999_999)).slow()).isEqualTo(1);
    }

    @Test
    @DisplayName("p95 request time")
    void theP95IsThatOfAllEvents() {
      EventDraft[] requests = new EventDraft[100];
      for (int i = 0; i < 100; i++) {
        requests[i] = taking(i / 10.0, 1_000 * (i + 1));
      }

      assertThat(content(requests).p95RequestMicros()).isBetween(95_000L, 95_000L * 17 / 16);
    }

    @Test
    @DisplayName("not-found count")
    void answersOf404And410AreNotFound() {
      assertThat(
              content(
                      minutes(0).named("page_error").status(404),
                      minutes(1).named("page_error").status(410),
                      minutes(2).named("page_error").status(403))
                  .notFound())
          .isEqualTo(2);
    }

    private static EventDraft taking(double minute, long durationMicros) {
      EventDraft draft = minutes(minute);
      draft.durationMicros = durationMicros;
      return draft;
    }
  }
}
