package dev.footfall.session;

import static dev.footfall.event.EventDraft.micros;
import static dev.footfall.event.EventDraft.minutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.client.ClientFacts.IdMethod;
import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.EventDraft;
import dev.footfall.session.Session.EndReason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where sessions begin and end. */
class SessionBoundsTest {

  @Test
  @DisplayName(
      "Two events belong to one session if their times are at most gap apart (a gap of exactly"
          + " 30 min does not split)")
  void gapItselfDoesNotSplit() {
    Following visitor = Following.withDefaults();

    visitor.add(minutes(0), minutes(30)).sessionId();
    visitor.passAll();

    assertThat(ends(visitor)).containsExactly("2 GAP");
  }

  @Test
  void gapAndAMicrosecondSplits() {
    Following visitor = Following.withDefaults();

    visitor.add(minutes(0), micros(30 * 60_000_000L + 1));
    visitor.passAll();

    assertThat(ends(visitor)).containsExactly("1 GAP", "1 GAP");
  }

  @Test
  @DisplayName("... and no limit is passed: max_duration")
  void lengthItselfDoesNotSplit() {
    Following visitor = Following.with(s -> s.maxDuration(Duration.ofMinutes(40)));

    visitor.add(minutes(0), minutes(20), minutes(40), minutes(40.1));
    visitor.passAll();

    assertThat(ends(visitor)).containsExactly("3 MAX_DURATION", "1 GAP");
  }

  @Test
  @DisplayName("max_events counts interactions")
  void requestsDoNotFillASession() {
    Following visitor = Following.with(s -> s.maxEvents(2));

    visitor.add(minutes(0), minutes(1).request(), minutes(2).request(), minutes(3), minutes(4));
    visitor.passAll();

    assertThat(ends(visitor)).containsExactly("4 MAX_EVENTS", "1 GAP");
  }

  @Test
  @DisplayName("A request inside an open session joins it without extending it")
  void requestJoinsWithoutExtending() {
    Following visitor = Following.withDefaults();

    SessionStamp first = visitor.add(minutes(0));
    SessionStamp request = visitor.add(minutes(30).request());
    SessionStamp after = visitor.add(minutes(31));
    visitor.passAll();

    assertThat(request.sessionId()).isEqualTo(first.sessionId());
    assertThat(after.sessionId()).isNotEqualTo(first.sessionId());
    assertThat(visitor.allClosed().get(0).content().endMicros()).isEqualTo(EventDraft.NOON);
  }

  @Test
  @DisplayName("Only interactions start a session")
  void requestOutsideBelongsToNone() {
    Following visitor = Following.withDefaults();

    assertThat(visitor.add(minutes(0).request())).isNull();
    visitor.add(minutes(1));
    assertThat(visitor.add(micros(31 * 60_000_000L + 1).request())).isNull();
    visitor.passAll();

    assertThat(ends(visitor)).containsExactly("1 GAP");
  }

  @ParameterizedTest
  @CsvSource({"page_error", "redirect", "add_to_cart"})
  @DisplayName("A page_error and a redirect that a rule names are interactions")
  void namedEventsStartASession(String name) {
    assertThat(Following.withDefaults().add(minutes(0).named(name)).eventNumber()).isEqualTo(1);
  }

  @Test
  @DisplayName("new session on campaign change: switch, off")
  void campaignsSplitOnlyWithTheSwitch() {
    Following off = Following.withDefaults();
    Following on = Following.with(s -> s.splitOnCampaign());
    for (Following visitor : List.of(off, on)) {
      visitor.add(
          minutes(0).campaign("a"),
          minutes(1),
          minutes(2).campaign("a"),
          minutes(3).request().campaign("b"),
          minutes(4).campaign("b"));
      EventDraft click = minutes(5).campaign("b");
      click.clickId = "gclid";
      visitor.add(click);
      visitor.passAll();
    }

    assertThat(ends(off)).containsExactly("6 GAP");
    assertThat(ends(on)).containsExactly("4 CAMPAIGN", "1 CAMPAIGN", "1 GAP");
  }

  @Test
  @DisplayName("at midnight: switch, off; in the site's time zone")
  void midnightSplitsOnlyWithTheSwitch() {
    Following off = Following.withDefaults();
    Following utc = Following.with(s -> s.splitAtMidnight("UTC"));
    Following berlin = Following.with(s -> s.splitAtMidnight("Europe/Berlin"));
    for (Following visitor : List.of(off, utc, berlin)) {
      visitor.add(minutes(655), minutes(665), minutes(690), minutes(719), minutes(720));
      visitor.passAll();
    }

    assertThat(ends(off)).containsExactly("5 GAP");
    assertThat(ends(utc)).containsExactly("4 MIDNIGHT", "1 GAP");
    assertThat(ends(berlin)).containsExactly("1 MIDNIGHT", "4 GAP");
  }

  @Test
  void requestOfTheNextDayBelongsToNone() {
    Following visitor = Following.with(s -> s.splitAtMidnight("UTC"));

    visitor.add(minutes(719));

    assertThat(visitor.add(minutes(720).request())).isNull();
  }

  @Test
  @DisplayName("The sender's session.id replaces the gap, not the limits: one id, one session")
  void senderIdReplacesTheGap() {
    Following visitor = Following.withDefaults();

    visitor.add(
        minutes(0).sender("a"),
        minutes(200).sender("a"),
        minutes(24 * 60).sender("a"),
        minutes(24 * 60 + 1).sender("a"));
    visitor.passAll();

    assertThat(ends(visitor)).containsExactly("3 MAX_DURATION", "1 MAX_DURATION");
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
  @DisplayName("another id or session.previous_id ends the old one")
  void anotherSenderIdEndsTheOldOne() {
    Following visitor = Following.withDefaults();
    EventDraft successor = minutes(2);
    successor.previousSender = "b";

    visitor.add(minutes(0).sender("a"), minutes(1).sender("b"), successor);
    visitor.passAll();

    assertThat(ends(visitor)).containsExactly("1 SESSION_ID", "1 SESSION_ID", "1 GAP");
  }

  @Test
  void eventOfTheSameSenderIdStaysWhateverItSaysCameBefore() {
    Following visitor = Following.withDefaults();
    EventDraft confused = minutes(1).sender("a");
    confused.previousSender = "a";

    visitor.add(minutes(0).sender("a"), confused);
    visitor.passAll();

    assertThat(ends(visitor)).containsExactly("2 MAX_DURATION");
  }

  @Test
  void sessionWithoutSenderIdTakesTheFirstThatItMeetsWithinTheGap() {
    Following visitor = Following.withDefaults();

    visitor.add(
        minutes(0), minutes(1).request().sender("a"), minutes(100).sender("a"), minutes(101));
    visitor.add(minutes(102).sender("b"));
    visitor.passAll();

    assertThat(ends(visitor)).containsExactly("4 SESSION_ID", "1 MAX_DURATION");
  }

  @Test
  void senderIdBeyondTheGapBeginsAnother() {
    Following visitor = Following.withDefaults();

    visitor.add(minutes(0), minutes(31).sender("a"));
    visitor.passAll();

    assertThat(ends(visitor)).containsExactly("1 GAP", "1 MAX_DURATION");
  }

  @Test
  void eventWithoutSenderIdGoesByTheGap() {
    Following visitor = Following.withDefaults();

    visitor.add(minutes(0).sender("a"), minutes(30), minutes(61), minutes(62).sender("a"));
    visitor.passAll();

    assertThat(ends(visitor)).containsExactly("2 GAP", "2 MAX_DURATION");
  }

  @ParameterizedTest
  @CsvSource({
    "session id before gap,  31, b, SESSION_ID",
    "gap before duration,    41, , GAP",
    "duration before events, 41, a, MAX_DURATION",
    "events before midnight, 29, a, MAX_EVENTS",
  })
  void firstReasonInOrderCounts(String order, double minute, String sender, EndReason reason) {
    Following visitor =
        Following.with(
            s ->
                s.maxDuration(Duration.ofMinutes(40))
                    .maxEvents(1)
                    .splitAtMidnight("UTC")
                    .splitOnCampaign());

    visitor.add(minutes(710).sender("a"), minutes(710 + minute).sender(sender).campaign("x"));
    visitor.passAll();

    assertThat(visitor.allClosed().get(0).endReason()).as(order).isEqualTo(reason);
  }

  @Test
  void midnightComesBeforeCampaign() {
    Following visitor = Following.with(s -> s.splitAtMidnight("UTC").splitOnCampaign());

    visitor.add(minutes(710), minutes(725).campaign("x"));
    visitor.passAll();

    assertThat(ends(visitor)).containsExactly("1 MIDNIGHT", "1 GAP");
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
  void sessionKeepsItsIdsWhenTheVisitorGetsAnother() {
    Following visitor = Following.withDefaults();
    EventDraft next = minutes(1).visitor(IdMethod.CONNECTION);
    next.visitor = "the next day's";

    SessionStamp before = visitor.add(minutes(0).visitor(IdMethod.CONNECTION));
    SessionStamp after = visitor.add(next);
    visitor.passAll();

    assertThat(after.sessionId()).isEqualTo(before.sessionId());
    assertThat(visitor.closed().visitorId()).isEqualTo(EventDraft.VISITOR);
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

  /** Of each closed session, its events and why it ended. */
  private static List<String> ends(Following visitor) {
    return visitor.allClosed().stream()
        .map(session -> session.content().events() + " " + session.endReason())
        .toList();
  }
}
