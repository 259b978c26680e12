package dev.footfall.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import dev.footfall.aggregate.UniqueVisitors;
import dev.footfall.event.Money;
import dev.footfall.funnel.Attempt;
import dev.footfall.funnel.Attempt.ReachedStep;
import dev.footfall.funnel.AttemptChange;
import dev.footfall.funnel.Funnel;
import dev.footfall.funnel.Funnel.CountBy;
import dev.footfall.funnel.Funnel.EventTest;
import dev.footfall.funnel.Funnel.Order;
import dev.footfall.funnel.Funnel.Step;
import dev.footfall.funnel.FunnelCounts;
import dev.footfall.funnel.FunnelKey;
import dev.footfall.funnel.FunnelRow;
import dev.footfall.funnel.FunnelRow.State;
import dev.footfall.funnel.Met;
import dev.footfall.privacy.KeyedId;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunnelJsonTest {
  private static final ObjectMapper JACKSON = new ObjectMapper();
  private static final long WINDOW = 1_795_518_000_000L;
  private static final FunnelKey KEY = new FunnelKey("purchase", WINDOW, "mobile");
  private static final Funnel FUNNEL =
      new Funnel(
          "purchase",
          List.of(step("view"), step("cart"), step("purchase")),
          Order.ORDERED,
          Funnel.DEFAULT_WINDOW,
          null,
          List.of(),
          null,
          CountBy.VISITOR,
          null,
          Funnel.DEFAULT_COHORT);

  private final FunnelJson json = new FunnelJson(List.of(FUNNEL), "c0ffee", 1);

  @Test
  void writesWhatWasCountedAtEachStep() throws IOException {
    FunnelCounts counts = new FunnelCounts();
    add(
        counts,
        new Attempt(
            false,
            false,
            List.of(
                new ReachedStep(1, 0, null, Met.NEITHER),
                new ReachedStep(2, 15, euros("12.50"), Met.error("timeout", "payment")))));
    add(
        counts,
        new Attempt(false, false, List.of(new ReachedStep(1, 0, null, Met.slow("search")))));

    FunnelRow row = new FunnelRow(KEY, counts, State.OPEN, 3, WINDOW + 60_000);
    assertThat(JACKSON.readTree(json.value(row)))
        .isEqualTo(
            JACKSON.readTree(
                """
                {"funnel_id": "purchase", "window_start": "2026-11-24T11:00:00.000Z",
                 "window_end": "2026-11-24T12:00:00.000Z",
                 "breakdown": "mobile", "state": "open",
                 "attempts": 2, "completed": 0, "excluded": 0,
                 "steps": [
                   {"step": 1, "name": "view", "reached": 2, "converted": 1, "dropped": 1,
                    "excluded": 0,
                    "leavers_met": {"error": 0, "slow": 1, "neither": 0,
                      "slow_services": [{"service": "search", "visitors": 1}]},
                    "continuers_met": {"error": 0, "slow": 0, "neither": 1}},
                   {"step": 2, "name": "cart", "reached": 1, "converted": 0, "dropped": 1,
                    "excluded": 0, "from_previous_p50_ms": 0.015, "from_previous_p95_ms": 0.015,
                    "value": {"EUR": 12.5},
                    "leavers_met": {"error": 1, "slow": 0, "neither": 0, "errors":
                      [{"error_type": "timeout", "service": "payment", "visitors": 1}]}},
                   {"step": 3, "name": "purchase", "reached": 0, "converted": 0, "dropped": 0,
                    "excluded": 0}],
                 "revision": 3, "issued_at": "2026-11-24T11:01:00.000Z",
                 "config_version": "c0ffee"}
                """));
    assertThat(json.key(row)).asString().isEqualTo("purchase|2026-11-24T11:00:00Z|mobile");
    assertThat(json.timestampMillis(row)).isEqualTo(WINDOW);
    assertThat(json.output()).isEqualTo(Output.FUNNELS);
  }

  @Test
  void hasNoBreakdownWhereThereIsNone() throws IOException {
    FunnelRow row =
        new FunnelRow(
            new FunnelKey("gone", WINDOW, null), new FunnelCounts(), State.FINAL, 1, WINDOW);

    JsonNode read = JACKSON.readTree(json.value(row));

    assertThat(read.has("breakdown")).isFalse();
    assertThat(read.get("state").textValue()).isEqualTo("final");
    assertThat(json.key(row)).asString().isEqualTo("gone|2026-11-24T11:00:00Z");
  }

  @Test
  void hasExactlyTheDeclaredColumns() throws IOException {
    FunnelRow row = new FunnelRow(KEY, new FunnelCounts(), State.FINAL, 1, WINDOW);
    List<Column<FunnelRow>> columns = FunnelSchema.columns(List.of(FUNNEL), "c", 1);

    JsonNode read = JACKSON.readTree(json.value(row));

    assertThat(ImmutableList.copyOf(read.fieldNames()))
        .containsExactlyElementsOf(columns.stream().map(Column::name).toList());
    columns.forEach(column -> DeclaredColumns.assertType(column, read.get(column.name())));
  }

  @Test
  void saysHowManyVisitorsReachedAStepForGood() throws IOException {
    FunnelCounts counts = new FunnelCounts();
    ReachedStep view = new ReachedStep(1, 0, null, Met.NEITHER);
    ReachedStep cart = new ReachedStep(2, 0, null, Met.NEITHER);
    addFinal(counts, 7, view, cart);
    addFinal(counts, 7, view);
    addFinal(counts, 8, view);
    add(counts, new Attempt(false, false, List.of(view)));
    FunnelRow row = new FunnelRow(KEY, counts, State.OPEN, 1, WINDOW);
    UniqueVisitors both = new UniqueVisitors();
    both.add(0, 8);
    both.add(0, 7);

    JsonNode steps = JACKSON.readTree(json.value(row)).get("steps");
    assertThat(steps.get(0).get("reached").intValue()).isEqualTo(4);
    assertThat(steps.get(0).get("visitors").intValue()).isEqualTo(2);
    assertThat(steps.get(0).get("visitors_sketch").textValue()).isEqualTo(both.base64());
    assertThat(steps.get(1).get("visitors").intValue()).isEqualTo(1);
    assertThat(steps.get(2).has("visitors")).isFalse();

    FunnelJson strict = new FunnelJson(List.of(FUNNEL), "c0ffee", 2);
    steps = JACKSON.readTree(strict.value(row)).get("steps");
    assertThat(steps.get(0).has("visitors_sketch")).isTrue();
    assertThat(steps.get(1).has("visitors")).as("one visitor is too small a group").isFalse();
    assertThat(steps.get(1).has("visitors_sketch")).isFalse();
  }

  private static void addFinal(FunnelCounts counts, long visitor, ReachedStep... steps) {
    Attempt attempt = new Attempt(false, false, List.of(steps));
    counts.add(new AttemptChange(KEY, 1, true, attempt), new KeyedId(0, visitor));
  }

  private static void add(FunnelCounts counts, Attempt attempt) {
    counts.add(new AttemptChange(KEY, 1, false, attempt), new KeyedId(1, 1));
  }

  private static Money euros(String amount) {
    return new Money(new BigDecimal(amount), "EUR");
  }

  private static Step step(String name) {
    return new Step(name, List.of(new EventTest(name, List.of())), false);
  }
}
