package dev.footfall.rule;

import static dev.footfall.rule.SpanDraft.client;
import static dev.footfall.rule.SpanDraft.get;
import static dev.footfall.rule.SpanDraft.internal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.derive.EventProbe;
import dev.footfall.event.AnalyticsEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpanTreeTest {
  private final EventProbe probe = new EventProbe();

  @Test
  void serverSpanWithoutParentIsAnEntry() {
    assertThat(probe.event(get(1, "/")).request().spanId()).isEqualTo("0000000000000001");
  }

  @Test
  void serverSpanWhoseParentIsNotInTheTraceIsAnEntry() {
    assertThat(probe.event(get(1, "/").below(99)).eventName()).isEqualTo("page_view");
  }

  @Test
  void serverSpanBelowAnotherSpanIsNoEntry() {
    List<AnalyticsEvent> events =
        probe.issue(get(1, "/"), client(2).below(1), get(3, "/inner").below(2).from("product"));
    assertThat(events).hasSize(1);
    assertThat(events.get(0).request().path()).isEqualTo("/");
    assertThat(probe.classes()).isEqualTo(Map.of("USED", 3L));
  }

  @Test
  void onlyServerSpansOfNamedServicesAreEntries() {
    EventSettings all = EventProbe.settings(false);
    EventProbe onlyShop =
        new EventProbe(
            new EventSettings(
                Set.of("shop"),
                false,
                all.apiPaths(),
                all.managementPaths(),
                List.of(),
                "c",
                60_000));
    assertThat(onlyShop.issue(get(1, "/").from("backoffice"))).isEmpty();
    assertThat(onlyShop.issue(get(2, "/").from("shop"))).hasSize(1);
    assertThat(onlyShop.classes()).isEqualTo(Map.of("NO_ENTRY", 1L, "USED", 1L));
  }

  @Test
  void traceWithoutEntryIsNoEntry() {
    assertThat(probe.issue(client(1), internal(2).below(1), internal(3).below(99))).isEmpty();
    assertThat(probe.classes()).isEqualTo(Map.of("NO_ENTRY", 3L));
    assertThat(probe.memory).isNull();
  }

  @Test
  void serverSpanInAParentCycleIsNoEntry() {
    List<AnalyticsEvent> events =
        probe.issue(
            get(1, "/a").below(2),
            get(2, "/b").below(1),
            internal(3).below(1),
            get(4, "/self").below(4),
            get(5, "/"));
    assertThat(events).extracting(event -> event.request().path()).containsExactly("/");
    assertThat(probe.classes()).isEqualTo(Map.of("NO_ENTRY parent_cycle", 4L, "USED", 1L));
  }

  @Test
  void spanTakesTheClassOfItsNearestEntryUpwards() {
    probe.issue(
        get(1, "/"),
        internal(2).below(1),
        get(3, "/style.css").below(98),
        internal(4).below(3),
        client(5));
    assertThat(probe.classes())
        .isEqualTo(Map.of("USED", 2L, "DROPPED_BY_RULE asset", 2L, "NO_ENTRY", 1L));
  }

  @Test
  void spansWithMissingParentsAreUsedIfAnyEntryIs() {
    probe.issue(get(1, "/style.css"), get(2, "/").below(98), internal(3).below(99));
    assertThat(probe.classes()).isEqualTo(Map.of("USED", 2L, "DROPPED_BY_RULE asset", 1L));
  }

  @Test
  void spansWithMissingParentsAreDroppedIfAllEntriesAre() {
    probe.issue(get(1, "/style.css"), internal(3).below(99));
    assertThat(probe.classes()).isEqualTo(Map.of("DROPPED_BY_RULE asset", 2L));
  }

  @Test
  void spansWithMissingParentsBelongToTheOnlyEntry() {
    AnalyticsEvent event =
        probe.event(get(1, "/"), internal(3).below(99).from("product"), internal(4).below(3));
    assertThat(event.request().spans()).isEqualTo(3);
    assertThat(event.complete()).isFalse();
  }

  @Test
  void spansWithMissingParentsBelongToNoneOfSeveralEntries() {
    List<AnalyticsEvent> events =
        probe.issue(get(1, "/"), get(2, "/two"), internal(3).below(99).from("product"));
    assertThat(events).extracting(event -> event.request().spans()).containsExactly(1, 1);
  }

  @Test
  void missingParentOfTheEntryLeavesTheTraceComplete() {
    assertThat(probe.event(get(1, "/").below(99), internal(2).below(1)).complete()).isTrue();
  }

  @Test
  void onlyNewSpansAreCounted() {
    probe.issue(get(1, "/").known(), internal(2).below(1));
    assertThat(probe.classes()).isEqualTo(Map.of("USED", 1L));
  }

  @Test
  void deepChainsAreFollowed() {
    SpanDraft[] spans = new SpanDraft[5_000];
    spans[0] = get(1, "/");
    for (int i = 1; i < spans.length; i++) {
      spans[i] = internal(i + 1).below(i);
    }
    assertThat(probe.event(spans).request().spans()).isEqualTo(5_000);
  }
}
