package dev.footfall.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventTimeTest {
  private static final long ARRIVAL = 1_000_000;
  private static final long DELAY = 60_000;

  private static EventTime time(long startNanos, long issuedAt) {
    return EventTime.of(startNanos, ARRIVAL, issuedAt, DELAY);
  }

  @Test
  void startIsCutToMicroseconds() {
    assertThat(time(999_000_001_999L, ARRIVAL + 10_000))
        .isEqualTo(new EventTime(999_000_001L, false));
  }

  @Test
  void timeIsNotAfterTheArrival() {
    assertThat(time(1_000_001_000_000L, ARRIVAL + 10_000))
        .isEqualTo(new EventTime(ARRIVAL * 1_000, true));
  }

  @Test
  void timeIsNotBeforeIssueMinusEventDelay() {
    assertThat(time(5_000_000_000L, ARRIVAL + 10_000))
        .isEqualTo(new EventTime((ARRIVAL - 50_000) * 1_000, true));
  }

  @Test
  void lowerBoundWinsOverTheArrival() {
    assertThat(time(999_999_000_000L, ARRIVAL + 200_000))
        .isEqualTo(new EventTime((ARRIVAL + 140_000) * 1_000, true));
  }

  @Test
  void startBeyondTheYear2262IsCorrectedToTheArrival() {
    assertThat(time(-1, ARRIVAL + 10_000)).isEqualTo(new EventTime(ARRIVAL * 1_000, true));
  }
}
