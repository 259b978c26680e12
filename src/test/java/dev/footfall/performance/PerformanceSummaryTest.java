package dev.footfall.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.aggregate.Aggregation;
import dev.footfall.aggregate.WindowTimes;
import dev.footfall.event.EventDraft;
import dev.footfall.event.Request.ServiceTime;
import dev.footfall.performance.ResponseTargets.Verdict;
import org.junit.jupiter.api.Test;

class PerformanceSummaryTest {
  private static final WindowTimes TIMES = new WindowTimes(1, 1, 1);
  private static final Aggregation<PerformanceSummary> PERFORMANCE =
      new CountPerformance(TIMES, ResponseTargets.DEFAULTS).aggregation(1);
  private static final Aggregation<TrafficCount> TRAFFIC = new CountTraffic(TIMES).aggregation(1);

  @Test
  void isNotEmptyWhileAnythingIsLeft() {
    EventDraft draft = PerformanceRows.draft();
    PerformanceSummary summary = new PerformanceSummary();
    draft.services.add(new ServiceTime("shop", 1, 0, 700));
    summary.add(draft.event(), Verdict.SATISFIED, 1);
    draft.services.clear();
    summary.add(draft.event(), Verdict.SATISFIED, -1);
    assertThat(summary.isEmpty()).as("busy time is left").isFalse();

    PerformanceSummary other = new PerformanceSummary();
    draft.durationMicros = 1;
    other.add(draft.event(), Verdict.SATISFIED, 1);
    draft.durationMicros = 2;
    other.add(draft.event(), Verdict.SATISFIED, -1);
    assertThat(other.isEmpty()).as("durations are left").isFalse();

    PerformanceSummary third = new PerformanceSummary();
    third.add(draft.event(), Verdict.SATISFIED, 1);
    third.add(draft.event(), Verdict.TOLERATING, -1);
    assertThat(third.isEmpty()).as("verdicts are left").isFalse();
  }

  @Test
  void takesFewBytes() {
    PerformanceSummary summary = new PerformanceSummary();
    assertThat(summary.toBytes()).hasSizeLessThan(15);
    summary.add(PerformanceRows.draft().event(), Verdict.SATISFIED, 1);
    assertThat(summary.toBytes()).hasSizeLessThan(40);
  }

  @Test
  void refusesUnknownVersions() {
    byte[] performance = new PerformanceSummary().toBytes();
    performance[0] = 9;
    assertThatThrownBy(() -> PERFORMANCE.read(performance)).hasMessageContaining("version 9");
    byte[] traffic = new TrafficCount().toBytes();
    traffic[0] = 9;
    assertThatThrownBy(() -> TRAFFIC.read(traffic)).hasMessageContaining("version 9");
  }
}
