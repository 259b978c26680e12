package dev.footfall.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footfall.job.JobSettings;
import dev.footfall.job.SimulatedLine;
import dev.footfall.local.shop.ShopLedger;
import dev.footfall.local.shop.ShopSettings;
import dev.footfall.local.shop.ShopTraffic;
import dev.footfall.sink.Output;
import dev.footfall.source.RawRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the demo's purchase funnel says of payments that fail, against the shop's own ledger. */
class FailedPaymentsTest {
  private static final long SEED = 2026;
  private static final Duration OPEN = Duration.ofSeconds(150);

  /** The day before, so that the demo's keys hold for it; not near the end of an hour. */
  private static final Instant START =
      Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofHours(14));

  private static ShopLedger ledger;
  private static Collection<byte[]> rows;

  @BeforeAll
  static void run(@TempDir Path folder) throws Exception {
    List<RawRecord> records = new ArrayList<>();
    ledger = trade(records);
    JobSettings demo = DemoJob.of("localhost:9092", folder).jobSettings();
    try (SimulatedLine line = new SimulatedLine(demo, 200).run(records)) {
      rows = line.last().funnelRows();
    }
  }

  @Test
  void rowNamesThePaymentServiceAndTheErrorsBesideThoseWhoLeft() throws Exception {
    assertThat(ledger.visits()).isGreaterThan(2_500);
    assertThat(rows).hasSize(1);
    JsonNode steps = new ObjectMapper().readTree(rows.iterator().next()).get("steps");
    Map<String, Long> lost = ledger.lostByFailedPayment();

    assertThat(lost).containsOnlyKeys("card_declined", "psp_timeout");
    assertThat(steps.get(2).get("name").asText()).isEqualTo("begin_checkout");
    assertThat(errorsOfPayment(steps.get(2))).isEqualTo(lost);
    assertThat(errorsOfPayment(steps.get(0))).isEmpty();
    assertThat(errorsOfPayment(steps.get(1))).isEmpty();
  }

  @Test
  void aTenthOfThePaymentsFailsAndHalfOfTheirVisitorsLeave() {
    double failed = ledger.failedPayments();
    assertThat(failed / (failed + ledger.purchases())).isBetween(0.08, 0.12);
    long lost = ledger.lostByFailedPayment().values().stream().mapToLong(n -> n).sum();
    assertThat(lost / failed).isBetween(0.4, 0.6);
  }

  @Test
  void summaryNamesThemBelowTheStep() {
    OutputCounts made = new OutputCounts();
    rows.forEach(row -> made.add(Output.FUNNELS, row));
    List<String> lines = new DemoSummary(ledger, made).totals(null);
    List<String> checkout =
        lines.subList(lineOf(lines, "  begin_checkout"), lineOf(lines, "  purchase "));
    ledger
        .lostByFailedPayment()
        .forEach(
            (type, count) ->
                assertThat(checkout)
                    .anyMatch(
                        line ->
                            line.contains("met error " + type + " in payment")
                                && line.endsWith(" " + count)));
  }

  private static int lineOf(List<String> lines, String beginning) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(beginning)) {
        return i;
      }
    }
    throw new AssertionError(beginning + " in " + lines);
  }

  private static Map<String, Long> errorsOfPayment(JsonNode step) {
    Map<String, Long> errors = new TreeMap<>();
    for (JsonNode error : step.path("leavers_met").path("errors")) {
      if (error.get("service").asText().equals("payment")) {
        errors.put(error.get("error_type").asText(), error.get("visitors").asLong());
      }
    }
    return errors;
  }

  private static ShopLedger trade(List<RawRecord> records) {
    ShopSettings shop = ShopSettings.live(SEED, START.toEpochMilli(), 20, 4);
    long[] offset = {0};
    ShopTraffic traffic =
        new ShopTraffic(
            shop,
            sent ->
                records.add(
                    new RawRecord(
                        "otlp_spans",
                        sent.partition(),
                        offset[0]++,
                        sent.timestampMillis(),
                        null,
                        sent.value(),
                        List.of())));
    long now = START.plus(OPEN).toEpochMilli();
    traffic.advanceTo(now);
    traffic.close();
    while (!traffic.isDrained()) {
      now += 1_000;
      traffic.advanceTo(now);
    }
    return traffic.ledger();
  }
}
