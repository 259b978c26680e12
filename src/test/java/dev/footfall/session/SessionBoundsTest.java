package dev.footfall.session;

import static dev.footfall.event.EventDraft.micros;
import static dev.footfall.event.EventDraft.minutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.EventDraft;
import org.junit.jupiter.api.Test;

/** Where sessions begin and end. */
class SessionBoundsTest {

  @Test
  void requestOfTheNextDayBelongsToNone() {
    Following visitor = Following.with(s -> s.splitAtMidnight("UTC"));

    visitor.add(minutes(719));

    assertThat(visitor.add(minutes(720).request())).isNull();
  }

  @Test
  void senderIdReplacesTheGapForRequestsToo() {
    Following visitor = Following.withDefaults();

    SessionStamp first = visitor.add(minutes(0).sender("a"));

    assertThat(visitor.add(minutes(200).request().sender("a")).sessionId())
        .isEqualTo(first.sessionId());
    assertThat(visitor.add(minutes(201).request().sender("b"))).isNull();
    assertThat(visitor.add(minutes(202).sender("a")).sessionId()).isEqualTo(first.sessionId());
  }

  @Test
  void eventOfTheSameSenderIdStaysWhateverItSaysCameBefore() {
    Following visitor = Following.withDefaults();
    EventDraft confused = minutes(1).sender("a");
    confused.previousSender = "a";

    visitor.add(minutes(0).sender("a"), confused);
    visitor.passAll();

    assertThat(visitor.ends()).containsExactly("2 MAX_DURATION");
  }

  @Test
  void senderIdThatComesBackBeginsAnotherSession() {
    Following visitor = Following.withDefaults();

    visitor.add(minutes(0).sender("a"), minutes(1).sender("b"), minutes(2).sender("a"));
    visitor.passAll();

    assertThat(visitor.ends()).containsExactly("1 SESSION_ID", "1 SESSION_ID", "1 MAX_DURATION");
  }

  @Test
  void sessionWithoutSenderIdTakesTheFirstThatItMeetsWithinTheGap() {
    Following visitor = Following.withDefaults();

    visitor.add(
        minutes(0), minutes(1).request().sender("a"), minutes(100).sender("a"), minutes(101));
    visitor.add(minutes(102).sender("b"));
    visitor.passAll();

    assertThat(visitor.ends()).containsExactly("4 SESSION_ID", "1 MAX_DURATION");
  }

  @Test
  void senderIdBeyondTheGapBeginsAnother() {
    Following visitor = Following.withDefaults();

    visitor.add(minutes(0), minutes(31).sender("a"));
    visitor.passAll();

    assertThat(visitor.ends()).containsExactly("1 GAP", "1 MAX_DURATION");
  }

  @Test
  void eventWithoutSenderIdGoesByTheGap() {
    Following visitor = Following.withDefaults();

    visitor.add(minutes(0).sender("a"), minutes(30), minutes(61), minutes(62).sender("a"));
    visitor.passAll();

    assertThat(visitor.ends()).containsExactly("2 GAP", "2 MAX_DURATION");
  }

  @Test
  void midnightComesBeforeCampaign() {
    Following visitor = Following.with(s -> s.splitAtMidnight("UTC").splitOnCampaign());

    visitor.add(minutes(710), minutes(725).campaign("x"));
    visitor.passAll();

    assertThat(visitor.ends()).containsExactly("1 MIDNIGHT", "1 GAP");
  }

  @Test
  void saysWhetherAnEventOfATimeMayJoin() {
    SessionSettings settings = SessionSettings.DEFAULTS;
    Following visitor = new Following(settings);
    assertThat(visitor.visitor.openSessionMayTake(EventDraft.NOON, settings)).isFalse();

    visitor.add(minutes(0));

    assertThat(mayTake(visitor, 30)).isTrue();
    assertThat(mayTake(visitor, 30.1)).isFalse();
    AnalyticsEvent joins = minutes(30).event();
    assertThat(visitor.visitor.openSessionTakes(joins, settings)).isTrue();
    assertThat(visitor.visitor.openSessionTakes(minutes(30.1).event(), settings)).isFalse();

    visitor.add(minutes(1).sender("a"));

    assertThat(mayTake(visitor, 24 * 60)).isTrue();
    assertThat(mayTake(visitor, 24 * 60 + 1)).isFalse();
  }

  @Test
  void refusesAnEventOfNobody() {
    EventDraft nobody = minutes(0);
    nobody.visitor = null;

    assertThatThrownBy(() -> Following.withDefaults().add(nobody))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 has no visitor id");
  }

  private static boolean mayTake(Following visitor, double minute) {
    long micros = minutes(minute).micros;
    return visitor.visitor.openSessionMayTake(micros, SessionSettings.DEFAULTS);
  }
}
