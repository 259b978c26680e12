package dev.footfall.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TotalOrderTest {

  @Test
  @DisplayName("The total order of events: event time, trace id, span id, rule's place in the file")
  void timeThenTraceThenSpanThenRule() {
    List<IssuedEvent> ordered =
        List.of(
            event(0, e -> ids(e, "ff", "ff", 9)),
            event(1, e -> ids(e, "0a", "ff", 9)),
            event(1, e -> ids(e, "90", "0b", 9)),
            event(1, e -> ids(e, "90", "80", 2)),
            event(1, e -> ids(e, "90", "80", 10)),
            event(2, e -> ids(e, "00", "00", 0)));

    for (long seed = 0; seed < 20; seed++) {
      List<IssuedEvent> shuffled = new ArrayList<>(ordered);
      Collections.shuffle(shuffled, new Random(seed));
      shuffled.sort(IssuedEvent.TOTAL_ORDER);
      assertThat(shuffled).as("seed " + seed).containsExactlyElementsOf(ordered);
    }
  }

  @Test
  @DisplayName("It settles every tie")
  void eventsOfTheSameMomentAreNeverEqual() {
    IssuedEvent first = event(1, e -> ids(e, "90", "80", 2));

    assertThat(first)
        .usingComparator(IssuedEvent.TOTAL_ORDER)
        .isNotEqualTo(event(1, e -> ids(e, "91", "80", 2)))
        .isNotEqualTo(event(1, e -> ids(e, "90", "81", 2)))
        .isNotEqualTo(event(1, e -> ids(e, "90", "80", 3)));
  }

  private static IssuedEvent event(int micros, Consumer<EventDraft> ids) {
    EventDraft draft = EventDraft.micros(micros);
    ids.accept(draft);
    return IssuedEvent.of(draft.event(), null);
  }

  private static void ids(EventDraft draft, String trace, String span, int rule) {
    draft.traceId = trace.repeat(16);
    draft.spanId = span.repeat(8);
    draft.rulePlace = rule;
  }
}
