package dev.footfall.rule;

import static dev.footfall.rule.SpanDraft.client;
import static dev.footfall.rule.SpanDraft.get;
import static dev.footfall.rule.SpanDraft.internal;
import static dev.footfall.rule.SpanTestDraft.anySpan;
import static dev.footfall.rule.SpanTestDraft.entrySpan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.derive.EventProbe;
import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.AnalyticsEvent.Conversion;
import dev.footfall.event.ParameterValue;
import dev.footfall.rule.Rule.Origin;
import dev.footfall.rule.SpanTest.Outcome;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A purchase is one only if the payment says so. */
class VerificationTest {
  private final EventProbe probe =
      new EventProbe(
          purchase()
              .verify(
                  "purchase_failed", anySpan().service("payment").named("pay").status(Outcome.OK))
              .build());

  private static RuleDraft purchase() {
    return RuleDraft.event("buy", "purchase").paths("/buy").conversion(Conversion.EVERY);
  }

  private static SpanDraft payment() {
    return client(2).below(1).at(10, 20).from("payment").named("pay");
  }

  private static Map<String, ParameterValue> failure(String reason, @Nullable String service) {
    ParameterValue text = new ParameterValue(reason, false);
    return service == null
        ? Map.of("failure_reason", text)
        : Map.of("failure_reason", text, "failure_service", new ParameterValue(service, false));
  }

  @Test
  void eventIsTheRulesWhereAllHolds() {
    AnalyticsEvent event = probe.event(get(1, "/buy"), payment());
    assertThat(event.eventName()).isEqualTo("purchase");
    assertThat(event.conversion()).isEqualTo(Conversion.EVERY);
    assertThat(event.params()).isEmpty();
  }

  @Test
  void eventIsTheOtherAndNoConversionWhereASpanFailed() {
    AnalyticsEvent event =
        probe.event(get(1, "/buy"), payment().failed().with("error.type", "declined"));
    assertThat(event.eventName()).isEqualTo("purchase_failed");
    assertThat(event.conversion()).isEqualTo(Conversion.NONE);
    assertThat(event.rule()).isEqualTo("buy");
    assertThat(event.interaction()).isTrue();
    assertThat(event.params()).isEqualTo(failure("declined", "payment"));
  }

  @Test
  void reasonIsMissingWhereNoSuchSpanIs() {
    assertThat(probe.event(get(1, "/buy"), client(2).below(1).from("cart").named("pay")).params())
        .isEqualTo(failure("missing", "payment"));
  }

  @Test
  void reasonMayStandWhereTheErrorBegan() {
    SpanDraft inside =
        internal(3).below(2).at(12, 5).from("payment").failed().with("error.type", "timeout");
    SpanDraft elsewhere =
        internal(4).below(1).at(1, 5).from("cart").failed().with("error.type", "other");
    assertThat(probe.event(get(1, "/buy"), payment().failed(), inside, elsewhere).params())
        .isEqualTo(failure("timeout", "payment"));
    assertThat(probe.event(get(1, "/buy"), payment().failed(), elsewhere).params())
        .isEqualTo(failure("error", "payment"));
  }

  @Test
  void oneSpanThatPassesIsEnoughAfterOneThatFailed() {
    SpanDraft again = client(3).below(1).at(50, 20).from("payment").named("pay");
    assertThat(probe.event(get(1, "/buy"), payment().failed(), again).eventName())
        .isEqualTo("purchase");
  }

  @Test
  void spanThatThereShouldBeNoneOfIsBlamed() {
    EventProbe none =
        new EventProbe(
            purchase().verify("failed", anySpan().status(Outcome.ERROR).atMost(0)).build());
    SpanDraft stock =
        client(5).below(1).at(3, 1).from("stock").failed().with("error.type", "sold_out");
    assertThat(none.event(get(1, "/buy"), payment(), stock).params())
        .isEqualTo(failure("sold_out", "stock"));
    assertThat(none.event(get(1, "/buy"), payment()).eventName()).isEqualTo("purchase");
  }

  @Test
  void spanThatDidNotFailAndDoesNotPassIsUnmetUnlessAnotherFailed() {
    EventProbe state =
        new EventProbe(
            purchase()
                .verify("failed", anySpan().service("payment").attribute("app.state", "paid"))
                .build());
    assertThat(state.event(get(1, "/buy"), payment().with("app.state", "open")).params())
        .isEqualTo(failure("unmet", "payment"));
    SpanDraft declined =
        client(3).below(1).at(50, 20).from("payment").failed().with("error.type", "declined");
    assertThat(state.event(get(1, "/buy"), payment(), declined).params())
        .isEqualTo(failure("declined", "payment"));
    EventProbe cel = new EventProbe(purchase().verifyCel("failed", "duration_ms > 500").build());
    assertThat(cel.event(get(1, "/buy")).params()).isEqualTo(failure("unmet", null));
  }

  @Test
  void allTestsHaveToHold() {
    EventProbe both =
        new EventProbe(
            purchase()
                .verify(
                    "failed",
                    anySpan().service("payment").status(Outcome.OK),
                    anySpan().service("order").status(Outcome.OK))
                .build());
    SpanDraft order = client(3).below(1).at(50, 20).from("order").named("place");
    assertThat(both.event(get(1, "/buy"), payment(), order).eventName()).isEqualTo("purchase");
    assertThat(both.event(get(1, "/buy"), payment()).params())
        .isEqualTo(failure("missing", "order"));
    assertThat(both.event(get(1, "/buy"), order).params()).isEqualTo(failure("missing", "payment"));
  }

  @Test
  void rulesOwnWordsForAFailureGoFirst() {
    EventProbe own =
        new EventProbe(
            purchase()
                .param("failure_reason", Origin.ATTRIBUTE, "app.reason")
                .verify("failed", anySpan().service("payment"))
                .build());
    assertThat(own.event(get(1, "/buy").with("app.reason", "no money")).params())
        .containsEntry("failure_reason", new ParameterValue("no money", false));
    assertThat(own.event(get(1, "/buy")).params())
        .containsEntry("failure_reason", new ParameterValue("missing", false));
  }

  @Test
  void entrySpanIsVerifiedToo() {
    EventProbe entry =
        new EventProbe(
            purchase().verify("failed", entrySpan().attribute("app.state", "paid")).build());
    assertThat(entry.event(get(1, "/buy").with("app.state", "paid")).eventName())
        .isEqualTo("purchase");
    assertThat(
            entry
                .event(
                    get(1, "/buy").failed().with("error.type", "late"),
                    payment().with("app.state", "paid"))
                .params())
        .isEqualTo(failure("late", "shop"));
  }

  @Test
  void failedEventKeepsTheParametersOfTheRule() {
    EventProbe order =
        new EventProbe(
            purchase()
                .param("transaction_id", Origin.ATTRIBUTE, "app.order.id")
                .verify("failed", anySpan().service("payment"))
                .build());
    assertThat(order.event(get(1, "/buy").with("app.order.id", "o-7")).params().keySet())
        .containsExactly("transaction_id", "failure_reason", "failure_service");
  }

  @Test
  void latePaymentTurnsTheFailureIntoThePurchase() {
    List<AnalyticsEvent> first = probe.issue(get(1, "/buy"));
    List<AnalyticsEvent> second = probe.issueAt(30_000, get(1, "/buy").known(), payment());
    assertThat(first).extracting(AnalyticsEvent::eventName).containsExactly("purchase_failed");
    assertThat(second).hasSize(1);
    AnalyticsEvent revised = second.get(0);
    assertThat(revised.eventName()).isEqualTo("purchase");
    assertThat(revised.eventId()).isEqualTo(first.get(0).eventId());
    assertThat(revised.revision()).isEqualTo(2);
    assertThat(revised.retracted()).isFalse();
    assertThat(revised.conversion()).isEqualTo(Conversion.EVERY);
    assertThat(revised.params()).isEmpty();
  }

  @Test
  void lateErrorTurnsThePurchaseIntoTheFailure() {
    EventProbe none =
        new EventProbe(
            purchase()
                .verify("failed", anySpan().service("payment").status(Outcome.ERROR).atMost(0))
                .build());
    List<AnalyticsEvent> first = none.issue(get(1, "/buy"));
    List<AnalyticsEvent> second =
        none.issueAt(
            30_000, get(1, "/buy").known(), payment().failed().with("error.type", "declined"));
    assertThat(first).extracting(AnalyticsEvent::eventName).containsExactly("purchase");
    assertThat(second).extracting(AnalyticsEvent::eventName).containsExactly("failed");
    assertThat(second.get(0).eventId()).isEqualTo(first.get(0).eventId());
    assertThat(second.get(0).revision()).isEqualTo(2);
    assertThat(second.get(0).conversion()).isEqualTo(Conversion.NONE);
  }
}
