package dev.footfall.rule;

import static dev.footfall.rule.SpanDraft.get;
import static dev.footfall.rule.SpanDraft.internal;
import static dev.footfall.rule.SpanDraft.server;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.derive.EventProbe;
import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.Item;
import dev.footfall.event.ItemField;
import dev.footfall.event.ParameterValue;
import dev.footfall.rule.Rule.EachSpan;
import dev.footfall.rule.Rule.Origin;
import dev.footfall.rule.Rule.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemsTest {
  private static final EachSpan LINES = new EachSpan("order", "line", "app.sku");
  private static final Parameter SKU = source("item_id", Origin.ATTRIBUTE, "app.sku");
  private static final Parameter PRICE = source("price", Origin.ATTRIBUTE, "app.price");

  @Test
  void itemOfTheRequestHasWhatItsSourcesGive() {
    EventProbe probe =
        new EventProbe(
            rule()
                .paths("/p/{id}")
                .param("title", Origin.CONSTANT, "Tee")
                .item(
                    source("quantity", Origin.CONSTANT, "2"),
                    source("item_id", Origin.CAPTURE, "id"),
                    source("item_name", Origin.PARAM, "title"),
                    source("item_name", Origin.CONSTANT, "not this"),
                    source("item_brand", Origin.ATTRIBUTE, "app.brand"),
                    source("price", Origin.SPAN_ATTRIBUTE, "app.price"))
                .build());

    AnalyticsEvent event =
        probe.event(get(1, "/p/a%20b"), internal(2).below(1).with("app.price", 7.77));

    assertThat(event.items()).hasSize(1);
    assertThat(event.items().get(0).fields())
        .isEqualTo(
            Map.of(
                ItemField.ITEM_ID, "a b",
                ItemField.ITEM_NAME, "Tee",
                ItemField.PRICE, "7.77",
                ItemField.QUANTITY, "2"));
    assertThat(event.items().get(0).fields().keySet())
        .as("in the order of the fields")
        .containsExactly(
            ItemField.ITEM_ID, ItemField.ITEM_NAME, ItemField.PRICE, ItemField.QUANTITY);
  }

  @Test
  void eachFittingSpanIsAnItemInTheirOrder() {
    EventProbe probe = new EventProbe(rule().items(LINES, SKU, PRICE).build());

    AnalyticsEvent event =
        probe.event(
            get(1, "/order").from("order").with("app.sku", "not of this name"),
            line(2).at(20, 1).with("app.sku", "b").with("app.price", 2.5),
            line(3).at(10, 1).with("app.sku", "a"),
            line(4).at(30, 1).with("app.price", 1.0),
            line(5).at(30, 1).with("app.sku", "d").from("stock"),
            internal(6).below(1).named("other").from("order").with("app.sku", "e"));

    assertThat(event.items())
        .containsExactly(
            item(ItemField.ITEM_ID, "a"), item(ItemField.ITEM_ID, "b", ItemField.PRICE, "2.5"));
  }

  @Test
  void spansOfAnotherRequestAreNoItems() {
    EventProbe probe = new EventProbe(rule().items(LINES, SKU).build());

    List<AnalyticsEvent> events =
        probe.issue(
            get(1, "/order"),
            line(2).with("app.sku", "a"),
            server(3).with("url.path", "/other").with("http.request.method", "GET"),
            internal(4).below(3).named("line").from("order").with("app.sku", "b"));

    assertThat(events.get(0).items()).containsExactly(item(ItemField.ITEM_ID, "a"));
    assertThat(events.get(1).items()).containsExactly(item(ItemField.ITEM_ID, "b"));
  }

  @Test
  void listsOfASpanMakeAnItemOfEachPlace() {
    EventProbe probe =
        new EventProbe(
            rule()
                .param("skus", Origin.ATTRIBUTE, "app.sku")
                .item(
                    SKU,
                    source("item_name", Origin.SPAN_ATTRIBUTE, "app.name"),
                    PRICE,
                    source("price", Origin.CONSTANT, "1"),
                    source("affiliation", Origin.ATTRIBUTE, "app.shop"))
                .build());

    AnalyticsEvent event =
        probe.event(
            get(1, "/order")
                .withList("app.sku", "a", "b", "c")
                .withList("app.price", 2.5, 0.5)
                .with("app.shop", "Main"),
            internal(2).below(1).withList("app.name", "Tee, blue", "Mug", "Cap"));

    assertThat(event.items())
        .containsExactly(
            line("a", "Tee, blue", "2.5"), line("b", "Mug", "0.5"), line("c", "Cap", "1"));
    assertThat(event.params().get("skus").text()).as("a parameter is one text").isEqualTo("a,b,c");
  }

  private static Item line(String sku, String name, String price) {
    return new Item(
        Map.of(
            ItemField.ITEM_ID, sku,
            ItemField.ITEM_NAME, name,
            ItemField.PRICE, price,
            ItemField.AFFILIATION, "Main"));
  }

  @Test
  void listsOfEachSpanFollowOneAnother() {
    EventProbe probe = new EventProbe(rule().items(LINES, SKU).build());

    AnalyticsEvent event =
        probe.event(
            get(1, "/order"),
            line(2).at(1, 1).withList("app.sku", "a", "b"),
            line(3).at(2, 1).with("app.sku", "c"));

    assertThat(event.items())
        .extracting(item -> item.text(ItemField.ITEM_ID))
        .containsExactly("a", "b", "c");
  }

  @Test
  void dropsAndCountsWhatIsBeyondGa4sBoundInLists() {
    EventProbe probe = new EventProbe(rule().item(SKU).build());
    Object[] skus = IntStream.range(0, 5_000).mapToObj(i -> "s" + i).toArray();

    assertThat(probe.event(get(1, "/").withList("app.sku", skus)).items()).hasSize(200);
    assertThat(probe.counters).containsEntry("droppedItems.items", 4_800L);
  }

  @Test
  void dropsAndCountsWhatIsBeyondGa4sBound() {
    EventProbe probe =
        new EventProbe(
            rule()
                .param("currency", Origin.CONSTANT, "EUR")
                .items(LINES, SKU, source("price", Origin.CONSTANT, "1"))
                .build());
    Stream<SpanDraft> lines =
        IntStream.range(2, 204).mapToObj(i -> line(i).at(i, 1).with("app.sku", "s" + i));

    AnalyticsEvent event =
        probe.event(Stream.concat(Stream.of(get(1, "/order")), lines).toArray(SpanDraft[]::new));

    assertThat(event.items()).hasSize(200).endsWith(event.items().get(199));
    assertThat(event.items().get(199).text(ItemField.ITEM_ID)).isEqualTo("s201");
    assertThat(probe.counters).containsEntry("droppedItems.items", 2L);
    assertThat(event.params()).as("no sum of a part").doesNotContainKey("value");
  }

  @Test
  void itemWithoutNumberAndNameIsDroppedAndCounted() {
    EventProbe probe = new EventProbe(rule().item(SKU, PRICE).build());

    assertThat(probe.event(get(1, "/").with("app.price", 1.5)).items()).isEmpty();
    assertThat(probe.counters).containsEntry("droppedItems.items", 1L);
    assertThat(probe.event(get(1, "/")).items()).as("nothing to drop").isEmpty();
    assertThat(probe.counters).containsEntry("droppedItems.items", 1L);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          price,    7.770, 7.770
          price,    7e2,   700
          price,    -1,
          price,    free,
          price,    1e12,
          discount, -0.5,
          quantity, 1.5,   1.5
          index,    3,     3
          index,    3.0,   3
          index,    3.5,
          """)
  void numbersAreDecimalsThatMakeSense(String field, String sent, String expected) {
    EventProbe probe =
        new EventProbe(
            rule()
                .item(
                    source("item_id", Origin.CONSTANT, "a"),
                    source(field, Origin.ATTRIBUTE, "app.n"))
                .build());

    Item item = probe.event(get(1, "/").with("app.n", sent)).items().get(0);

    assertThat(item.text(ItemField.named(field))).isEqualTo(expected);
    assertThat(probe.counters.getOrDefault("droppedValues.items." + field, 0L))
        .isEqualTo(expected == null ? 1L : 0L);
  }

  @ParameterizedTest
  @DisplayName("the sum of discounted price times quantity")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          7.77               | EUR | 7.77
          0.10 0.20          | EUR | 0.3
          10:1.5             | EUR | 8.5
          10:1.5:3           | eur | 25.5
          10::3 1.005::2     | EUR | 32.01
          10:12              | EUR | 0
          10 -               | EUR | -
          10                 | -   | -
          10                 | XXQ | -
          """)
  void valueThatNothingSaysIsThatOfTheItems(String lines, String currency, String expected) {
    EventProbe probe =
        new EventProbe(
            rule()
                .param("currency", Origin.ATTRIBUTE, "app.currency")
                .param("value", Origin.ATTRIBUTE, "app.value")
                .items(
                    LINES,
                    SKU,
                    PRICE,
                    source("discount", Origin.ATTRIBUTE, "app.discount"),
                    source("quantity", Origin.ATTRIBUTE, "app.quantity"))
                .build());
    List<SpanDraft> spans = new ArrayList<>();
    spans.add(currency == null ? get(1, "/") : get(1, "/").with("app.currency", currency));
    for (String line : lines.split(" ")) {
      SpanDraft span = line(2 + spans.size()).with("app.sku", "s");
      String[] parts = line.split(":");
      String[] names = {"app.price", "app.discount", "app.quantity"};
      for (int i = 0; i < parts.length; i++) {
        if (!parts[i].isEmpty() && !parts[i].equals("-")) {
          span.with(names[i], parts[i]);
        }
      }
      spans.add(span);
    }

    AnalyticsEvent event = probe.event(spans.toArray(SpanDraft[]::new));
    spans.get(0).with("app.value", "99");
    AnalyticsEvent said = probe.event(spans.toArray(SpanDraft[]::new));

    assertThat(event.params().get("value"))
        .isEqualTo(expected == null ? null : new ParameterValue(expected, true));
    assertThat(said.params().get("value").text()).isEqualTo("99");
  }

  @Test
  void lateSpanRevisesTheItems() {
    EventProbe probe = new EventProbe(rule().items(LINES, SKU).build());
    probe.issue(get(1, "/order"), line(2).at(1, 1).with("app.sku", "a"));

    List<AnalyticsEvent> revised =
        probe.issueAt(
            30_000,
            get(1, "/order").known(),
            line(2).at(1, 1).with("app.sku", "a").known(),
            line(3).at(2, 1).with("app.sku", "b"));

    assertThat(revised).hasSize(1);
    assertThat(revised.get(0).revision()).isEqualTo(2);
    assertThat(revised.get(0).items()).hasSize(2);
  }

  private static RuleDraft rule() {
    return RuleDraft.event("items", "view_item");
  }

  private static SpanDraft line(long id) {
    return internal(id).below(1).named("line").from("order");
  }

  private static Parameter source(String name, Origin origin, String key) {
    return new Parameter(name, origin, key, null, null, false);
  }

  private static Item item(ItemField field, String text) {
    return new Item(Map.of(field, text));
  }

  private static Item item(ItemField one, String text, ItemField other, String otherText) {
    return new Item(Map.of(one, text, other, otherText));
  }
}
