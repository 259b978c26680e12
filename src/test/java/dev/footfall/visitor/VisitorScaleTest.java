package dev.footfall.visitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.session.SessionSettings;
import dev.footfall.visitor.VisitorEvents.Ids;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;

/**
 * Many visitors, and one with very many events. By default a tenth of a million each; {@code
 * -Dscale=1000000} says otherwise.
 */
class VisitorScaleTest {
  private static final int SCALE = Integer.getInteger("scale", 100_000);
  private static final long MEMORY_BYTES = 16 << 20;
  private static final VisitorSettings SETTINGS =
      new VisitorSettings(
          SessionSettings.DEFAULTS, List.of(), Duration.ofSeconds(10), MEMORY_BYTES);
  private static final long START_MILLIS = VisitorEvents.CHANGE_MILLIS;

  private final List<Integer> sessionNumbers = new ArrayList<>();
  private final Map<String, Integer> eventsBySession = new HashMap<>();
  private final List<Long> releasedMicros = new ArrayList<>();

  @Test
  void visitorsBeyondTheMemoryAreKeptOutsideAndComeBack() throws Exception {
    int comeBack = SCALE / 100;
    try (FollowHarness harness = new FollowHarness(SETTINGS, 1, 0).start(null)) {
      long time = START_MILLIS;
      for (int visitor = 0; visitor < SCALE; visitor++) {
        time += 36;
        visit(harness, visitor, visitor, time);
      }
      take(harness);
      assertThat(sessionNumbers).hasSizeGreaterThan(SCALE / 2).containsOnly(1);
      time += 7_200_000;
      harness.watermark(time);
      take(harness);
      sessionNumbers.clear();

      for (int i = 0; i < comeBack; i++) {
        time += 36;
        visit(harness, SCALE + 4 * i, 100 * i, time);
      }
      harness.end(time + 86_400_000);
      take(harness);
      assertThat(sessionNumbers).hasSize(comeBack).containsOnly(2);
    }
  }

  /** Nobody waits for the visitor, whose sessions are cut where they have their most events. */
  @Test
  void visitorWithVeryManyEventsHoldsUpNobody() throws Exception {
    int hot = SCALE;
    try (FollowHarness harness = new FollowHarness(SETTINGS, 1, 0).start(null)) {
      long time = START_MILLIS;
      for (int number = 0; number < SCALE; number++) {
        time += 10;
        visit(harness, 4 * number, number % 100 == 99 ? number : hot, time);
      }
      assertThat(releasedMicros.get(releasedMicros.size() - 1))
          .isGreaterThan((time - VisitorEvents.EVENT_DELAY_MILLIS - 2_000) * 1_000);
      harness.end(time + 86_400_000);
      take(harness);
    }

    assertThat(releasedMicros).hasSize(SCALE);
    int most = SessionSettings.DEFAULTS.maxEvents();
    int ofOthers = SCALE / 100;
    int full = (SCALE - ofOthers) / most;
    assertThat(eventsBySession.values()).filteredOn(events -> events == most).hasSize(full);
    assertThat(eventsBySession.values()).filteredOn(events -> events == 1).hasSize(ofOthers);
  }

  /** Every fourth number is no interaction; the watermark follows as it does in a running job. */
  private void visit(FollowHarness harness, int number, int visitor, long timeMillis)
      throws Exception {
    harness.add(VisitorEvents.pageView(number, Ids.device(visitor), timeMillis));
    if (number % 400 == 0) {
      harness.watermark(timeMillis - VisitorEvents.EVENT_DELAY_MILLIS);
      assertThat(harness.heldBytes()).isLessThan(MEMORY_BYTES + MEMORY_BYTES / 4);
      take(harness);
    }
  }

  /** Counts what came out, and lets go of it. */
  private void take(FollowHarness harness) {
    for (Object out : harness.flink.getOutput()) {
      if (out instanceof StreamRecord<?> row && row.getValue() instanceof Followed followed) {
        FollowedEvent event = followed.event();
        if (event != null && event.session() != null) {
          sessionNumbers.add(event.session().sessionNumber());
          eventsBySession.merge(event.session().sessionId(), 1, Integer::sum);
          releasedMicros.add(event.event().eventTimeMicros());
        }
      }
    }
    harness.flink.getOutput().clear();
  }
}
