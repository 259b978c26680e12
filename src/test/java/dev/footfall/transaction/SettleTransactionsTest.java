package dev.footfall.transaction;

import static dev.footfall.transaction.Purchases.issued;
import static dev.footfall.transaction.Purchases.purchase;
import static dev.footfall.transaction.Purchases.refund;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.EventDraft;
import dev.footfall.event.IssuedEvent;
import dev.footfall.event.IssuedEventSerializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettleTransactionsTest {
  private static final String ANN = "00000000000000000000000000000001";
  private static final String BOB = "00000000000000000000000000000002";
  private static final Duration RETENTION = Duration.ofMinutes(30);

  @Test
  void waitsForTheWatermarkToReachTheIssue() throws Exception {
    try (Harness flink = harness(null)) {
      IssuedEvent event = issued(purchase(1, ANN, "T"));
      flink.processElement(new StreamRecord<>(event));

      flink.processWatermark(new Watermark(event.issuedAtMillis() - 1));
      assertThat(flink.extractOutputValues()).isEmpty();

      flink.processWatermark(new Watermark(event.issuedAtMillis()));
      assertThat(flink.extractOutputValues()).hasSize(1);
    }
  }

  @Test
  void letsTheFirstIssuedWinThoughItCameLast() throws Exception {
    assertThat(settled(List.of(issued(purchase(2, BOB, "T")), issued(purchase(1, ANN, "T"))), 60))
        .containsExactly("ANN purchase", "BOB purchase repeated");
  }

  /** As where a span that came late shows that another request of the trace was the purchase. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1.5})
  void countsWhatTakesTheOwnersPlaceInTheSameIssue(double place) throws Exception {
    EventDraft owner = purchase(1, ANN, "T");
    EventDraft takenBack = owner.takenBack();
    takenBack.arrivalMillis += 30_000;
    EventDraft instead = purchase(place, ANN, "T");
    instead.arrivalMillis = takenBack.arrivalMillis;

    assertThat(settled(List.of(issued(owner), issued(instead), issued(takenBack, owner)), 60))
        .containsExactly("ANN purchase", "ANN purchase", "ANN purchase");
  }

  @Test
  void givesAPurchasesVisitorToWhatNobodyDidInTheSameIssue() throws Exception {
    EventDraft callBack = refund(1, "T");
    EventDraft bought = purchase(2, ANN, "T");
    callBack.arrivalMillis = bought.arrivalMillis;

    assertThat(settled(List.of(issued(callBack), issued(bought)), 60))
        .containsExactly("ANN purchase", "ANN refund");
  }

  @Test
  void settlesAllOfATransactionThatAWatermarkPassesAtOnce() throws Exception {
    try (Harness flink = harness(null)) {
      flink.processElement(new StreamRecord<>(issued(purchase(1, ANN, "T"))));
      flink.processElement(new StreamRecord<>(issued(purchase(2, ANN, "another"))));
      flink.processElement(new StreamRecord<>(issued(purchase(3, BOB, "T"))));

      flink.processWatermark(new Watermark(issued(purchase(60, ANN, "T")).issuedAtMillis()));

      assertThat(names(flink))
          .containsExactly("ANN purchase", "BOB purchase repeated", "ANN purchase");
    }
  }

  @Test
  void leavesNoStateOnceTheRetentionHasPassed() throws Exception {
    try (Harness flink = harness(null)) {
      IssuedEvent last = issued(purchase(60, ANN, "T"));
      flink.processElement(new StreamRecord<>(issued(purchase(1, ANN, "T"))));
      flink.processElement(new StreamRecord<>(last));
      flink.processElement(new StreamRecord<>(issued(refund(2, "of nobody"))));
      long end = last.issuedAtMillis() + RETENTION.toMillis();

      flink.processWatermark(new Watermark(end));
      assertThat(flink.numKeyedStateEntries()).isEqualTo(1);

      flink.processWatermark(new Watermark(end + 1));
      assertThat(flink.numKeyedStateEntries()).isZero();
      assertThat(flink.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void goesOnAfterARestart() throws Exception {
    OperatorSubtaskState state;
    try (Harness flink = harness(null)) {
      flink.processElement(new StreamRecord<>(issued(purchase(1, ANN, "T"))));
      flink.processWatermark(new Watermark(issued(purchase(1, ANN, "T")).issuedAtMillis()));
      flink.processElement(new StreamRecord<>(issued(purchase(2, BOB, "T"))));
      state = flink.snapshot(1, 1);
    }
    try (Harness flink = harness(state)) {
      flink.processElement(new StreamRecord<>(issued(refund(3, "T"))));
      flink.processWatermark(Watermark.MAX_WATERMARK);

      assertThat(names(flink)).containsExactly("BOB purchase repeated", "ANN refund");
    }
  }

  /** The same, whatever the order and the steps. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void dependsOnTheEventsOnly(long seed) throws Exception {
    Random random = new Random(seed);
    List<IssuedEvent> events = history(random);
    List<String> inOrder = settled(events, 1);

    Collections.shuffle(events, random);

    assertThat(settled(events, 1 + random.nextInt(600)))
        .as("seed " + seed)
        .containsExactlyInAnyOrderElementsOf(inOrder);
    assertThat(inOrder).as("seed " + seed).anyMatch(name -> name.endsWith("repeated"));
  }

  /** In the order of their issue. */
  private static List<IssuedEvent> history(Random random) {
    List<IssuedEvent> events = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String transaction = "T" + random.nextInt(20);
      EventDraft draft =
          random.nextInt(4) == 0
              ? refund(60 * i, transaction)
              : purchase(60 * i, random.nextBoolean() ? ANN : BOB, transaction);
      events.add(issued(draft));
      if (random.nextInt(5) == 0) {
        EventDraft next = random.nextBoolean() ? draft.takenBack() : draft.revised().path("/b");
        next.arrivalMillis += 30_000;
        events.add(issued(next, draft));
      }
    }
    return events;
  }

  /** What comes out when the watermark advances in steps of so many seconds behind the input. */
  private static List<String> settled(List<IssuedEvent> events, int stepSeconds) throws Exception {
    TreeSet<Long> issues = new TreeSet<>();
    events.forEach(event -> issues.add(event.issuedAtMillis()));
    try (Harness flink = harness(null)) {
      List<IssuedEvent> left = new ArrayList<>(events);
      for (long to = issues.first(); !left.isEmpty(); to += stepSeconds * 1_000L) {
        long until = to;
        for (IssuedEvent event : left) {
          if (event.issuedAtMillis() <= until) {
            flink.processElement(new StreamRecord<>(event));
          }
        }
        left.removeIf(event -> event.issuedAtMillis() <= until);
        flink.processWatermark(new Watermark(until));
      }
      flink.processWatermark(Watermark.MAX_WATERMARK);
      return names(flink);
    }
  }

  private static List<String> names(Harness flink) {
    return flink.extractOutputValues().stream()
        .map(IssuedEvent::event)
        .map(SettleTransactionsTest::name)
        .toList();
  }

  private static String name(AnalyticsEvent event) {
    String visitor = event.client() == null ? "nobody" : event.client().visitorId();
    return visitor.replace(ANN, "ANN").replace(BOB, "BOB")
        + " "
        + event.eventName()
        + (event.repeatedTransaction() ? " repeated" : "");
  }

  private static Harness harness(OperatorSubtaskState state) throws Exception {
    Harness flink = new Harness();
    flink.setup(IssuedEventSerializer.TYPE.createSerializer(new SerializerConfigImpl()));
    if (state != null) {
      flink.initializeState(state);
    }
    flink.open();
    return flink;
  }

  private static final class Harness
      extends KeyedOneInputStreamOperatorTestHarness<Long, IssuedEvent, IssuedEvent> {
    Harness() throws Exception {
      super(
          new KeyedProcessOperator<>(new SettleTransactions(new TransactionSettings(RETENTION))),
          IssuedEvent::transaction,
          Types.LONG);
    }
  }
}
