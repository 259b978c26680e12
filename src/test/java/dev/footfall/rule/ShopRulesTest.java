package dev.footfall.rule;

import static dev.footfall.rule.SpanDraft.client;
import static dev.footfall.rule.SpanDraft.get;
import static dev.footfall.rule.SpanDraft.internal;
import static dev.footfall.rule.SpanDraft.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.config.ReadSettings;
import dev.footfall.derive.EventProbe;
import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.AnalyticsEvent.Conversion;
import dev.footfall.event.Item;
import dev.footfall.event.ItemField;
import dev.footfall.event.ParameterValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShopRulesTest {
  private static final EventSettings SETTINGS =
      ReadSettings.of("test.yaml", "privacy: {key_ring: keys.txt}", null, List.of(), false)
          .events();

  private final EventProbe probe = new EventProbe(SETTINGS);

  @Test
  void slidesUrlIsAViewItemWithWhatTheProductServiceSays() {
    AnalyticsEvent event =
        probe.event(
            get(1, "/pdp/t-shirt-print-schwarz-trq22o064-q11.htm").from("gateway"),
            client(2).below(1).from("gateway"),
            SpanDraft.server(3).below(2).from("product"),
            internal(4)
                .below(3)
                .from("product")
                .with("app.product.name", "T-Shirt Print schwarz")
                .with("app.product.price", 29.95)
                .with("app.product.currency", "EUR")
                .with("app.product.affiliation", "Main shop")
                .with("app.product.coupon", "SUMMER10"));
    assertThat(event.eventName()).isEqualTo("view_item");
    assertThat(event.interaction()).isTrue();
    assertThat(event.params())
        .isEqualTo(
            Map.of(
                "item_id", text("trq22o064-q11"),
                "item_name", text("T-Shirt Print schwarz"),
                "value", new ParameterValue("29.95", true),
                "currency", text("EUR"),
                "affiliation", text("Main shop"),
                "coupon", text("SUMMER10")));
    assertThat(event.items())
        .containsExactly(
            new Item(
                Map.of(
                    ItemField.ITEM_ID, "trq22o064-q11",
                    ItemField.ITEM_NAME, "T-Shirt Print schwarz",
                    ItemField.PRICE, "29.95",
                    ItemField.AFFILIATION, "Main shop",
                    ItemField.COUPON, "SUMMER10")));
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/shop/pdp/trail-running-shoe-12345.htm,200,view_item,12345",
    "GET,/pdp/mug-A77.html,200,view_item,A77",
    "GET,/p/4711,200,view_item,4711",
    "GET,/product/red-mug/,200,view_item,red-mug",
    "GET,/products/mugs/4711,200,view_item,4711",
    "GET,/mug/dp/B00X,200,view_item,B00X",
    "POST,/cart/add/4711,302,add_to_cart,4711",
    "DELETE,/cart/items/4711,204,remove_from_cart,4711",
    "POST,/cart/remove/4711,303,remove_from_cart,4711",
    "POST,/wishlist/items/4711,201,add_to_wishlist,4711"
  })
  void itemIsTakenFromThePath(String method, String path, int status, String name, String item) {
    AnalyticsEvent event = probe.event(request(1, method, path, status));
    assertThat(event.eventName()).isEqualTo(name);
    assertThat(event.params()).isEqualTo(Map.of("item_id", text(item)));
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/shop/category/shoes,200,view_item_list",
    "GET,/c/women/shoes,200,view_item_list",
    "GET,/search,200,search",
    "GET,/products/search,200,search",
    "POST,/cart,200,add_to_cart",
    "POST,/api/cart/items,201,add_to_cart",
    "POST,/cart/remove,302,remove_from_cart",
    "GET,/cart,200,view_cart",
    "GET,/checkout,200,begin_checkout",
    "POST,/checkout/shipping,303,add_shipping_info",
    "POST,/checkout/payment,303,add_payment_info",
    "GET,/order/confirmation,200,purchase",
    "POST,/api/orders,201,purchase",
    "POST,/register,302,sign_up",
    "POST,/api/register,201,sign_up",
    "POST,/login,302,login",
    "POST,/contact,303,generate_lead",
    "POST,/wishlist/add,200,add_to_wishlist",
    "GET,/pdp/mug-A77.htm,404,page_error",
    "POST,/checkout/payment,402,page_error",
    "POST,/register,200,request",
    "GET,/,200,page_view"
  })
  void commonRoutesOfAShopAreNamed(String method, String path, int status, String name) {
    assertThat(probe.event(request(1, method, path, status)).eventName()).isEqualTo(name);
  }

  @Test
  void purchaseSaysWhatTheOrderServiceSays() {
    AnalyticsEvent event =
        probe.event(
            get(1, "/order/confirmation"),
            internal(2)
                .below(1)
                .from("checkout")
                .with("app.order.id", "o-77")
                .with("app.order.value", 120.5)
                .with("app.order.currency", "EUR")
                .with("app.order.shipping", 4.9)
                .with("app.order.coupon", "SUMMER10"));
    assertThat(event.conversion()).isEqualTo(Conversion.EVERY);
    assertThat(event.params())
        .isEqualTo(
            Map.of(
                "transaction_id", text("o-77"),
                "value", new ParameterValue("120.5", true),
                "currency", text("EUR"),
                "shipping", new ParameterValue("4.9", true),
                "coupon", text("SUMMER10")));
  }

  @Test
  void orderHasAnItemForEachSpanOfALine() {
    AnalyticsEvent event =
        probe.event(
            get(1, "/order/confirmation").with("app.currency", "EUR"),
            internal(2)
                .at(1, 1)
                .below(1)
                .with("app.item.id", "a")
                .with("app.item.price", 10.5)
                .with("app.item.quantity", 2),
            internal(3)
                .at(2, 1)
                .below(1)
                .with("app.item.id", "b")
                .with("app.item.price", 5)
                .with("app.item.discount", 1.25));
    assertThat(event.items()).extracting(i -> i.text(ItemField.ITEM_ID)).containsExactly("a", "b");
    assertThat(event.params().get("value")).isEqualTo(new ParameterValue("24.75", true));
  }

  @Test
  void whatGoesIntoTheCartIsWorthItsPriceTimesItsQuantity() {
    AnalyticsEvent event =
        probe.event(
            request(1, "POST", "/cart/add/4711", 302)
                .with("app.product.price", 9.95)
                .with("app.product.currency", "EUR")
                .with("app.product.quantity", 3));
    assertThat(event.params().get("value")).isEqualTo(new ParameterValue("29.85", true));
    assertThat(event.items().get(0).text(ItemField.QUANTITY)).isEqualTo("3");
  }

  @Test
  void signUpsAndLeadsAreConversionsOncePerSession() {
    assertThat(probe.event(request(1, "POST", "/register", 302)).conversion())
        .isEqualTo(Conversion.ONCE_PER_SESSION);
    assertThat(probe.event(request(1, "POST", "/contact", 303)).conversion())
        .isEqualTo(Conversion.ONCE_PER_SESSION);
    assertThat(probe.event(get(1, "/cart")).conversion()).isEqualTo(Conversion.NONE);
  }

  @Test
  void searchTermGoesOutOnlyIfItIsWords() {
    assertThat(search("q=rote+Schuhe+42").params())
        .isEqualTo(Map.of("search_term", text("rote Schuhe 42")));
    assertThat(search("q=0171+234+567").params()).isEmpty();
    assertThat(search("q=anna%40example.com").params()).isEmpty();
    assertThat(search("q=anna%40example.com").request().query()).isNull();
  }

  private AnalyticsEvent search(String query) {
    return probe.event(get(1, "/search").with("url.query", query));
  }

  private static ParameterValue text(String text) {
    return new ParameterValue(text, false);
  }
}
