package dev.footfall.transaction;

import static dev.footfall.transaction.Purchases.issued;
import static dev.footfall.transaction.Purchases.purchase;
import static dev.footfall.transaction.Purchases.refund;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.EventDraft;
import dev.footfall.event.IssuedEvent;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SettleEventTest {
  private static final String ANN = "00000000000000000000000000000001";
  private static final String BOB = "00000000000000000000000000000002";

  private final SettleEvent settle = new SettleEvent(Duration.ofHours(1));
  private Transaction transaction = Transaction.NONE;

  @Test
  @DisplayName("A purchase counts once per transaction id.")
  void marksEachOtherPurchaseAsRepeated() {
    assertThat(settle(issued(purchase(1, ANN, "T"))).repeatedTransaction()).isFalse();
    assertThat(settle(issued(purchase(2, ANN, "T"))).repeatedTransaction()).isTrue();
    assertThat(settle(issued(purchase(3, BOB, "T"))).repeatedTransaction()).isTrue();
  }

  @Test
  void letsTheOwnersRevisionsPass() {
    EventDraft owner = purchase(1, ANN, "T");
    settle(issued(owner));
    settle(issued(purchase(2, BOB, "T")));

    AnalyticsEvent revised = settle(issued(owner.revised().worth("12", "EUR"), owner));

    assertThat(revised.repeatedTransaction()).isFalse();
    assertThat(revised.params().get("value").text()).isEqualTo("12");
  }

  @Test
  void isFreeAgainWhenTheOwnerIsTakenBack() {
    EventDraft owner = purchase(1, ANN, "T");
    settle(issued(owner));
    settle(issued(owner.takenBack(), owner));

    assertThat(settle(issued(purchase(3, BOB, "T"))).repeatedTransaction()).isFalse();
    assertThat(settle(issued(purchase(4, ANN, "T"))).repeatedTransaction()).isTrue();
  }

  @Test
  void isFreeAgainWhenTheOwnerTurnsOutToBeNoPurchase() {
    EventDraft owner = purchase(1, ANN, "T");
    settle(issued(owner));
    settle(issued(owner.revised().named("purchase_failed"), owner));

    assertThat(settle(issued(purchase(3, BOB, "T"))).repeatedTransaction()).isFalse();
  }

  @Test
  void isFreeAgainForARepeatThatIsRevised() {
    EventDraft owner = purchase(1, ANN, "T");
    EventDraft repeat = purchase(2, BOB, "T");
    settle(issued(owner));
    settle(issued(repeat));
    settle(issued(owner.takenBack(), owner));

    IssuedEvent revised = step(issued(repeat.revised().path("/thanks"), repeat));

    assertThat(revised.event().repeatedTransaction()).isFalse();
    assertThat(revised.eventBefore().repeatedTransaction()).isTrue();
  }

  @Test
  void takesARepeatBackAsItWentOut() {
    EventDraft repeat = purchase(2, BOB, "T");
    settle(issued(purchase(1, ANN, "T")));
    settle(issued(repeat));

    IssuedEvent takenBack = step(issued(repeat.takenBack(), repeat));

    assertThat(takenBack.retracted()).isTrue();
    assertThat(takenBack.event().repeatedTransaction()).isTrue();
  }

  @Test
  void givesWhatNoVisitorDidToWhoMadeThePurchase() {
    settle(issued(purchase(1, ANN, "T")));
    settle(issued(purchase(2, BOB, "T")));

    AnalyticsEvent refund = settle(issued(refund(3, "T")));

    assertThat(refund.client().visitorId()).isEqualTo(ANN);
    assertThat(refund.repeatedTransaction()).isFalse();
    assertThat(refund.params()).isEqualTo(refund(3, "T").event().params());
  }

  @Test
  void leavesWhatNoVisitorDidAloneWithoutAPurchase() {
    assertThat(settle(issued(refund(3, "T"))).client()).isNull();
  }

  @Test
  void doesNotTakeAnUnknownVisitorForWhoMadeThePurchase() {
    settle(issued(purchase(1, ANN, "T")));
    EventDraft unknown = purchase(2, BOB, "T");
    unknown.client = false;

    AnalyticsEvent repeat = settle(issued(unknown));

    assertThat(repeat.repeatedTransaction()).isTrue();
    assertThat(repeat.client()).isNull();
  }

  @Test
  void keepsTheVisitorOfARefundInItsRevisions() {
    EventDraft owner = purchase(1, ANN, "T");
    EventDraft refund = refund(2, "T");
    settle(issued(owner));
    settle(issued(refund));
    settle(issued(owner.takenBack(), owner));
    settle(issued(purchase(4, BOB, "T")));

    IssuedEvent revised = step(issued(refund.revised().path("/refunds"), refund));

    assertThat(revised.event().client().visitorId()).isEqualTo(ANN);
    assertThat(revised.eventBefore().client().visitorId()).isEqualTo(ANN);
  }

  @Test
  void countsARefundForItself() {
    settle(issued(purchase(1, ANN, "T")));

    assertThat(settle(issued(refund(2, "T"))).repeatedTransaction()).isFalse();
    assertThat(settle(issued(refund(3, "T"))).repeatedTransaction()).isFalse();
  }

  @Test
  void forgetsATransactionAfterItsRetention() {
    settle(issued(purchase(0, ANN, "T")));
    settle(issued(purchase(3_600, ANN, "T")));

    assertThat(settle(issued(purchase(7_200, BOB, "T"))).repeatedTransaction()).isTrue();
    assertThat(settle(issued(purchase(10_801, BOB, "T"))).repeatedTransaction()).isFalse();
  }

  @Test
  void remembersABoundedNumberOfEvents() {
    for (int i = 0; i < 3 * Transaction.MAX_SETTLED; i++) {
      settle(issued(purchase(i, ANN, "T")));
    }

    assertThat(transaction.settled()).hasSize(Transaction.MAX_SETTLED);
  }

  private AnalyticsEvent settle(IssuedEvent event) {
    return step(event).event();
  }

  private IssuedEvent step(IssuedEvent event) {
    SettleEvent.Step step = settle.settle(event, transaction);
    transaction = step.transaction();
    return step.event();
  }
}
