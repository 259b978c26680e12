package dev.footfall.rule;

import static dev.footfall.rule.SpanDraft.get;
import static dev.footfall.rule.SpanDraft.internal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.catalog.CatalogSettings;
import dev.footfall.derive.EventProbe;
import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.Item;
import dev.footfall.event.ItemField;
import dev.footfall.rule.Rule.EachSpan;
import dev.footfall.rule.Rule.Origin;
import dev.footfall.rule.Rule.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogRulesTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeCatalog() throws IOException {
    catalog("item_id,name,price,parent\na,Tee,7.77,p\np,Family,,\nb,Mug,free,\n");
  }

  @Test
  void parametersComeFromTheEntryThatAnotherNames() {
    EventProbe probe =
        probe(
            rule()
                .param(catalog("item_name", "name", null))
                .param(catalog("parent", "parent", null))
                .param(catalog("family", "name", "parent"))
                .param("item_id", Origin.ATTRIBUTE, "app.id"));

    AnalyticsEvent event = probe.event(get(1, "/").with("app.id", "a"));

    assertThat(texts(event))
        .isEqualTo(Map.of("item_id", "a", "item_name", "Tee", "parent", "p", "family", "Family"));
    assertThat(event.catalogVersion()).matches("[0-9a-f]{16}");
    assertThat(probe.counters).isEmpty();
  }

  @Test
  void theCatalogIsOneSourceAmongOthers() {
    EventProbe probe =
        probe(
            rule()
                .param("item_id", Origin.ATTRIBUTE, "app.id")
                .param("name", Origin.ATTRIBUTE, "app.name")
                .param(catalog("name", "name", null))
                .param(
                    new Parameter("price", Origin.CATALOG, "price", null, null, null, true, null))
                .param("price", Origin.CONSTANT, "1"));

    assertThat(texts(probe.event(get(1, "/").with("app.id", "a").with("app.name", "Own"))))
        .containsEntry("name", "Own")
        .containsEntry("price", "7.77");
    assertThat(texts(probe.event(get(1, "/").with("app.id", "b"))))
        .containsEntry("name", "Mug")
        .containsEntry("price", "1");
    assertThat(probe.counters).containsOnly(Map.entry("droppedValues.catalog.price", 1L));
  }

  @Test
  void entriesThatAreMissingAreCountedOnceForEachEvent() {
    EventProbe probe =
        probe(
            rule()
                .param("item_id", Origin.ATTRIBUTE, "app.id")
                .param(catalog("name", "name", null))
                .param(catalog("price", "price", null)));

    AnalyticsEvent event = probe.event(get(1, "/").with("app.id", "unknown"));

    assertThat(texts(event)).containsOnlyKeys("item_id");
    assertThat(event.catalogVersion()).as("the catalog was asked").isNotNull();
    assertThat(probe.counters).containsOnly(Map.entry("missingCatalogEntries.catalog", 1L));
  }

  @Test
  void catalogIsNotAskedWithoutAKey() {
    EventProbe probe =
        probe(
            rule()
                .param("item_id", Origin.ATTRIBUTE, "app.id")
                .param(catalog("name", "name", null)));

    AnalyticsEvent event = probe.event(get(1, "/"));

    assertThat(event.params()).isEmpty();
    assertThat(event.catalogVersion()).isNull();
    assertThat(probe.counters).isEmpty();
  }

  @Test
  void eachItemHasItsOwnEntry() {
    EventProbe probe =
        probe(
            rule()
                .param("currency", Origin.CONSTANT, "EUR")
                .param("item_id", Origin.CONSTANT, "p")
                .items(
                    new EachSpan(null, "line", null),
                    catalog("item_name", "name", null),
                    catalog("price", "price", null),
                    new Parameter("item_id", Origin.ATTRIBUTE, "app.id", null, null, false)));

    AnalyticsEvent event = probe.event(get(1, "/"), line(2, "a"), line(3, "b"), line(4, "x"));

    assertThat(event.items())
        .containsExactly(
            new Item(
                Map.of(
                    ItemField.ITEM_ID, "a", ItemField.ITEM_NAME, "Tee", ItemField.PRICE, "7.77")),
            new Item(Map.of(ItemField.ITEM_ID, "b", ItemField.ITEM_NAME, "Mug")),
            new Item(Map.of(ItemField.ITEM_ID, "x")));
    assertThat(probe.counters)
        .containsOnly(
            Map.entry("missingCatalogEntries.catalog", 1L),
            Map.entry("droppedValues.catalog.price", 1L));
  }

  @Test
  void anotherCatalogThatSaysTheSameRevisesNothing() throws IOException {
    Rule rule =
        rule()
            .param("item_id", Origin.ATTRIBUTE, "app.id")
            .param(catalog("name", "name", null))
            .build();
    EventProbe before = new EventProbe(settings(rule));
    before.issue(get(1, "/").with("app.id", "a"));

    catalog("item_id,name\na,Tee\nnew,New\n");
    EventProbe same = new EventProbe(settings(rule));
    same.memory = before.memory;
    assertThat(same.issueAt(30_000, get(1, "/").with("app.id", "a").known())).isEmpty();

    catalog("item_id,name\na,Renamed\n");
    EventProbe renamed = new EventProbe(settings(rule));
    renamed.memory = before.memory;
    List<AnalyticsEvent> revised = renamed.issueAt(30_000, get(1, "/").with("app.id", "a").known());
    assertThat(revised).hasSize(1);
    assertThat(texts(revised.get(0))).containsEntry("name", "Renamed");
    assertThat(revised.get(0).revision()).isEqualTo(2);
  }

  private static RuleDraft rule() {
    return RuleDraft.event("catalog", "view_item");
  }

  private static Parameter catalog(String name, String column, String by) {
    return new Parameter(name, Origin.CATALOG, column, null, null, null, false, by);
  }

  private static SpanDraft line(long id, String item) {
    return internal(id).at(id, 1).below(1).named("line").with("app.id", item);
  }

  private static Map<String, String> texts(AnalyticsEvent event) {
    Map<String, String> texts = new java.util.HashMap<>();
    event.params().forEach((name, value) -> texts.put(name, value.text()));
    return texts;
  }

  private EventProbe probe(RuleDraft rule) {
    return new EventProbe(settings(rule.build()));
  }

  private EventSettings settings(Rule rule) {
    CatalogSettings catalog =
        new CatalogSettings(
            folder.resolve("products.csv").toString(),
            "item_id",
            ',',
            // Each test's own, so that none shares another's copy.
            Duration.ofDays(1).plusNanos(System.identityHashCode(new Object())),
            Rule.columns(List.of(rule)),
            List.of());
    return EventProbe.settings(false, rule).withCatalog(catalog);
  }

  private void catalog(String csv) throws IOException {
    Files.writeString(folder.resolve("products.csv"), csv);
  }
}
