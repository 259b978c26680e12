package dev.footfall.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RevisionsTest {
  @Test
  void acceptsRisingRevisionsOnOnePartition() {
    assertThat(
            Revisions.faults("events", "event_id", List.of(event(0, 1), event(0, 2), event(0, 3))))
        .isEmpty();
  }

  @Test
  void namesARepeatedRevision() {
    assertThat(Revisions.faults("events", "event_id", List.of(event(0, 1), event(0, 1))))
        .hasSize(1);
  }

  @Test
  void namesAMissingRevision() {
    assertThat(Revisions.faults("events", "event_id", List.of(event(0, 1), event(0, 3))))
        .hasSize(1);
  }

  @Test
  void namesARevisionOnAnotherPartition() {
    assertThat(Revisions.faults("events", "event_id", List.of(event(0, 1), event(1, 2))))
        .hasSize(1);
  }

  @Test
  void looksAtEventsOnly() {
    OutputRecord count = new OutputRecord("accounting", 0, 0, "k", "{}");
    assertThat(Revisions.faults("events", "event_id", List.of(count, count))).isEmpty();
  }

  private static OutputRecord event(int partition, int revision) {
    String value = "{\"event_id\":\"e\",\"revision\":" + revision + "}";
    return new OutputRecord("events", partition, 0, "e", value);
  }
}
