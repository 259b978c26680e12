package dev.footfall.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.client.ClientFacts.Campaign;
import dev.footfall.client.ClientFacts.DeviceClass;
import dev.footfall.event.EventDraft;
import dev.footfall.event.ItemField;
import dev.footfall.event.Money;
import dev.footfall.funnel.Funnel.Breakdown;
import dev.footfall.funnel.Funnel.Condition;
import dev.footfall.funnel.Funnel.CountBy;
import dev.footfall.funnel.Funnel.EventTest;
import dev.footfall.funnel.Funnel.Exclusion;
import dev.footfall.funnel.Funnel.Order;
import dev.footfall.funnel.Funnel.Step;
import dev.footfall.funnel.FunnelEvent.Held;
import dev.footfall.funnel.FunnelEvent.Role;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadFunnelEventTest {

  @Test
  void saysWhatTheEventServesExcludesAndCarries() {
    FunnelEvent read =
        reader(funnel(new Breakdown("device_category", 2), "item_id"))
            .read(
                event("cart")
                    .param("item_id", "a")
                    .param("value", "12.50")
                    .param("currency", "EUR")
                    .event(),
                "s1");

    assertThat(read)
        .isEqualTo(
            new FunnelEvent(
                "00000000000000000000000000000000",
                new EventOrder(
                    FunnelDraft.HOUR, "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", 3),
                "s1",
                true,
                Met.NEITHER,
                new Money(new BigDecimal("12.5"), "EUR"),
                List.of(new Role(0, 0b110, 0b1, List.of(new Held("a", null)), "mobile"))));
  }

  @Test
  void leavesOutWhatMeansNothing() {
    ReadFunnelEvent reader = reader(funnel(null, null));

    assertThat(reader.read(event("poll").noInteraction().event(), null)).isNull();
    assertThat(reader.read(event("home").event(), null).roles()).isEmpty();
    assertThat(reader.read(event("cart").noInteraction().event(), null).interaction()).isFalse();
  }

  @Test
  void leavesOutAPurchaseThatWasOneBefore() {
    EventDraft again = event("cart");
    again.repeated = true;

    assertThat(reader(funnel(null, null)).read(again.event(), "s1")).isNull();
  }

  @Test
  void hasABreakdownOnlyWhereItMayBeAskedFor() {
    assertThat(breakdown(new Breakdown("country", 1), event("view"))).isEqualTo("DE");
    assertThat(breakdown(new Breakdown("country", 1), event("cart"))).isNull();
    assertThat(breakdown(new Breakdown("country", Breakdown.OF_SESSION), event("home")))
        .isEqualTo("DE");
    assertThat(breakdown(new Breakdown("color", 1), event("view"))).isNull();
  }

  @Test
  void aSessionsBreakdownIsNotThatOfWhatDoesNotCount() {
    ReadFunnelEvent reader = reader(funnel(new Breakdown("country", Breakdown.OF_SESSION), null));

    assertThat(reader.read(event("poll").noInteraction().event(), "s1")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          device_category,      mobile
          country,              DE
          language,             de
          service,              frontend
          service_version,      1.4.2
          route,                /{page}
          host,                 shop.example
          path,                 /cart
          status,               200
          method,               POST
          manual_source,        newsletter
          manual_medium,        email
          manual_campaign_name, spring
          coupon,               SAVE10
          unheard_of,
          """)
  void findsPropertiesByName(String name, String expected) {
    assertThat(EventProperty.text(event("e").param("coupon", "SAVE10").event(), name))
        .isEqualTo(expected);
  }

  @Test
  void takesAParameterBeforeABuiltInProperty() {
    assertThat(EventProperty.text(event("e").param("country", "AT").event(), "country"))
        .isEqualTo("AT");
  }

  @Test
  void testsConditions() {
    EventDraft event = event("cart").param("item_id", "trq22");

    assertThat(matches(event)).isTrue();
    assertThat(matches(event, new Condition("item_id", List.of(), null))).isTrue();
    assertThat(matches(event, new Condition("item_id", List.of("a", "trq22"), null))).isTrue();
    assertThat(matches(event, new Condition("item_id", List.of("a"), null))).isFalse();
    assertThat(matches(event, new Condition("item_id", List.of(), "[a-z]+\\d+"))).isTrue();
    assertThat(matches(event, new Condition("item_id", List.of(), "[a-z]+"))).isFalse();
    assertThat(matches(event, new Condition("color", List.of(), null))).isFalse();
    assertThat(
            matches(
                event,
                new Condition("item_id", List.of("trq22"), null),
                new Condition("country", List.of("AT"), null)))
        .isFalse();
    assertThat(new MatchEvent(new EventTest("view", List.of())).matches(event.event())).isFalse();
  }

  @Test
  void noTextKeepsARegularExpressionBusy() {
    EventDraft event = event("cart").param("item_id", "a".repeat(2_000) + "b");

    assertThat(matches(event, new Condition("item_id", List.of(), "(a+)+"))).isFalse();
  }

  @Test
  void findsTheServiceThatFailed() {
    EventDraft error = event("e").error("timeout");

    assertThat(met(error)).isEqualTo(Met.error("timeout", "frontend"));
    error
        .service("frontend", 9, 1)
        .service("zoo", 2, 1)
        .service("stock", 2, 5)
        .service("pay", 1, 9);
    assertThat(met(error)).isEqualTo(Met.error("timeout", "stock"));
    assertThat(met(event("e").status(503))).isEqualTo(Met.error("503", "frontend"));
    assertThat(met(event("e").status(499))).isEqualTo(Met.NEITHER);
    assertThat(met(event("e").status(0).error(null))).isEqualTo(Met.error("_OTHER", "frontend"));
  }

  @Test
  void refusalIsAnErrorWhereAServiceBelowFailed() {
    EventDraft refused = event("pay").status(402).service("frontend", 1, 9);
    assertThat(met(refused)).isEqualTo(Met.NEITHER);
    assertThat(met(refused.service("payment", 1, 5))).isEqualTo(Met.error("402", "payment"));

    EventDraft accepted = event("pay").status(303).service("payment", 1, 5);
    assertThat(met(accepted)).isEqualTo(Met.NEITHER);
  }

  @Test
  void findsTheServiceThatTookTheTime() {
    ReadMet read = new ReadMet(request -> true);
    EventDraft draft = event("e");

    assertThat(read.read(draft.event().request())).isEqualTo(Met.slow("frontend"));
    draft.service("frontend", 0, 5).service("search", 0, 7).service("stock", 0, 7);
    assertThat(read.read(draft.event().request())).isEqualTo(Met.slow("search"));
    assertThat(read.read(draft.error("timeout").event().request()).kind())
        .isEqualTo(Met.Kind.ERROR);
  }

  private static EventDraft event(String name) {
    EventDraft draft = EventDraft.minutes(0).named(name).path("/cart");
    draft.rulePlace = 3;
    draft.device = DeviceClass.MOBILE;
    draft.campaign = new Campaign("newsletter", "email", "spring", null, null, null);
    draft.method = "POST";
    draft.route = "/{page}";
    draft.version = "1.4.2";
    return draft;
  }

  private static Met met(EventDraft event) {
    return new ReadMet(request -> false).read(event.event().request());
  }

  private static boolean matches(EventDraft event, Condition... conditions) {
    return new MatchEvent(new EventTest("cart", List.of(conditions))).matches(event.event());
  }

  private static String breakdown(Breakdown breakdown, EventDraft event) {
    FunnelEvent read = reader(funnel(breakdown, null)).read(event.event(), "s1");
    Role role = read.role(0);
    return role == null ? null : role.breakdown();
  }

  @Test
  void holdsTheValuesOfItemsEachWithItsLines() {
    EventDraft cart =
        event("cart")
            .worth("99", "EUR")
            .item(Map.of(ItemField.ITEM_ID, "a", ItemField.PRICE, "10", ItemField.DISCOUNT, "1"))
            .item(Map.of(ItemField.ITEM_ID, "b"))
            .item(Map.of(ItemField.ITEM_NAME, "without a number", ItemField.PRICE, "5"))
            .item(Map.of(ItemField.ITEM_ID, "a", ItemField.PRICE, "2", ItemField.QUANTITY, "3"));

    assertThat(held(cart, "items.item_id"))
        .containsExactly(new Held("a", new BigDecimal("15")), new Held("b", new BigDecimal("0")));
    assertThat(held(cart, "items.color")).as("no field of an item").isEmpty();
    assertThat(held(event("cart").param("item_id", "a"), "items.item_id")).isEmpty();
  }

  @Test
  void theOnlyItemsLineIsTheEventsValueWhereItHasNoPrice() {
    EventDraft cart = event("cart").worth("99", "EUR").item(Map.of(ItemField.ITEM_ID, "a"));

    assertThat(held(cart, "items.item_id")).containsExactly(new Held("a", null));
  }

  private static List<Held> held(EventDraft event, String property) {
    return reader(funnel(null, property)).read(event.event(), null).roles().get(0).held();
  }

  private static ReadFunnelEvent reader(Funnel funnel) {
    return new ReadFunnelEvent(List.of(funnel), request -> false);
  }

  private static Funnel funnel(Breakdown breakdown, String held) {
    EventTest cart = new EventTest("cart", List.of());
    EventTest view = new EventTest("view", List.of());
    return new Funnel(
        "f",
        List.of(
            new Step("1", List.of(view), false),
            new Step("2", List.of(view, cart), false),
            new Step("3", List.of(cart), false)),
        Order.ORDERED,
        Funnel.DEFAULT_WINDOW,
        null,
        List.of(new Exclusion(cart, 1, 2)),
        held,
        CountBy.VISITOR,
        breakdown,
        Funnel.DEFAULT_COHORT);
  }
}
