package dev.footfall.session;

import static dev.footfall.event.EventDraft.micros;
import static dev.footfall.event.EventDraft.minutes;
import static dev.footfall.event.EventDraft.seconds;
import static dev.footfall.session.Following.content;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.client.ClientFacts.IdMethod;
import dev.footfall.event.AnalyticsEvent.Conversion;
import dev.footfall.event.EventDraft;
import dev.footfall.session.Following.SettingsDraft;
import dev.footfall.session.Session.EndReason;
import dev.footfall.session.Session.State;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The sentences on where sessions begin and end, and when their records come, each with a case
 * written by hand. What a record says is in {@link SessionFieldSentencesTest}.
 */
class SessionSentencesTest {
  private static final long HALF_HOUR_MICROS = 30 * 60_000_000L;
  private static final long DAY_MICROS = 48 * HALF_HOUR_MICROS;

  @Nested
  class Interactions {
    @Test
    @DisplayName("an API request is none (polling would keep sessions alive for ever)")
    void pollingDoesNotKeepASessionAlive() {
      assertThat(ends(minutes(0), minutes(20).request(), minutes(40).request(), minutes(41)))
          .containsExactly("2 GAP", "1 GAP");
    }

    @Test
    @DisplayName("Only interactions start a session")
    void aRequestOutsideBelongsToNone() {
      Following visitor = Following.withDefaults();

      assertThat(visitor.add(minutes(0).request())).isNull();
      visitor.add(minutes(1));
      assertThat(visitor.add(minutes(31.1).request())).isNull();

      assertThat(visitor.passAll().ends()).containsExactly("1 GAP");
    }

    @Test
    @DisplayName("A request inside an open session joins it without extending it")
    void aRequestJoinsWithoutExtending() {
      Following visitor = Following.withDefaults();

      SessionStamp first = visitor.add(minutes(0));
      SessionStamp request = visitor.add(minutes(30).request());
      SessionStamp after = visitor.add(minutes(31));

      assertThat(request.sessionId()).isEqualTo(first.sessionId());
      assertThat(after.sessionId()).isNotEqualTo(first.sessionId());
    }

    @Test
    @DisplayName("the session's end is its last interaction")
    void aRequestDoesNotMoveTheEnd() {
      assertThat(content(minutes(0), minutes(2), minutes(3).request()).endMicros())
          .isEqualTo(minutes(2).micros);
    }

    @Test
    @DisplayName("Only interactions engage a session")
    void aRequestDoesNotEngage() {
      EventDraft callback = seconds(20).request().counts(Conversion.EVERY);

      assertThat(content(seconds(0), callback).engaged()).isFalse();
      assertThat(content(seconds(0), callback).conversions()).containsKey("request");
    }

    @Test
    @DisplayName("Only interactions end a bounce")
    void aRequestDoesNotEndABounce() {
      assertThat(content(minutes(0), minutes(1).request()).bounce()).isTrue();
      assertThat(content(minutes(0), minutes(1).named("search")).bounce()).isFalse();
    }

    @Test
    @DisplayName("A conversion is an event whose rule says so: once_per_session or every")
    void convertsOncePerSessionOrEveryTime() {
      Following visitor = Following.withDefaults();

      assertThat(visitor.add(once(0)).conversion()).isTrue();
      assertThat(visitor.add(once(1)).conversion()).isFalse();
      assertThat(visitor.add(minutes(2).named("a").counts(Conversion.EVERY)).conversion()).isTrue();
      assertThat(visitor.add(minutes(3).named("a").counts(Conversion.EVERY)).conversion()).isTrue();
      assertThat(visitor.add(minutes(4)).conversion()).isFalse();
      assertThat(visitor.add(once(100)).conversion()).isTrue();
    }

    private static EventDraft once(double minute) {
      return minutes(minute).named("sign_up").counts(Conversion.ONCE_PER_SESSION);
    }
  }

  @Nested
  class Bounds {
    @Test
    @DisplayName("Two events belong to one session if their times are at most gap apart, gap: 30m")
    void aLongerGapSplits() {
      assertThat(ends(minutes(0), micros(HALF_HOUR_MICROS + 1))).containsExactly("1 GAP", "1 GAP");
    }

    @Test
    @DisplayName("(a gap of exactly 30 min does not split)")
    void theGapItselfDoesNotSplit() {
      assertThat(ends(minutes(0), micros(HALF_HOUR_MICROS))).containsExactly("2 GAP");
    }

    @Test
    @DisplayName("and no limit is passed: max_duration: 24h")
    void aDayItselfDoesNotSplit() {
      EventDraft[] day =
          IntStream.rangeClosed(0, 49)
              .mapToObj(i -> micros(i < 49 ? i * HALF_HOUR_MICROS : DAY_MICROS + 1))
              .toArray(EventDraft[]::new);

      assertThat(ends(day)).containsExactly("49 MAX_DURATION", "1 GAP");
    }

    @Test
    @DisplayName("and no limit is passed: max_events: 10000")
    void theTenThousandthEventDoesNotSplit() {
      EventDraft[] views =
          IntStream.rangeClosed(0, 10_000).mapToObj(EventDraft::seconds).toArray(EventDraft[]::new);

      assertThat(ends(views)).containsExactly("10000 MAX_EVENTS", "1 GAP");
    }

    @Test
    @DisplayName("max_events counts interactions")
    void requestsDoNotFillASession() {
      assertThat(
              ends(
                  s -> s.maxEvents(2),
                  minutes(0),
                  minutes(1).request(),
                  minutes(2).request(),
                  minutes(3),
                  minutes(4)))
          .containsExactly("4 MAX_EVENTS", "1 GAP");
    }

    @Test
    @DisplayName("new session on campaign change: switch, off")
    void campaignsSplitOnlyWithTheSwitch() {
      EventDraft click = minutes(5).campaign("b");
      click.clickId = "gclid";
      EventDraft[] visit = {
        minutes(0).campaign("a"),
        minutes(1),
        minutes(2).campaign("a"),
        minutes(3).request().campaign("b"),
        minutes(4).campaign("b"),
        click
      };

      assertThat(ends(visit)).containsExactly("6 GAP");
      assertThat(ends(s -> s.splitOnCampaign(), visit))
          .containsExactly("4 CAMPAIGN", "1 CAMPAIGN", "1 GAP");
    }

    @Test
    @DisplayName("at midnight: switch, off; in the site's time zone")
    void midnightSplitsOnlyWithTheSwitch() {
      EventDraft[] evening = {minutes(655), minutes(665), minutes(690), minutes(719), minutes(720)};

      assertThat(ends(evening)).containsExactly("5 GAP");
      assertThat(ends(s -> s.splitAtMidnight("UTC"), evening))
          .containsExactly("4 MIDNIGHT", "1 GAP");
      assertThat(ends(s -> s.splitAtMidnight("Europe/Berlin"), evening))
          .containsExactly("1 MIDNIGHT", "4 GAP");
    }

    @ParameterizedTest
    @CsvSource({
      "session id before gap,    31, b, SESSION_ID",
      "gap before duration,      41, , GAP",
      "duration before events,   41, a, MAX_DURATION",
      "events before midnight,   29, a, MAX_EVENTS",
    })
    @DisplayName("What closed it is the end_reason: of several, the first in this order")
    void theFirstReasonCounts(String order, double minute, String sender, EndReason reason) {
      Following visitor =
          Following.with(
              s ->
                  s.maxDuration(Duration.ofMinutes(40))
                      .maxEvents(1)
                      .splitAtMidnight("UTC")
                      .splitOnCampaign());

      visitor.add(minutes(710).sender("a"), minutes(710 + minute).sender(sender).campaign("x"));

      assertThat(visitor.passAll().allClosed().get(0).endReason()).as(order).isEqualTo(reason);
    }

    @Test
    @DisplayName("an open session survives the key change and keeps its id")
    void aSessionGoesOnUnderTheVisitorsNextId() {
      Following visitor = Following.withDefaults();
      EventDraft next = minutes(1).visitor(IdMethod.CONNECTION);
      next.visitor = "the next day's";

      SessionStamp before = visitor.add(minutes(0).visitor(IdMethod.CONNECTION));

      assertThat(visitor.add(next).sessionId()).isEqualTo(before.sessionId());
      assertThat(visitor.passAll().closed().visitorId()).isEqualTo(EventDraft.VISITOR);
    }
  }

  @Nested
  class SendersSessions {
    @Test
    @DisplayName("The sender's session.id replaces the gap: one id, one session")
    void silenceDoesNotSplitASendersSession() {
      assertThat(ends(minutes(0).sender("a"), minutes(600).sender("a")))
          .containsExactly("2 MAX_DURATION");
    }

    @Test
    @DisplayName("not the limits")
    void aSendersSessionHasItsLimits() {
      assertThat(ends(minutes(0).sender("a"), micros(DAY_MICROS + 1).sender("a")))
          .containsExactly("1 MAX_DURATION", "1 MAX_DURATION");
      assertThat(ends(s -> s.maxEvents(1), minutes(0).sender("a"), minutes(1).sender("a")))
          .containsExactly("1 MAX_EVENTS", "1 MAX_DURATION");
    }

    @Test
    @DisplayName("another id ends the old one")
    void anotherIdEndsTheOldOne() {
      assertThat(ends(minutes(0).sender("a"), minutes(1).sender("b")))
          .containsExactly("1 SESSION_ID", "1 MAX_DURATION");
    }

    @Test
    @DisplayName("or session.previous_id ends the old one")
    void anIdThatCameBeforeIsOver() {
      EventDraft successor = minutes(1);
      successor.previousSender = "a";

      assertThat(ends(minutes(0).sender("a"), successor)).containsExactly("1 SESSION_ID", "1 GAP");
    }
  }

  /** The late horizon is 5 minutes. */
  @Nested
  class Records {
    @Test
    @DisplayName("A closed record comes when the gap and the late horizon are over")
    void aClosedRecordComesAfterGapAndHorizon() {
      Following visitor = Following.withDefaults();

      visitor.add(minutes(0), minutes(1).request());

      assertThat(visitor.passMinute(34.99).allClosed()).isEmpty();
      assertThat(visitor.passMinute(35).closed().issuedAtMicros()).isEqualTo(minutes(35).micros);
      assertThat(visitor.visitor.unclosed).isEmpty();
    }

    @Test
    @DisplayName("and is never changed after")
    void aClosedRecordIsTheLast() {
      Following visitor = Following.withDefaults();
      EventDraft event = minutes(0);
      visitor.add(event);
      List<Session> records = List.copyOf(visitor.passMinute(35).records);

      visitor.addAtMinute(36, event.takenBack());

      assertThat(visitor.passAll().records).isEqualTo(records);
    }

    @Test
    @DisplayName("Open and update records before it (updates at most one per update_interval)")
    void updatesKeepTheirInterval() {
      Following visitor = Following.withDefaults();

      visitor.add(minutes(0), minutes(1), minutes(2), minutes(6), minutes(20), minutes(20.5));

      assertThat(visitor.passAll().said())
          .containsExactly(
              "OPEN 1 at 0",
              "UPDATE 3 at 5",
              "UPDATE 4 at 10",
              "UPDATE 5 at 20",
              "UPDATE 6 at 25",
              "CLOSED 6 at 55");
    }

    @Test
    @DisplayName("carry the same session_id and a rising revision")
    void recordsRise() {
      Following visitor = Following.withDefaults();

      String id = visitor.add(minutes(0), minutes(1)).sessionId();
      visitor.passAll();

      assertThat(visitor.records).extracting(Session::sessionId).containsOnly(id);
      assertThat(visitor.records).extracting(Session::revision).containsExactly(1, 2, 3);
    }

    @Test
    @DisplayName("A revision is issued when any field but arrival_time, issued_at has changed")
    void changesThatCancelOutGiveNoRecord() {
      Following visitor = Following.withDefaults();
      EventDraft event = minutes(1);

      visitor.add(minutes(0), event);
      visitor.passMinute(5);
      visitor.addAtMinute(10, event.takenBack());
      EventDraft back = event.takenBack().revised();
      back.arrivalMillis += 1;
      visitor.addAtMinute(10, back);

      assertThat(visitor.passMinute(20).said()).containsExactly("OPEN 1 at 0", "UPDATE 2 at 5");
    }

    @Test
    @DisplayName("Sessions follow the last revisions until they are closed")
    void sessionsFollowRevisions() {
      Following visitor = Following.withDefaults();
      EventDraft first = minutes(0).path("/a");
      EventDraft last = minutes(10).path("/b");
      visitor.add(first, last);

      visitor.addAtMinute(12, first.revised().path("/c"));
      visitor.addAtMinute(13, last.takenBack());

      Session closed = visitor.passAll().closed();
      assertThat(closed.content().pages()).containsExactly("/c");
      assertThat(closed.content().observedMicros()).isZero();
      assertThat(closed.issuedAtMicros()).isEqualTo(minutes(35).micros);
    }

    @Test
    @DisplayName("after release its session_id is frozen")
    void theStampOfARevisionIsThatOfTheFirst() {
      Following visitor = Following.withDefaults();
      visitor.add(minutes(0));
      EventDraft signUp = minutes(1).named("sign_up").counts(Conversion.ONCE_PER_SESSION);
      SessionStamp first = visitor.add(signUp);
      visitor.add(minutes(2));

      EventDraft again = signUp.revised().counts(Conversion.NONE);

      assertThat(visitor.addAtMinute(4, again)).isEqualTo(first);
      assertThat(first.eventNumber()).isEqualTo(2);
      assertThat(first.conversion()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"30, UPDATE, END_OF_RANGE", "30.01, CLOSED, GAP", "36, CLOSED, GAP"})
    @DisplayName(
        "At the end of a bounded range, a session closed by gap if the highest arrival read is"
            + " later than its last interaction + gap; else end_of_range, not counted as closed")
    void aRangeEnds(double highestArrival, State state, EndReason reason) {
      Following visitor = Following.with(s -> s.onlyClosed());

      visitor.add(minutes(0));
      visitor.finishAtMinute(highestArrival);

      assertThat(visitor.records).hasSize(1);
      assertThat(visitor.last().state()).isEqualTo(state);
      assertThat(visitor.last().endReason()).isEqualTo(reason);
      assertThat(visitor.visitor.isEmpty()).isTrue();
    }

    @Test
    @DisplayName(
        "The last revisions of closed sessions are the same in a replay as in the live run")
    void aClosedRecordDoesNotTellHowTheRangeEnded() {
      Following live = Following.withDefaults();
      Following replay = Following.withDefaults();
      for (Following visitor : List.of(live, replay)) {
        visitor.add(minutes(0), minutes(1), minutes(2));
      }

      live.passAll();
      replay.finishAtMinute(33);

      assertThat(replay.records).isEqualTo(live.records);
    }
  }

  /** Of each session, its events and what ended it, with the settings that hold if none are set. */
  private static List<String> ends(EventDraft... events) {
    return ends(s -> s, events);
  }

  private static List<String> ends(UnaryOperator<SettingsDraft> settings, EventDraft... events) {
    Following visitor = Following.with(settings);
    visitor.add(events);
    return visitor.passAll().ends();
  }
}
