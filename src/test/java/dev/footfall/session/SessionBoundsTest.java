package dev.footfall.session;

import static dev.footfall.session.EventDraft.minutes;
import static dev.footfall.session.EventDraft.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.session.Session.EndReason;
import dev.footfall.session.Session.State;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Where sessions begin and end. */
class SessionBoundsTest {

  @Test
  @DisplayName("Two events belong to one session if their times are at most gap apart")
  void aGapOfExactlyThirtyMinutesDoesNotSplit() {
    Following visitor = Following.withDefaults();

    SessionStamp first = visitor.add(minutes(0));
    SessionStamp second = visitor.add(minutes(30));
    visitor.passAll();

    assertThat(second.sessionId()).isEqualTo(first.sessionId());
    assertThat(visitor.closed().content().events()).isEqualTo(2);
    assertThat(visitor.closed().endReason()).isEqualTo(EndReason.GAP);
  }

  @Test
  void aGapLongerByAMicrosecondSplits() {
    Following visitor = Following.withDefaults();

    SessionStamp first = visitor.add(minutes(0));
    SessionStamp second = visitor.add(EventDraft.micros(30 * 60_000_000L + 1));
    visitor.passAll();

    assertThat(second.sessionId()).isNotEqualTo(first.sessionId());
    assertThat(visitor.allClosed()).extracting(Session::endReason).containsOnly(EndReason.GAP);
  }

  @Test
  @DisplayName("... and no limit is passed: max_duration")
  void anEventLaterThanTheLongestDurationBeginsAnother() {
    Following visitor = Following.with(s -> s.maxDuration(Duration.ofMinutes(40)));

    visitor.add(minutes(0), minutes(20), minutes(40), minutes(41));
    visitor.passAll();

    assertThat(visitor.allClosed())
        .extracting(s -> s.content().events(), Session::endReason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(3, EndReason.MAX_DURATION),
            org.assertj.core.groups.Tuple.tuple(1, EndReason.GAP));
  }

  @Test
  @DisplayName("Open and update records carry the same session_id and a rising revision")
  void recordsRise() {
    Following visitor = Following.withDefaults();

    visitor.add(minutes(0), minutes(1), seconds(90));
    visitor.passAll();

    assertThat(visitor.records)
        .extracting(Session::state)
        .containsExactly(State.OPEN, State.UPDATE, State.CLOSED);
    assertThat(visitor.records).extracting(Session::revision).containsExactly(1, 2, 3);
    assertThat(visitor.records)
        .extracting(Session::sessionId)
        .containsOnly(visitor.last().sessionId());
    assertThat(visitor.visitor.isEmpty()).isTrue();
  }
}
