package dev.footfall.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final OutputRecord ONE = record(0, 7, "a", "1");
  private static final OutputRecord TWO = record(1, 3, "b", "2");

  @Test
  void ordersAndPlacesMayDiffer() {
    assertThat(Comparison.of(List.of(ONE, TWO), List.of(TWO, record(2, 9, "a", "1"))).equal())
        .isTrue();
  }

  @Test
  void seesWhatOnlyOneRunHas() {
    Comparison comparison = Comparison.of(List.of(ONE, TWO), List.of(TWO));
    assertThat(comparison.equal()).isFalse();
    assertThat(comparison.onlyFirst()).containsExactly(ONE.content());
    assertThat(comparison.onlySecond()).isEmpty();
  }

  @Test
  void countsWhatOneRunHasMoreOften() {
    Comparison comparison = Comparison.of(List.of(TWO), List.of(TWO, TWO, TWO));
    assertThat(comparison.onlySecond()).containsExactly(TWO.content(), TWO.content());
  }

  @Test
  void sameBytesInAnotherTopicDiffer() {
    OutputRecord elsewhere = new OutputRecord("accounting", 0, 7, "a", "1");
    assertThat(Comparison.of(List.of(ONE), List.of(elsewhere)).equal()).isFalse();
  }

  private static OutputRecord record(int partition, long offset, String key, String value) {
    return new OutputRecord("events", partition, offset, key, value);
  }
}
