package dev.footfall.performance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.aggregate.AggregateRow;
import dev.footfall.aggregate.Aggregation;
import dev.footfall.aggregate.Label;
import dev.footfall.aggregate.Sums;
import dev.footfall.aggregate.TwoPhases;
import dev.footfall.aggregate.WindowKey;
import dev.footfall.aggregate.WindowTimes;
import dev.footfall.performance.PerformanceHistory.Timed;
import dev.footfall.performance.PerformanceOracle.Measures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random histories: however contributions are grouped, the last revisions decide. */
class PerformanceHistoryTest {
  private static final int SERVICES = PerformanceSummary.MAX_SERVICES;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final CountPerformance COUNT =
      new CountPerformance(
          WindowTimes.of(MINUTE, Duration.ofSeconds(20), Duration.ofMinutes(10)),
          new ResponseTargets(
              Duration.ofMillis(500), Map.of("/owners/{ownerId}", Duration.ofMillis(200))));
  private static final Aggregation<PerformanceSummary> AGGREGATION = COUNT.aggregation(1_000);
  private static final PerformanceOracle ORACLE =
      new PerformanceOracle(60_000, 500_000, Map.of("/owners/{ownerId}", 200_000L));

  private record Place(WindowKey key, Label label) {
    @Override
    public String toString() {
      return key.startMillis() + " " + key.name() + " " + label.text() + " " + label.second();
    }
  }

  @Test
  void sumsComeToTheLastRevisionsInAnyGrouping() {
    long first = Long.getLong("seed", System.nanoTime());
    for (long seed = first; seed < first + Integer.getInteger("histories", 20_000); seed++) {
      try {
        check(new Random(seed));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  private static void check(Random random) {
    PerformanceHistory history = new PerformanceHistory(random);
    Map<String, PerformanceSummary> sums = sums(history, random);
    Map<String, PerformanceSummary> again = sums(history, random);

    assertThat(again.keySet()).isEqualTo(sums.keySet());
    sums.forEach((label, sum) -> assertThat(again.get(label).toBytes()).isEqualTo(sum.toBytes()));
    sums.values().removeIf(PerformanceSummary::isEmpty);
    checkRows(sums, ORACLE.rows(history.last, history.ever));
  }

  private static Map<String, PerformanceSummary> sums(PerformanceHistory history, Random random) {
    List<Map<Place, PerformanceSummary>> groups = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      groups.add(new HashMap<>());
    }
    List<Timed> counted = new ArrayList<>(history.counted);
    Collections.shuffle(counted, random);
    for (Timed next : counted) {
      Map<Place, PerformanceSummary> group = groups.get(random.nextInt(groups.size()));
      Sums<PerformanceSummary> sums =
          (key, label) ->
              group.computeIfAbsent(new Place(key, label), place -> new PerformanceSummary());
      COUNT.contribute(next.event(), sums);
    }
    Map<String, PerformanceSummary> sums = new TreeMap<>();
    for (Map<Place, PerformanceSummary> group : groups) {
      group.forEach(
          (place, sum) ->
              sums.computeIfAbsent(place.toString(), label -> new PerformanceSummary())
                  .merge(random.nextBoolean() ? sum : AGGREGATION.read(sum.toBytes())));
    }
    return sums;
  }

  static LongStream seeds() {
    long first = Long.getLong("seed", System.nanoTime());
    return LongStream.range(first, first + Integer.getInteger("histories", 30));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void finalRowsComeToTheLastRevisionsThroughBothPhases(long seed) throws Exception {
    Random random = new Random(seed);
    PerformanceHistory history = new PerformanceHistory(random);
    List<AggregateRow> coarse = play(history, 1_000_000, random);
    List<AggregateRow> fine = play(history, 1_000, random);

    assertThat(texts(fine)).isEqualTo(texts(coarse));
    Map<String, PerformanceSummary> rows = new TreeMap<>();
    for (AggregateRow row : coarse) {
      if (row.isFinal()) {
        rows.put(new Place(row.key(), row.label()).toString(), PerformanceRow.of(row).summary());
      }
    }
    checkRows(rows, ORACLE.rows(history.last, history.ever));
  }

  private static List<AggregateRow> play(PerformanceHistory history, long step, Random random)
      throws Exception {
    try (TwoPhases<CountedEvent, PerformanceSummary> flink =
        new TwoPhases<>(COUNT, AGGREGATION, 1 + random.nextInt(3), 20, false)) {
      long watermark = Long.MIN_VALUE;
      for (Timed next : history.counted) {
        if (next.timeMillis() > watermark + step) {
          watermark = next.timeMillis() - 1;
          flink.watermark(watermark);
        }
        flink.add(random.nextInt(3), next.event(), next.timeMillis());
      }
      flink.endInput();
      assertThat(flink.stateEntries()).isZero();
      assertThat(flink.timers()).isZero();
      return flink.byWindow();
    }
  }

  private static List<String> texts(List<AggregateRow> rows) {
    return rows.stream()
        .map(
            row ->
                new Place(row.key(), row.label())
                    + " "
                    + row.revision()
                    + " "
                    + row.issuedAtMillis()
                    + " "
                    + java.util.HexFormat.of().formatHex(row.summary()))
        .toList();
  }

  private static void checkRows(Map<String, PerformanceSummary> rows, Map<String, Measures> all) {
    assertThat(rows.keySet()).isEqualTo(all.keySet());
    rows.forEach((label, row) -> checkRow(label, row, all.get(label)));
  }

  private static void checkRow(String label, PerformanceSummary row, Measures all) {
    long satisfied = all.count(r -> ORACLE.verdict(r) == 's');
    long tolerating = all.count(r -> ORACLE.verdict(r) == 't');
    assertThat(row.requests()).as(label).isEqualTo(all.requests.size());
    assertThat(row.interactions()).as(label).isEqualTo(all.interactions);
    assertThat(row.errors()).as(label).isEqualTo(all.count(r -> r.error() || r.status() >= 500));
    assertThat(row.clientErrors()).as(label).isEqualTo(all.count(r -> r.status() / 100 == 4));
    assertThat(row.satisfied()).as(label).isEqualTo(satisfied);
    assertThat(row.tolerating()).as(label).isEqualTo(tolerating);
    assertThat(row.frustrated()).as(label).isEqualTo(all.count(r -> ORACLE.verdict(r) == 'f'));
    assertThat(row.apdexThousandths())
        .as(label)
        .isEqualTo(Math.round(1_000 * (satisfied + tolerating / 2.0) / all.requests.size()));
    for (double share : new double[] {0.5, 0.9, 0.99}) {
      long exact = all.quantile(share);
      assertThat(row.durations().quantile(share)).as(label).isBetween(exact, exact + exact / 16);
    }
    assertThat(row.durations().count()).as(label).isEqualTo(all.requests.size());
    assertThat(row.visitors().estimate()).as(label).isEqualTo(all.visitors.size());
    assertThat(row.busyMicros().values().stream().mapToLong(Long::longValue).sum())
        .as(label)
        .isEqualTo(all.busy().values().stream().mapToLong(Long::longValue).sum());
    Map<String, Long> busy = row.busyMicros();
    assertThat(busy).as(label).hasSizeLessThanOrEqualTo(SERVICES + 1);
    busy.remove("(other)");
    assertThat(all.busy()).as(label).containsAllEntriesOf(busy);
  }
}
