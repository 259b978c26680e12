package dev.footfall.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Windows of 1,000 ms; changed rows every 100 ms; corrections until 350 ms behind the end. */
class AggregateTest {
  private static final Aggregation<Total> AGGREGATION =
      new Aggregation<>(Total::new, Total::read, new WindowTimes(1_000, 100, 350), 2);

  private TwoPhases<Sale, Total> flink;

  @BeforeEach
  void open() throws Exception {
    flink = new TwoPhases<>(Sale::contribute, AGGREGATION, 2, 10_000, false);
  }

  @AfterEach
  void close() throws Exception {
    flink.close();
  }

  @Test
  @DisplayName("local phase flushed before a watermark is forwarded")
  void emitsOneRowOfAllSubtasksWhenTheWindowEnds() throws Exception {
    sell(0, "shirt", 2, 10);
    sell(1, "shirt", 3, 999);
    flink.watermark(999);
    assertThat(rows()).isEmpty();

    flink.watermark(1_000);

    assertThat(rows()).containsExactly("a@0 shirt=5 r1 at 1000");
  }

  @Test
  void shipsASumOnceHoweverSmallTheStepsOfTheWatermark() throws Exception {
    for (int i = 0; i < 999; i++) {
      sell(0, "shirt", 1, i);
      flink.watermark(i);
    }
    assertThat(flink.shipped).isZero();

    flink.watermark(1_000);

    assertThat(flink.shipped).isEqualTo(1);
    assertThat(rows()).containsExactly("a@0 shirt=999 r1 at 1000");
  }

  @Test
  void emitsChangesAtMostOncePerInterval() throws Exception {
    sell(0, "shirt", 5, 10);
    flink.watermark(1_000);
    sell(0, "shirt", 1, 1_001);
    flink.watermark(1_050);
    sell(1, "shirt", 1, 1_100);
    flink.watermark(1_099);
    assertThat(rows()).hasSize(1);
    flink.watermark(1_100);
    sell(0, "shirt", 1, 1_101);
    flink.watermark(1_300);

    assertThat(rows().subList(1, 3))
        .containsExactly("a@0 shirt=7 r2 at 1100", "a@0 shirt=8 r3 at 1200");
  }

  @Test
  void emitsNothingWhereNothingHasChanged() throws Exception {
    sell(0, "shirt", 5, 10);
    flink.watermark(1_000);
    sell(0, "shirt", 1, 1_010);
    sell(1, "shirt", -1, 1_020);
    flink.watermark(1_300);

    assertThat(rows()).hasSize(1);
  }

  @Test
  void endsWithAFinalRow() throws Exception {
    sell(0, "shirt", 5, 10);
    sell(0, "shirt", 1, 1_349);
    flink.watermark(1_349);
    assertThat(rows()).hasSize(1);
    flink.watermark(1_350);

    assertThat(rows().get(1)).isEqualTo("a@0 shirt=6 r2 at 1350 final");
    assertThat(flink.stateEntries()).isZero();
    assertThat(flink.timers()).isZero();
  }

  @Test
  void dropsWhatComesWhenTheWindowIsForgotten() throws Exception {
    sell(0, "shirt", 5, 10);
    sell(0, "shirt", 7, 1_351);
    flink.endInput();

    assertThat(rows()).containsExactly("a@0 shirt=5 r1 at 1000", "a@0 shirt=5 r2 at 1350 final");
    assertThat(flink.stateEntries()).isZero();
  }

  @Test
  void takesBackARowOfWhichNothingIsLeftOnce() throws Exception {
    sell(0, "shirt", 5, 10);
    flink.watermark(1_000);
    sell(0, "shirt", -5, 1_010);
    flink.endInput();

    assertThat(rows()).containsExactly("a@0 shirt=5 r1 at 1000", "a@0 shirt=0 r2 at 1100 gone");
  }

  @Test
  void saysNothingOfWhatWasTakenBackBeforeItsFirstRow() throws Exception {
    sell(0, "shirt", 5, 10);
    sell(1, "shirt", -5, 20);
    flink.endInput();

    assertThat(rows()).isEmpty();
    assertThat(flink.stateEntries()).isZero();
  }

  @Test
  void goesOnWithTheRevisionWhereARowComesBack() throws Exception {
    sell(0, "shirt", 5, 10);
    sell(0, "shirt", -5, 1_010);
    sell(0, "shirt", 4, 1_110);
    flink.endInput();

    assertThat(rows())
        .containsExactly(
            "a@0 shirt=5 r1 at 1000",
            "a@0 shirt=0 r2 at 1100 gone",
            "a@0 shirt=4 r3 at 1200",
            "a@0 shirt=4 r4 at 1350 final");
  }

  @Test
  @DisplayName("Bounded cardinality with an (other) row")
  void givesRowsToTheHeaviestLabelsAndSumsUpTheRest() throws Exception {
    sell(0, "shirt", 5, 10);
    sell(1, "socks", 4, 20);
    sell(0, "hat", 4, 30);
    sell(1, "scarf", 1, 40);
    flink.watermark(1_000);
    sell(0, "scarf", 100, 1_010);
    flink.watermark(1_100);

    assertThat(rows())
        .as("of equals the first in order has the row, and who has none gets none later")
        .containsExactly(
            "a@0 (other)=5 r1 at 1000",
            "a@0 hat=4 r1 at 1000",
            "a@0 shirt=5 r1 at 1000",
            "a@0 (other)=105 r2 at 1100");
  }

  @Test
  void givesALaterLabelARowWhileThereIsRoom() throws Exception {
    sell(0, "shirt", 5, 10);
    sell(0, "hat", 1, 1_010);
    sell(0, "scarf", 2, 1_110);
    flink.watermark(1_200);

    assertThat(rows())
        .containsExactly(
            "a@0 shirt=5 r1 at 1000", "a@0 hat=1 r1 at 1100", "a@0 (other)=2 r1 at 1200");
  }

  @Test
  void handsAllOnWhenThereAreTooManySums() throws Exception {
    flink.close();
    flink = new TwoPhases<>(Sale::contribute, AGGREGATION, 1, 3, false);
    sell(0, "shirt", 1, 10);
    sell(0, "hat", 1, 10);
    flink.watermark(500);
    assertThat(flink.shipped).isZero();

    sell(0, "scarf", 1, 600);
    flink.watermark(601);

    assertThat(flink.shipped).isEqualTo(3);
  }

  @Test
  @DisplayName("local phase flushed at the barrier")
  void handsAllOnBeforeABarrier() throws Exception {
    sell(0, "shirt", 1, 10);
    flink.restart(1);
    sell(0, "shirt", 1, 20);
    flink.watermark(1_000);

    assertThat(rows()).containsExactly("a@0 shirt=2 r1 at 1000");
  }

  @Test
  void refusesAnInputWithoutATime() throws Exception {
    try (var harness =
        new OneInputStreamOperatorTestHarness<>(
            new PreAggregate<>(Sale::contribute, AGGREGATION))) {
      harness.open();

      assertThatThrownBy(
              () -> harness.processElement(new StreamRecord<>(new Sale("a", 0, "shirt", 1, 0))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("timestamp");
    }
  }

  private void sell(int subtask, String article, long number, long timeMillis) throws Exception {
    flink.add(subtask, new Sale("a", 0, article, number, timeMillis), timeMillis);
  }

  private List<String> rows() {
    return AggregateHistoryTest.texts(flink.byWindow());
  }
}
