package dev.footfall.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EventOrderTest {
  @Test
  void goesByTimeThenTraceThenSpanThenPlaceOfTheRule() {
    List<EventOrder> ordered =
        List.of(
            new EventOrder(1, "b", "b", 9),
            new EventOrder(2, "a", "b", 9),
            new EventOrder(2, "b", "a", 9),
            new EventOrder(2, "b", "b", 2),
            new EventOrder(2, "b", "b", 10));

    for (int i = 1; i < ordered.size(); i++) {
      assertThat(ordered.get(i)).isGreaterThan(ordered.get(i - 1));
    }
  }

  @Test
  void theEndOfATimeIsBehindAllEventsOfIt() {
    EventOrder last = new EventOrder(5, "f".repeat(32), "f".repeat(16), Integer.MAX_VALUE);

    assertThat(EventOrder.endOf(5)).isGreaterThan(last);
    assertThat(EventOrder.endOf(5)).isLessThan(new EventOrder(6, "", "", 0));
  }
}
