package dev.footfall.session;

import static dev.footfall.event.EventDraft.minutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.event.AnalyticsEvent.Conversion;
import dev.footfall.event.EventDraft;
import dev.footfall.session.Session.EndReason;
import dev.footfall.session.Session.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which records of a session go out, and when. The late horizon is 5 minutes. */
class SessionRecordsTest {

  @Test
  void eventAtTheMomentOfAnUpdateIsInIt() {
    Following visitor = Following.withDefaults();

    visitor.add(minutes(0), minutes(1), minutes(5));
    visitor.passMinute(5);

    assertThat(visitor.said()).containsExactly("OPEN 1 at 0", "UPDATE 3 at 5");
  }

  @Test
  void publishesOnlyClosedRecordsIfAsked() {
    Following visitor = Following.with(s -> s.onlyClosed());

    visitor.add(minutes(0), minutes(10));
    visitor.passAll();

    assertThat(visitor.said()).containsExactly("CLOSED 2 at 45");
    assertThat(visitor.closed().revision()).isEqualTo(1);
  }

  @Test
  void startMovesWhenTheFirstEventIsTakenBack() {
    Following visitor = Following.withDefaults();
    EventDraft first = minutes(0);
    visitor.add(first, minutes(10));

    visitor.addAtMinute(12, first.takenBack());
    SessionStamp third = visitor.add(minutes(13));
    visitor.passAll();

    assertThat(third.sessionStartMicros()).isEqualTo(atMinute(10));
    assertThat(visitor.closed().content().startMicros()).isEqualTo(atMinute(10));
  }

  @Test
  void revisionAtTheClosingMomentStillCounts() {
    Following visitor = Following.withDefaults();
    EventDraft event = minutes(0).path("/a");
    visitor.add(event);

    visitor.addAtMinute(35, event.revised().path("/b"));
    visitor.passAll();

    assertThat(visitor.closed().content().pages()).containsExactly("/b");
  }

  @Test
  void neverSplitsOrMergesAfterwards() {
    Following visitor = Following.withDefaults();
    EventDraft bridge = minutes(20);
    String id = visitor.add(minutes(0), bridge, minutes(40)).sessionId();

    visitor.addAtMinute(41, bridge.takenBack());
    SessionStamp next = visitor.add(minutes(60));

    assertThat(next.sessionId()).isEqualTo(id);
  }

  @Test
  void closesAtOnceWhenItsTimeHasPassedBecauseOfARevision() {
    Following visitor = Following.withDefaults();
    EventDraft last = minutes(25);
    visitor.add(minutes(0), last);

    visitor.addAtMinute(50, last.takenBack());
    visitor.passMinute(50);

    assertThat(visitor.closed().issuedAtMicros()).isEqualTo(atMinute(50));
    assertThat(visitor.closed().content().events()).isEqualTo(1);
  }

  @Test
  void sessionWithNothingLeftIsTakenBack() {
    Following visitor = Following.withDefaults();
    EventDraft event = minutes(0);
    visitor.add(event);

    visitor.addAtMinute(1, event.takenBack());
    visitor.passAll();

    assertThat(visitor.said()).containsExactly("OPEN 1 at 0", "UPDATE 0 at 5", "CLOSED 0 at 35");
    assertThat(visitor.records).extracting(Session::retracted).containsExactly(false, true, true);
  }

  @Test
  void sessionComesBackWithItsEvent() {
    Following visitor = Following.withDefaults();
    EventDraft event = minutes(0);
    visitor.add(event);
    visitor.addAtMinute(1, event.takenBack());
    visitor.passMinute(6);

    visitor.addAtMinute(7, event.takenBack().revised());
    visitor.passAll();

    assertThat(visitor.records)
        .extracting(Session::retracted)
        .containsExactly(false, true, false, false);
  }

  @Test
  void sessionOfWhichNothingWasSaidGoesSilently() {
    Following visitor = Following.with(s -> s.onlyClosed());
    EventDraft event = minutes(0);
    visitor.add(event);

    visitor.addAtMinute(1, event.takenBack());
    visitor.passAll();

    assertThat(visitor.records).isEmpty();
    assertThat(visitor.visitor.isEmpty()).isTrue();
  }

  @Test
  void revisionOfAnEventOfNoSessionIsStampedWithTheSessionOfItsTime() {
    Following visitor = Following.withDefaults();
    String id = visitor.add(minutes(0), minutes(10)).sessionId();
    EventDraft unknown = minutes(40);
    unknown.revision = 2;

    SessionStamp stamp = visitor.addAtMinute(41, unknown);

    assertThat(stamp).isEqualTo(new SessionStamp(id, 1, atMinute(0), 0, false, false));
    assertThat(visitor.addAtMinute(41, later(minutes(40.1)))).isNull();
    assertThat(visitor.addAtMinute(41, later(minutes(-1)))).isNull();
    assertThat(visitor.passAll().closed().content().events()).isEqualTo(2);
  }

  @Test
  void revisionOfAnEventOfAClosedSessionIsStampedIfThatIsStillRemembered() {
    Following visitor = Following.withDefaults();
    String id = visitor.add(minutes(0)).sessionId();
    visitor.passMinute(60);

    assertThat(visitor.addAtMinute(61, minutes(0).revised()))
        .isEqualTo(new SessionStamp(id, 1, atMinute(0), 0, false, false));
    visitor.add(minutes(100));
    assertThat(visitor.addAtMinute(101, minutes(0).revised())).isNull();
  }

  @Test
  void sessionOfASenderIsNotClosedBySilence() {
    Following visitor = Following.with(s -> s.maxDuration(Duration.ofHours(2)));

    visitor.add(minutes(0).sender("a"));
    visitor.passMinute(124);
    assertThat(visitor.allClosed()).isEmpty();
    visitor.passMinute(125);

    assertThat(visitor.closed().endReason()).isEqualTo(EndReason.MAX_DURATION);
  }

  @Test
  void endedSessionOfASenderIsClosedByItsLastInteraction() {
    Following visitor = Following.withDefaults();

    visitor.add(minutes(0).sender("a"), minutes(2).sender("b"));
    assertThat(visitor.passMinute(35).closed().issuedAtMicros()).isEqualTo(atMinute(35));

    visitor.add(minutes(300).sender("c"));
    visitor.passMinute(300);
    assertThat(visitor.allClosed())
        .extracting(Session::issuedAtMicros)
        .containsExactly(atMinute(35), atMinute(300));
  }

  @ParameterizedTest
  @CsvSource({"1440, UPDATE, END_OF_RANGE", "1440.01, CLOSED, MAX_DURATION"})
  void rangeEndsForSendersSessionsByTheirLength(double end, State state, EndReason reason) {
    Following visitor = Following.withDefaults();

    visitor.add(minutes(0).sender("a"));
    visitor.finishAtMinute(end);

    assertThat(visitor.last().state()).isEqualTo(state);
    assertThat(visitor.last().endReason()).isEqualTo(reason);
  }

  @Test
  void rangeEndsForEndedSessionsWithTheirReason() {
    Following visitor = Following.with(s -> s.maxEvents(1));

    visitor.add(minutes(0), minutes(1));
    visitor.finishAtMinute(2);

    assertThat(visitor.records)
        .extracting(Session::state, Session::endReason)
        .contains(
            org.assertj.core.groups.Tuple.tuple(State.CLOSED, EndReason.MAX_EVENTS),
            org.assertj.core.groups.Tuple.tuple(State.UPDATE, EndReason.END_OF_RANGE));
  }

  @Test
  void nextOfItsNameCountsOnceTheFirstIsTakenBack() {
    Following visitor = Following.withDefaults();
    visitor.add(minutes(0));
    EventDraft first = once(1);
    visitor.add(first, once(2));

    visitor.addAtMinute(3, first.takenBack());

    assertThat(visitor.add(once(4)).conversion()).isTrue();
    assertThat(visitor.passAll().closed().content().conversions().get("sign_up").count())
        .isEqualTo(1);
  }

  @Test
  void carriesTheLatestArrivalAndTheLastConfiguration() {
    EventDraft first = minutes(0);
    first.arrivalMillis = 5_000;
    EventDraft second = minutes(1).request();
    second.arrivalMillis = 4_000;
    second.config = "c2";

    assertThat(Following.session(first, second).arrivalTimeMillis()).isEqualTo(5_000);
    assertThat(Following.session(first, second).configVersion()).isEqualTo("c2");
  }

  private static EventDraft once(double minute) {
    return minutes(minute).named("sign_up").counts(Conversion.ONCE_PER_SESSION).worth("1", "EUR");
  }

  private static EventDraft later(EventDraft draft) {
    draft.revision = 2;
    return draft;
  }

  private static long atMinute(double minute) {
    return minutes(minute).micros;
  }
}
