package dev.footfall.visitor;

import static dev.footfall.visitor.VisitorEvents.CHANGE_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.footfall.event.IssuedEvent;
import dev.footfall.funnel.Funnel;
import dev.footfall.funnel.Funnel.CountBy;
import dev.footfall.funnel.Funnel.EventTest;
import dev.footfall.funnel.Funnel.Order;
import dev.footfall.funnel.Funnel.Step;
import dev.footfall.session.SessionSettings;
import dev.footfall.visitor.VisitorEvents.Ids;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FollowVisitorTest {
  private static final long MINUTE_MILLIS = 60_000;

  @Test
  @DisplayName("an open session survives the key change and keeps its id")
  void goesOnWithTheSessionWhenTheIdChanges() throws Exception {
    try (FollowHarness harness = new FollowHarness(FollowHarness.PLENTY)) {
      harness.add(VisitorEvents.pageView(2, Ids.connection(1, 2), CHANGE_MILLIS + 1_000));
      harness.add(VisitorEvents.pageView(1, Ids.connection(1, 1), CHANGE_MILLIS - 1_000));
      harness.watermark(CHANGE_MILLIS + MINUTE_MILLIS);

      assertThat(sessionIds(harness)).hasSize(1).doesNotContain("null");
    }
  }

  @Test
  void handsOverWhatComesUnderTheOldId() throws Exception {
    try (FollowHarness harness = new FollowHarness(FollowHarness.PLENTY)) {
      IssuedEvent before = VisitorEvents.pageView(1, Ids.connection(1, 1), CHANGE_MILLIS - 1_000);
      harness.add(before);
      harness.add(VisitorEvents.pageView(2, Ids.connection(1, 2), CHANGE_MILLIS + 1_000));
      harness.watermark(CHANGE_MILLIS + MINUTE_MILLIS);
      harness.add(VisitorEvents.revised(before, CHANGE_MILLIS + 3 * MINUTE_MILLIS, false));
      harness.watermark(CHANGE_MILLIS + 10 * MINUTE_MILLIS);

      assertThat(harness.output().stream().filter(line -> line.startsWith("event"))).hasSize(3);
      assertThat(sessionIds(harness)).hasSize(1).doesNotContain("null");
    }
  }

  @Test
  void goesOnWithTheFunnelsWhenTheIdChanges() throws Exception {
    Step view = new Step("view", List.of(new EventTest("page_view", List.of())), false);
    Funnel twice =
        new Funnel(
            "twice",
            List.of(view, view),
            Order.ORDERED,
            Funnel.DEFAULT_WINDOW,
            null,
            List.of(),
            null,
            CountBy.VISITOR,
            null,
            Funnel.DEFAULT_COHORT);
    VisitorSettings settings =
        new VisitorSettings(
            SessionSettings.DEFAULTS, List.of(twice), Duration.ofSeconds(10), 128L << 20);
    try (FollowHarness harness = new FollowHarness(settings)) {
      harness.add(VisitorEvents.pageView(1, Ids.connection(1, 1), CHANGE_MILLIS - 1_000));
      harness.add(VisitorEvents.pageView(2, Ids.connection(1, 2), CHANGE_MILLIS + 1_000));
      harness.watermark(CHANGE_MILLIS + 24 * 60 * MINUTE_MILLIS);

      assertThat(harness.flink.extractOutputValues())
          .extracting(Followed::attempt)
          .filteredOn(attempt -> attempt != null && attempt.change().isFinal())
          .extracting(
              attempt -> attempt.change().attempt().steps().size(),
              attempt -> attempt.visitor().hex())
          .as("from the hour before the change, and from the hour after it")
          .containsExactly(
              tuple(2, Ids.connection(1, 2).id()), tuple(1, Ids.connection(1, 2).id()));
    }
  }

  @Test
  void beginsAnotherSessionUnderTheNewIdAfterTheGap() throws Exception {
    try (FollowHarness harness = new FollowHarness(FollowHarness.PLENTY)) {
      harness.add(VisitorEvents.pageView(1, Ids.connection(1, 1), CHANGE_MILLIS - 1_000));
      harness.add(
          VisitorEvents.pageView(2, Ids.connection(1, 2), CHANGE_MILLIS + 30 * MINUTE_MILLIS));
      harness.watermark(CHANGE_MILLIS + 60 * MINUTE_MILLIS);

      assertThat(sessionIds(harness)).hasSize(2);
    }
  }

  @Test
  @DisplayName("No visitor id: the event bypasses the visitor stage with a null session")
  void passesOnAtOnceWhatHasNoVisitor() throws Exception {
    try (FollowHarness harness = new FollowHarness(FollowHarness.PLENTY)) {
      harness.add(VisitorEvents.pageView(1, Ids.NOBODY, CHANGE_MILLIS));

      assertThat(harness.output()).singleElement().asString().endsWith("null");
      assertThat(harness.flink.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void keepsNothingOfAConnectionOnceItsSessionIsClosed() throws Exception {
    try (FollowHarness harness = new FollowHarness(FollowHarness.LITTLE)) {
      for (int visitor = 1; visitor < 100; visitor += 2) {
        harness.add(
            VisitorEvents.pageView(4 * visitor, Ids.connection(visitor, 1), CHANGE_MILLIS - 1_000));
      }
      harness.flink.snapshot(1, 1);
      assertThat(harness.flink.numKeyedStateEntries()).as("lanes with visitors").isEqualTo(7);
      harness.watermark(CHANGE_MILLIS + 60 * MINUTE_MILLIS);
      harness.flink.snapshot(2, 2);

      assertThat(harness.flink.numKeyedStateEntries()).isZero();
      assertThat(harness.flink.numEventTimeTimers()).isZero();
      assertThat(harness.output().stream().filter(line -> line.contains("CLOSED"))).hasSize(50);
    }
  }

  @Test
  void releasesInTotalOrder() throws Exception {
    List<IssuedEvent> history = new ArrayList<>();
    for (int number = 0; number < 200; number++) {
      history.add(
          VisitorEvents.pageView(number, Ids.device(1), CHANGE_MILLIS + number / 3 * 1_000L));
    }
    Collections.shuffle(history, new Random(3));
    try (FollowHarness harness = new FollowHarness(FollowHarness.PLENTY)) {
      for (IssuedEvent event : history) {
        harness.add(event);
      }
      harness.watermark(CHANGE_MILLIS + 60 * MINUTE_MILLIS);

      List<String> events =
          harness.output().stream().filter(line -> line.startsWith("event")).toList();
      assertThat(events).hasSize(200).isSorted();
    }
  }

  @Test
  void waitsInChunksForAVisitorWithVeryManyEvents() throws Exception {
    List<IssuedEvent> history = new ArrayList<>();
    for (int number = 0; number < 20_000; number++) {
      history.add(VisitorEvents.pageView(number, Ids.device(1), CHANGE_MILLIS + number / 20 * 10L));
    }
    Collections.shuffle(history, new Random(3));
    try (FollowHarness harness = new FollowHarness(FollowHarness.PLENTY)) {
      long most = 0;
      for (IssuedEvent event : history) {
        harness.add(event);
        most = Math.max(most, harness.heldBytes());
      }
      harness.watermark(CHANGE_MILLIS + 60 * MINUTE_MILLIS);

      List<String> events =
          harness.output().stream().filter(line -> line.startsWith("event")).toList();
      assertThat(events).hasSize(20_000).isSorted();
      assertThat(most).as("heap").isLessThan(1_000 * 1_000);
      assertThat(harness.flink.numKeyedStateEntries()).as("stored chunks are gone").isLessThan(2);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void givesTheSameInAnyOrderWithAnyStepsMemoryAndParallelism(long seed) throws Exception {
    Random random = new Random(seed);
    List<IssuedEvent> history = VisitorEvents.history(random, 20, 1_000);
    List<String> whole = run(history, new Random(seed), FollowHarness.PLENTY, 1);

    assertThat(whole).anyMatch(line -> line.contains("CLOSED"));
    for (int parallelism : new int[] {1, 2, 4}) {
      List<String> again = run(history, random, FollowHarness.LITTLE, parallelism);
      assertThat(FollowHarness.difference(again, whole))
          .as("seed %d, %d subtasks", seed, parallelism)
          .isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void givesTheSameWhereLinkedVisitorsNeverStayInMemory(long seed) throws Exception {
    Random random = new Random(seed);
    List<IssuedEvent> history =
        VisitorEvents.history(random, 30, 600).stream()
            .filter(event -> event.visitor().previousId() != null)
            .toList();
    List<String> whole = run(history, new Random(seed), FollowHarness.PLENTY, 1);

    List<String> again = run(history, random, FollowHarness.NONE, 1);

    assertThat(FollowHarness.difference(again, whole)).as("seed %d", seed).isNull();
  }

  /**
   * Four phases, each with the state of the one before; the first has one subtask, so that a later
   * one divides the state, and the last joins it again.
   */
  private static List<String> run(
      List<IssuedEvent> history, Random random, VisitorSettings settings, int parallelism)
      throws Exception {
    List<String> output = new ArrayList<>();
    OperatorSubtaskState state = null;
    int before = 0;
    int[] parallelisms = {1, parallelism, parallelism, 1};
    int size = history.size();
    for (int phase = 0; phase < 4; phase++) {
      List<IssuedEvent> part = history.subList(phase * size / 4, (phase + 1) * size / 4);
      OperatorSubtaskState[] after = new OperatorSubtaskState[parallelisms[phase]];
      for (int subtask = 0; subtask < after.length; subtask++) {
        try (FollowHarness harness = new FollowHarness(settings, after.length, subtask)) {
          harness.start(
              state == null
                  ? null
                  : AbstractStreamOperatorTestHarness.repartitionOperatorState(
                      state, FollowHarness.MAX_PARALLELISM, before, after.length, subtask));
          feed(harness, part, random);
          if (phase == 3) {
            harness.end(CHANGE_MILLIS + 6 * 60 * MINUTE_MILLIS);
          }
          after[subtask] = harness.flink.snapshot(1, 1);
          output.addAll(harness.output());
        }
      }
      state = AbstractStreamOperatorTestHarness.repackageState(after);
      before = after.length;
    }
    return output;
  }

  /** In blocks that are shuffled inside; the watermark follows behind each, or does not. */
  private static void feed(FollowHarness harness, List<IssuedEvent> part, Random random)
      throws Exception {
    List<IssuedEvent> own = new ArrayList<>(part.stream().filter(harness::owns).toList());
    for (int from = 0; from < own.size(); ) {
      int to = Math.min(own.size(), from + 1 + random.nextInt(100));
      List<IssuedEvent> block = new ArrayList<>(own.subList(from, to));
      Collections.shuffle(block, random);
      for (IssuedEvent event : block) {
        harness.add(event);
      }
      if (to < own.size() && random.nextBoolean()) {
        harness.watermark(millis(own.get(to)) - 1);
      }
      from = to;
    }
  }

  private static long millis(IssuedEvent event) {
    return Math.floorDiv(event.releaseMicros(VisitorEvents.EVENT_DELAY_MILLIS), 1_000L);
  }

  private static Set<String> sessionIds(FollowHarness harness) {
    return harness.flink.extractOutputValues().stream()
        .map(Followed::event)
        .filter(event -> event != null)
        .map(event -> event.session() == null ? "null" : event.session().sessionId())
        .collect(Collectors.toSet());
  }
}
