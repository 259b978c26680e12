package dev.footfall.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.event.Money;
import dev.footfall.funnel.Attempt.ReachedStep;
import dev.footfall.funnel.Funnel.CountBy;
import dev.footfall.funnel.Funnel.Order;
import java.math.BigDecimal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The sentences on funnels, each with a case written by hand. */
class FunnelSentencesTest {

  private static FunnelDraft shop() {
    return new FunnelDraft("view", "cart", "buy");
  }

  @Nested
  class Steps {
    @Test
    @DisplayName("a step may list several events (OR)")
    void anyEventOfAStepServes() {
      FunnelDraft funnel = new FunnelDraft("view|list", "buy");

      assertThat(funnel.attempts("list@0", "buy@1")).containsExactly("list@0 buy@1 complete");
      assertThat(funnel.attempts("view@0", "buy@1")).containsExactly("view@0 buy@1 complete");
    }

    @Test
    @DisplayName("and may be optional")
    void anOptionalStepMayBeMissing() {
      FunnelDraft funnel = new FunnelDraft("view", "cart?", "buy");

      assertThat(funnel.attempts("view@0", "buy@1")).containsExactly("view@0 buy@1 complete");
      assertThat(funnel.attempts("view@0", "cart@1", "buy@2"))
          .containsExactly("view@0 cart@1 buy@2 complete");
      assertThat(shop().attempts("view@0", "buy@1")).containsExactly("view@0");
    }

    @Test
    @DisplayName("One event satisfies one step")
    void oneEventServesOneStep() {
      FunnelDraft funnel = new FunnelDraft("view", "view", "buy");

      assertThat(funnel.attempts("view@0", "buy@1")).containsExactly("view@0");
      assertThat(funnel.attempts("view@0", "view@1", "buy@2"))
          .containsExactly("view@0 view@1 buy@2 complete");
      assertThat(new FunnelDraft("view", "cart", "cart").attempts("view@0", "cart@1"))
          .containsExactly("view@0 cart@1");
      assertThat(new FunnelDraft("view", "view").order(Order.ANY).attempts("view@0"))
          .containsExactly("view@0");
    }

    @Test
    @DisplayName("the longest chain: how far it goes comes before how many optional steps it has")
    void howFarAnAttemptGoesComesFirst() {
      assertThat(
              new FunnelDraft("view", "list?", "zoom?", "cart?", "buy")
                  .attempts("view@0", "cart@1", "list@2", "zoom@3"))
          .containsExactly("view@0 cart@1");
    }
  }

  @Nested
  class Orders {
    @Test
    @DisplayName("ordered (default: others may come between)")
    void otherEventsMayComeBetween() {
      assertThat(shop().attempts("view@0", "home@1", "cart@2", "home@3", "buy@4"))
          .containsExactly("view@0 cart@2 buy@4 complete");
      assertThat(shop().attempts("cart@0", "view@1", "buy@2")).containsExactly("view@1");
    }

    @Test
    @DisplayName("strict (no other interaction of this visitor between matched steps)")
    void anotherInteractionBreaksAStrictAttempt() {
      FunnelDraft funnel = shop().order(Order.STRICT);

      assertThat(funnel.attempts("view@0", "cart@1", "home@2", "buy@3"))
          .containsExactly("view@0 cart@1");
      assertThat(funnel.attempts("view@0", "cart@1", "poll@2!", "buy@3"))
          .containsExactly("view@0 cart@1 buy@3 complete");
    }

    @Test
    @DisplayName("no other interaction: a step's event that is none does not break")
    void whatIsNoInteractionDoesNotBreakAStrictAttempt() {
      assertThat(shop().order(Order.STRICT).attempts("view@0", "cart@1", "view@2!", "buy@3"))
          .containsExactly("view@0 cart@1 buy@3 complete");
    }

    @Test
    @DisplayName("no other interaction of this visitor: of any session, with any held value")
    void whateverTheVisitorDoesBreaksAStrictAttempt() {
      FunnelDraft bySession = shop().order(Order.STRICT).countBy(CountBy.SESSION);
      FunnelDraft byItem = shop().order(Order.STRICT).hold("item_id");

      assertThat(bySession.attempts("view@0", "cart@1", "home@2#s2", "buy@3"))
          .containsExactly("view@0 cart@1");
      assertThat(byItem.attempts("view@0=a", "home@1", "cart@2=a")).containsExactly("view@0");
      assertThat(byItem.attempts("view@0=a", "view@1=b", "cart@2=a", "cart@3=b"))
          .containsExactly("view@0", "view@1");
    }

    @Test
    @DisplayName("any (each step once, any order; the window starts at the earliest matched step)")
    void stepsMayComeInAnyOrder() {
      FunnelDraft funnel = shop().order(Order.ANY);

      assertThat(funnel.attempts("buy@0", "view@10", "cart@30"))
          .containsExactly("buy@0 view@10 cart@30 complete");
      assertThat(funnel.attempts("buy@0", "buy@1", "view@2")).containsExactly("buy@0 view@2");
      assertThat(funnel.attempts("buy@0", "view@10", "cart@30+1")).containsExactly("buy@0 view@10");
    }

    @Test
    @DisplayName("any: an event serves another of its steps where a later one needs its own")
    void aLaterEventMayNeedTheStepOfAnEarlierOne() {
      assertThat(new FunnelDraft("view|list", "view").order(Order.ANY).attempts("view@0", "list@1"))
          .containsExactly("view@0 list@1 complete");
    }
  }

  @Nested
  class Windows {
    @Test
    @DisplayName("Window: from step 1, inclusive")
    void theWindowIncludesItsEnd() {
      assertThat(shop().attempts("view@0", "cart@20", "buy@30"))
          .containsExactly("view@0 cart@20 buy@30 complete");
      assertThat(shop().attempts("view@0", "cart@20", "buy@30+1"))
          .containsExactly("view@0 cart@20");
    }

    @Test
    @DisplayName("step_window from the previous step, if set")
    void theStepWindowStartsAtThePreviousStep() {
      FunnelDraft funnel = shop().stepWindow(10);

      assertThat(funnel.attempts("view@0", "cart@10", "buy@20"))
          .containsExactly("view@0 cart@10 buy@20 complete");
      assertThat(funnel.attempts("view@0", "cart@10", "buy@20+1"))
          .containsExactly("view@0 cart@10");
    }

    @Test
    @DisplayName("A later event serves where the earlier is too far away for the next step")
    void aLaterEventServesWhereTheEarlierLeadsNowhere() {
      assertThat(shop().stepWindow(10).attempts("view@0", "cart@5", "cart@9", "buy@18"))
          .containsExactly("view@0 cart@9 buy@18 complete");
    }
  }

  @Nested
  class Repeats {
    @Test
    @DisplayName("A repeat of an earlier step neither advances nor breaks")
    void aRepeatDoesNothing() {
      assertThat(shop().attempts("view@0", "cart@1", "view@2", "cart@3", "buy@4"))
          .containsExactly("view@0 cart@1 buy@4 complete");
    }

    @Test
    @DisplayName("A new step 1 starts another attempt only where that attempt can do better")
    void aLaterStartCountsWhereItDoesBetter() {
      assertThat(shop().attempts("view@0", "cart@1", "view@25", "cart@40", "buy@50"))
          .containsExactly("view@25 cart@40 buy@50 complete");
      assertThat(shop().attempts("view@0", "view@25", "cart@29")).containsExactly("view@0 cart@29");
    }

    @Test
    @DisplayName("that attempt can do better: up to the end of its window")
    void aLaterStartDoesBetterUpToTheEndOfItsWindow() {
      assertThat(shop().attempts("view@0", "view@1", "cart@31")).containsExactly("view@1 cart@31");
    }

    @Test
    @DisplayName("that attempt can do better: with an optional step")
    void aLaterStartDoesBetterWithAnOptionalStep() {
      assertThat(
              new FunnelDraft("view", "cart?", "buy")
                  .attempts("view@0", "view@2", "buy@29", "cart@30", "buy@31"))
          .containsExactly("view@2 cart@30 buy@31 complete");
    }

    @Test
    @DisplayName("the result is the longest chain, the earliest among equals")
    void theEarliestOfEqualChainsCounts() {
      assertThat(shop().attempts("view@0", "view@1", "cart@2", "cart@3"))
          .containsExactly("view@0 cart@2");
    }

    @Test
    @DisplayName(
        "Earliest among equals: the earliest start, then at each next step the earliest event")
    void theEarliestEventServesEachStep() {
      assertThat(
              shop().attempts("view@0", "view@1", "cart@2", "cart@3", "buy@4", "view@5", "buy@6"))
          .containsExactly("view@0 cart@2 buy@4 complete");
    }

    @Test
    @DisplayName("the earliest event serves each step, and of its steps the lowest")
    void anEventServesTheLowestOfItsSteps() {
      FunnelDraft ordered = new FunnelDraft("view", "list|cart?", "list|zoom?", "buy");
      FunnelDraft any = new FunnelDraft("view", "list", "list", "buy").order(Order.ANY);

      assertThat(ordered.reported("view@0", "list@1", "buy@2").get(0).attempt().steps())
          .extracting(ReachedStep::step)
          .containsExactly(1, 2, 4);
      assertThat(any.reported("buy@0", "list@1").get(0).attempt().steps())
          .extracting(ReachedStep::step)
          .containsExactly(4, 2);
    }

    @Test
    @DisplayName("Under strict, a repeat of the step just matched (a reload) does not break")
    void aReloadDoesNotBreakAStrictAttempt() {
      assertThat(
              shop().order(Order.STRICT).attempts("view@0", "view@1", "cart@2", "cart@3", "buy@4"))
          .containsExactly("view@0 cart@2 buy@4 complete");
    }

    @Test
    @DisplayName("a repeat of an earlier step, like any other interaction, does")
    void aRepeatOfAnEarlierStepBreaksAStrictAttempt() {
      assertThat(shop().order(Order.STRICT).attempts("view@0", "cart@1", "view@2", "buy@3"))
          .containsExactly("view@0 cart@1");
    }
  }

  @Nested
  class Exclusions {
    private final FunnelDraft funnel =
        new FunnelDraft("view", "cart", "pay", "buy").exclude("remove", 2, 3);

    @Test
    @DisplayName("Exclusions strictly between the matched events of steps i..j end that attempt")
    void anExclusionEndsTheAttempt() {
      assertThat(funnel.attempts("view@0", "cart@1", "remove@2", "pay@3", "buy@4"))
          .containsExactly("view@0 cart@1 excluded");
      assertThat(funnel.attempts("view@0", "remove@1", "cart@2", "pay@3", "remove@4", "buy@5"))
          .containsExactly("view@0 cart@2 pay@3 buy@5 complete");
      assertThat(shop().exclude("buy", 2, 3).attempts("view@0", "cart@1", "buy@2"))
          .containsExactly("view@0 cart@1 buy@2 complete");
      assertThat(shop().exclude("cart", 1, 3).attempts("view@0", "cart@1", "buy@2"))
          .containsExactly("view@0 cart@1 buy@2 complete");
      assertThat(shop().exclude("cart", 1, 3).attempts("view@0", "cart@1", "cart@2", "buy@3"))
          .containsExactly("view@0 cart@1 excluded");
    }

    @Test
    @DisplayName("counted as excluded, not as drop-off")
    void anExcludedAttemptIsNoDropOff() {
      Attempt attempt = funnel.reported("view@0", "cart@1", "remove@2").get(0).attempt();

      assertThat(attempt.excluded()).isTrue();
      assertThat(attempt.dropped()).isFalse();
    }

    @Test
    @DisplayName("a later complete attempt in the same window outranks it")
    void aLaterCompleteAttemptOutranksAnExcludedOne() {
      assertThat(
              funnel.attempts("view@0", "cart@1", "remove@2", "view@3", "cart@4", "pay@5", "buy@6"))
          .containsExactly("view@3 cart@4 pay@5 buy@6 complete");
    }

    @Test
    @DisplayName(
        "An exclusion for steps i..j that comes after step i ends the attempt as excluded whether"
            + " or not step j would have come")
    void anExclusionEndsAnAttemptThatWouldHaveGoneNowhere() {
      assertThat(funnel.attempts("view@0", "cart@1", "remove@30"))
          .containsExactly("view@0 cart@1 excluded");
      assertThat(funnel.attempts("view@0", "cart@1", "remove@30+1"))
          .containsExactly("view@0 cart@1");
    }

    @Test
    @DisplayName("whether or not step j would have come: also where a strict attempt is broken")
    void anExclusionEndsAStrictAttemptThatIsBroken() {
      FunnelDraft strict = shop().order(Order.STRICT).exclude("remove", 1, 2);

      assertThat(strict.attempts("view@0", "home@1", "remove@2"))
          .containsExactly("view@0 excluded");
    }

    @Test
    @DisplayName("An exclusion that carries a held value ends the attempts of that value")
    void anExclusionCountsForTheValuesThatItCarries() {
      assertThat(
              shop()
                  .hold("item_id")
                  .exclude("remove", 1, 3)
                  .attempts("view@0=a,b", "remove@1=a", "cart@2=a,b"))
          .containsExactly("view@0 excluded", "view@0 cart@2");
    }

    @Test
    @DisplayName("in any order it counts from the earliest matched step to the last one")
    void inAnyOrderAnExclusionCountsUntilAllIsThere() {
      FunnelDraft any = shop().order(Order.ANY).exclude("remove", 2, 3);

      assertThat(any.attempts("cart@0", "remove@1", "view@2", "buy@3"))
          .containsExactly("view@2 buy@3");
      assertThat(any.attempts("cart@0", "view@1", "remove@2", "buy@50")).containsExactly("buy@50");
      assertThat(any.attempts("cart@0", "view@1", "remove@2"))
          .containsExactly("cart@0 view@1 excluded");
      assertThat(any.attempts("cart@0", "view@1", "buy@2", "remove@3"))
          .containsExactly("cart@0 view@1 buy@2 complete");
    }

    @Test
    @DisplayName("to the last one: without waiting for optional steps")
    void inAnyOrderNoExclusionCountsOnceAllRequiredStepsAreThere() {
      assertThat(
              new FunnelDraft("view", "cart?", "buy")
                  .order(Order.ANY)
                  .exclude("remove", 1, 3)
                  .reported("view@0", "buy@1", "remove@2"))
          .extracting(
              reported -> reported.attempt().complete() + "," + reported.attempt().excluded())
          .containsExactly("true,false");
    }

    @Test
    @DisplayName(
        "Of one visitor's attempts a complete one comes first, then the longest without an"
            + " exclusion; the visitor is excluded only if every attempt was")
    void aVisitorIsExcludedOnlyIfEveryAttemptWas() {
      assertThat(funnel.attempts("view@0", "cart@1", "remove@2", "view@3"))
          .containsExactly("view@3");
      assertThat(funnel.attempts("view@0", "cart@1", "remove@2", "view@3", "cart@4", "remove@5"))
          .containsExactly("view@0 cart@1 excluded");
    }
  }

  @Nested
  class Counting {
    @Test
    @DisplayName("Hold constant: an attempt per value of a property that every step must carry")
    void eachHeldValueHasItsAttempt() {
      assertThat(
              shop()
                  .hold("item_id")
                  .attempts("view@0=a", "view@1=b", "cart@2=b", "buy@3=a", "buy@4"))
          .containsExactly("view@0", "view@1 cart@2");
    }

    @Test
    @DisplayName("on items[], one attempt and the line's value per item")
    void eachItemHasItsAttemptAndItsLinesValue() {
      assertThat(
              new FunnelDraft("view", "buy")
                  .hold("items.item_id")
                  .reported("view@0=a,b", "buy@1=a:3,b:4"))
          .extracting(reported -> reported.attempt().steps().get(1).money())
          .containsExactly(
              new Money(new BigDecimal("3"), "EUR"), new Money(new BigDecimal("4"), "EUR"));
    }

    @Test
    @DisplayName("Count by visitor (best attempt per entry window)")
    void aVisitorCountsOncePerEntryWindow() {
      assertThat(shop().attempts("view@0", "buy@1", "view@40", "cart@41", "view@61"))
          .containsExactly("view@40 cart@41", "view@61");
    }

    @Test
    @DisplayName("session (attempts inside one session)")
    void anAttemptStaysInsideItsSession() {
      FunnelDraft funnel = shop().countBy(CountBy.SESSION);

      assertThat(
              funnel.attempts(
                  "view@0", "cart@1", "view@2#s2", "buy@3#s2", "view@4#none", "cart@5#none"))
          .containsExactly("view@0 cart@1", "view@2");
    }

    @Test
    @DisplayName("total (every attempt, not overlapping)")
    void everyAttemptCountsThatDoesNotOverlap() {
      FunnelDraft funnel = shop().countBy(CountBy.TOTAL);

      assertThat(
              funnel.attempts(
                  "view@0", "cart@1", "buy@2", "view@3", "view@4", "cart@5", "view@34", "cart@35"))
          .containsExactly("view@0 cart@1 buy@2 complete", "view@3 cart@5", "view@34 cart@35");
      assertThat(funnel.attempts("view@0", "view@25", "cart@40", "buy@41"))
          .containsExactly("view@25 cart@40 buy@41 complete");
    }

    @Test
    @DisplayName("not overlapping: an excluded attempt goes up to what excluded it")
    void anExcludedAttemptEndsWithTheExclusion() {
      assertThat(
              shop()
                  .countBy(CountBy.TOTAL)
                  .exclude("remove", 1, 3)
                  .attempts("view@0", "view@1", "remove@2", "view@3"))
          .containsExactly("view@0 excluded", "view@3");
    }

    @Test
    @DisplayName("Breakdown by a property at the first step (default), at a named step")
    void breaksDownByThePropertyAtAStep() {
      assertThat(shop().breakdown(1).reported("view@0", "cart@1"))
          .extracting(FunnelState.Reported::breakdown)
          .containsExactly("of view");
      assertThat(shop().breakdown(2).reported("view@0", "cart@1"))
          .extracting(FunnelState.Reported::breakdown)
          .containsExactly("of cart");
      assertThat(shop().breakdown(3).reported("view@0", "cart@1"))
          .extracting(FunnelState.Reported::breakdown)
          .containsOnlyNulls();
    }

    @Test
    @DisplayName("or of the session")
    void breaksDownByThePropertyOfTheSession() {
      assertThat(shop().breakdown(0).reported("landing@0", "home@1", "view@2", "cart@3"))
          .extracting(FunnelState.Reported::breakdown)
          .containsExactly("of landing");
    }

    @Test
    @DisplayName("an attempt belongs to the aggregation window of its step 1")
    void anAttemptBelongsToTheWindowOfItsStart() {
      assertThat(shop().attempts("view@59.9", "view@60", "cart@61"))
          .containsExactly("view@59.9 cart@61", "view@60 cart@61");
    }

    @Test
    @DisplayName("the aggregation window of its step 1: the next one begins with its first moment")
    void aWindowEndsBeforeTheNextBegins() {
      assertThat(shop().attempts("view@59.9", "view@60", "cart@90"))
          .containsExactly("view@59.9", "view@60 cart@90");
    }
  }

  @Nested
  class SeenBeforeLeaving {
    private static final Met FAILED = Met.error("timeout", "payment");

    @Test
    @DisplayName("of those who dropped, at their last interaction")
    void leaversMetWhatTheyMetLast() {
      assertThat(shop().reported("view@0", "cart@1", "home@2", "fail@29", "home@30+1"))
          .extracting(reported -> met(reported, 1))
          .containsExactly(FAILED);
      assertThat(shop().reported("view@0", "cart@1", "fail@2", "home@30"))
          .extracting(reported -> met(reported, 1))
          .containsExactly(Met.NEITHER);
      assertThat(shop().reported("view@0", "cart@1", "fail@2!"))
          .extracting(reported -> met(reported, 1))
          .containsExactly(Met.NEITHER);
    }

    @Test
    @DisplayName("beside the same rates of those who went on")
    void continuersMetWhatCameLastBeforeTheNextStep() {
      FunnelState.Reported reported =
          shop().reported("view@0", "fail@1", "cart@2", "fail@3", "home@4", "buy@5").get(0);

      assertThat(met(reported, 0)).isEqualTo(FAILED);
      assertThat(met(reported, 1)).isEqualTo(Met.NEITHER);
      assertThat(met(reported, 2)).isNull();
    }

    @Test
    @DisplayName("of those who dropped: who was excluded did not")
    void theExcludedMetNothing() {
      FunnelState.Reported reported =
          shop().exclude("remove", 2, 3).reported("view@0", "cart@1", "fail@2", "remove@3").get(0);

      assertThat(met(reported, 0)).isEqualTo(Met.NEITHER);
      assertThat(met(reported, 1)).isNull();
    }

    @Test
    @DisplayName("distribution of the time from the previous step")
    void timesCountFromThePreviousStep() {
      assertThat(shop().reported("view@0", "cart@1", "buy@3").get(0).attempt().steps())
          .extracting(ReachedStep::sincePreviousMicros)
          .containsExactly(0L, 60_000_000L, 120_000_000L);
    }

    private static Met met(FunnelState.Reported reported, int step) {
      return reported.attempt().steps().get(step).met();
    }
  }
}
