package dev.footfall.performance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.aggregate.AggregateRow;
import dev.footfall.aggregate.Aggregation;
import dev.footfall.aggregate.TwoPhases;
import dev.footfall.aggregate.WindowTimes;
import dev.footfall.event.EventDraft;
import dev.footfall.performance.ResponseTargets.Verdict;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The sentences on aggregates that no single request shows. */
class PerformanceSentencesTest {
  private static final String OTHER = "f".repeat(32);
  private static final CountPerformance COUNT =
      new CountPerformance(new WindowTimes(60_000, 1_000, 600_000), ResponseTargets.DEFAULTS);

  @Test
  @DisplayName("Times as fixed-boundary log histograms: p50, p90, p99")
  void quantilesAreWithinASixteenth() {
    PerformanceSummary summary = new PerformanceSummary();
    for (int millis = 100; millis > 0; millis--) {
      summary.add(taking(millis).event(), Verdict.SATISFIED, 1);
    }

    assertThat(summary.durations().quantile(0.5)).isBetween(50_000L, 53_124L);
    assertThat(summary.durations().quantile(0.9)).isBetween(90_000L, 95_624L);
    assertThat(summary.durations().quantile(0.99)).isBetween(99_000L, 105_187L);
  }

  @Test
  @DisplayName("(deterministic, mergeable, subtractable)")
  void rowsOfTwoWindowsMergeToThatOfBoth() throws Exception {
    Aggregation<PerformanceSummary> aggregation = COUNT.aggregation(10);
    PerformanceSummary morning = summary(taking(1), taking(700));
    PerformanceSummary evening = summary(by(OTHER, taking(3_000)), by(OTHER, taking(20)));

    PerformanceSummary day = aggregation.read(evening.toBytes());
    day.merge(aggregation.read(morning.toBytes()));

    assertThat(day.toBytes())
        .isEqualTo(
            summary(by(OTHER, taking(20)), taking(700), taking(1), by(OTHER, taking(3_000)))
                .toBytes());
    assertThat(day.visitors().estimate()).isEqualTo(2);
  }

  @Test
  @DisplayName("Bounded cardinality with an (other) row")
  void pagesBeyondTheBoundShareARow() throws Exception {
    try (TwoPhases<CountedEvent, PerformanceSummary> flink =
        new TwoPhases<>(COUNT, COUNT.aggregation(2), 2, 100, false)) {
      for (String path : List.of("/a", "/b", "/c", "/d", "/b", "/d")) {
        EventDraft draft = PerformanceRows.draft().path(path);
        flink.add(0, new CountedEvent(draft.event(), 1), PerformanceRows.MINUTE);
      }
      flink.endInput();

      assertThat(flink.byWindow().stream().filter(row -> row.key().name().equals("page")))
          .filteredOn(AggregateRow::isFinal)
          .extracting(row -> row.label().text() + " " + PerformanceRow.of(row).summary().requests())
          .containsExactlyInAnyOrder("/b 2", "/d 2", "(other) 2");
    }
  }

  private static PerformanceSummary summary(EventDraft... drafts) {
    PerformanceSummary summary = new PerformanceSummary();
    for (EventDraft draft : drafts) {
      summary.add(draft.event(), Verdict.SATISFIED, 1);
    }
    return summary;
  }

  private static EventDraft taking(int millis) {
    EventDraft draft = PerformanceRows.draft();
    draft.durationMicros = millis * 1_000L;
    return draft;
  }

  private static EventDraft by(String visitor, EventDraft draft) {
    draft.visitor = visitor;
    return draft;
  }
}
