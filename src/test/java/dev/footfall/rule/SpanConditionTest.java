package dev.footfall.rule;

import static dev.footfall.rule.SpanDraft.client;
import static dev.footfall.rule.SpanDraft.get;
import static dev.footfall.rule.SpanTestDraft.anySpan;
import static dev.footfall.rule.SpanTestDraft.entrySpan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.derive.EventProbe;
import dev.footfall.event.AnalyticsEvent;
import dev.footfall.rule.SpanTest.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanConditionTest {

  private static boolean holds(SpanTestDraft test, SpanDraft... spans) {
    RuleDraft rule = RuleDraft.event("hit", "hit").test(test);
    return new EventProbe(rule.build()).event(spans).rule().equals("hit");
  }

  /** A request that calls the payment service so many times, and others besides. */
  private static SpanDraft[] withPayments(int count) {
    List<SpanDraft> spans = new ArrayList<>(List.of(get(1, "/")));
    for (int i = 0; i < count; i++) {
      spans.add(client(10 + i).below(1).at(i, 1).from("payment").named("charge"));
      spans.add(client(20 + i).below(1).at(i, 1).from("cart").named("charge"));
    }
    return spans.toArray(SpanDraft[]::new);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, true",
    "0, 1, false",
    "3, 0, true",
    "3, 3, true",
    "3, 4, false",
    "9, 4, true",
  })
  void atMostSoManySpansMayPass(int most, int payments, boolean holds) {
    SpanTestDraft test = anySpan().service("payment").named("charge").atMost(most);
    assertThat(holds(test, withPayments(payments))).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({"1, 0, false", "1, 1, true", "2, 1, false", "2, 2, true", "2, 5, true"})
  void atLeastSoManySpansMustPass(int least, int payments, boolean holds) {
    SpanTestDraft test = anySpan().service("payment").atLeast(least);
    assertThat(holds(test, withPayments(payments))).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({"1, false", "2, true", "3, true", "4, false"})
  void numberMayBeBoundedFromBothSides(int payments, boolean holds) {
    SpanTestDraft test = anySpan().service("payment").atMost(3).atLeast(2);
    assertThat(holds(test, withPayments(payments))).isEqualTo(holds);
  }

  @Test
  void eventOfASpanIsTestedByNameAndAttribute() {
    SpanTestDraft refused =
        anySpan().service("payment").event("exception").attribute("exception.type", "pay.Refused");
    SpanTestDraft failed = anySpan().service("payment").event("exception");
    SpanTestDraft declined =
        anySpan().event("exception").attribute("exception.type").regex("pay\\..*");
    SpanDraft[] spans = {
      get(1, "/"), payment(2).event("exception", "exception.type", "java.io.IOException")
    };
    assertThat(holds(failed, spans)).isTrue();
    assertThat(holds(refused, spans)).isFalse();
    assertThat(holds(declined, spans)).isFalse();
    spans[1] = spans[1].event("exception", "exception.type", "pay.Refused");
    assertThat(holds(refused, spans)).isTrue();
    assertThat(holds(declined, spans)).isTrue();
    assertThat(holds(failed, get(1, "/"), payment(2).event("retry", "n", "1"))).isFalse();
    assertThat(holds(failed, get(1, "/").event("exception", "a", "b"), payment(2))).isFalse();
  }

  @Test
  void attributeOfTheSpanIsNoneOfItsEvent() {
    SpanTestDraft test = anySpan().event("exception").attribute("exception.type", "a.B");
    SpanDraft span =
        payment(2).with("exception.type", "a.B").event("exception", "exception.type", "c.D");
    assertThat(holds(test, get(1, "/"), span)).isFalse();
  }

  private static SpanDraft payment(long id) {
    return client(id).below(1).from("payment");
  }

  @Test
  void spansOfAnotherRequestDoNotCount() {
    RuleDraft rule = RuleDraft.event("paid", "paid").test(anySpan().service("payment"));
    List<AnalyticsEvent> events =
        new EventProbe(rule.build())
            .issue(get(1, "/a"), get(2, "/b"), client(3).below(2).from("payment"));
    assertThat(events).extracting(AnalyticsEvent::rule).containsExactly("page_view", "paid");
  }

  @Test
  void statusErrorAsksForSpansThatFailedAndStatusOkForOthers() {
    SpanTestDraft failed = anySpan().service("payment").status(Outcome.ERROR);
    SpanTestDraft fine = anySpan().service("payment").status(Outcome.OK);
    assertThat(holds(failed, get(1, "/"), client(2).below(1).from("payment").failed())).isTrue();
    assertThat(holds(failed, get(1, "/").failed(), client(2).below(1).from("payment"))).isFalse();
    assertThat(holds(fine, get(1, "/").failed(), client(2).below(1).from("payment"))).isTrue();
    assertThat(holds(fine, get(1, "/"), client(2).below(1).from("payment").failed())).isFalse();
    assertThat(holds(entrySpan().status(Outcome.ERROR), get(1, "/").failed())).isTrue();
  }

  @Test
  void durationsAreTestedWithoutTheirBounds() {
    assertThat(holds(anySpan().service("a").longerThan(500), slow("a", 500))).isFalse();
    assertThat(holds(anySpan().service("a").longerThan(500), slow("a", 501))).isTrue();
    assertThat(holds(anySpan().service("a").shorterThan(500), slow("a", 499))).isTrue();
    assertThat(holds(anySpan().service("a").shorterThan(500), slow("a", 500))).isFalse();
  }

  private static SpanDraft[] slow(String service, long millis) {
    return new SpanDraft[] {get(1, "/"), client(2).below(1).from(service).at(0, millis)};
  }

  @Test
  void eachSpanMustPassTheWholeTest() {
    SpanTestDraft test = anySpan().service("payment").status(Outcome.ERROR);
    assertThat(
            holds(
                test,
                get(1, "/"),
                client(2).below(1).from("payment"),
                client(3).below(1).from("cart").failed()))
        .isFalse();
  }

  @Test
  void numberIsTestedAnewWhenSpansComeLate() {
    RuleDraft unpaid =
        RuleDraft.event("unpaid", "unpaid").test(anySpan().service("payment").atMost(0));
    EventProbe probe = new EventProbe(unpaid.build());
    assertThat(probe.issue(get(1, "/")))
        .extracting(AnalyticsEvent::eventName)
        .containsExactly("unpaid");
    assertThat(probe.issue(get(1, "/").known(), client(2).below(1).from("payment")))
        .extracting(AnalyticsEvent::eventName, AnalyticsEvent::retracted)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("page_view", false),
            org.assertj.core.groups.Tuple.tuple("unpaid", true));
  }
}
