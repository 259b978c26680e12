package dev.footfall.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.event.EventDraft;
import dev.footfall.session.Session.State;
import dev.footfall.session.SessionOracle.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said of sessions where reading begins in the middle of a visitor's history. */
class EdgeTest {
  private static final int HISTORIES = Integer.getInteger("histories", 5_000);
  private static final SessionSettings DEFAULTS = SessionSettings.DEFAULTS;

  @Test
  void whatBeginsWithinAGapOfTheStartOfReadingIsAtTheEdge() {
    assertThat(edgeAfter(Duration.ofMinutes(30).minusNanos(1_000))).isTrue();
    assertThat(edgeAfter(Duration.ofMinutes(30))).isFalse();
  }

  @Test
  void whatOtherThanSilencePartsFromTheEdgeIsAtTheEdge() {
    Reading reading = new Reading(new Following.SettingsDraft().maxEvents(2).settings(), at(0));
    reading.add(EventDraft.seconds(1_700), EventDraft.seconds(1_750), EventDraft.seconds(1_900));
    reading.add(EventDraft.seconds(1_901), EventDraft.seconds(3_601), EventDraft.seconds(9_000));

    assertThat(reading.edges()).containsExactly(true, true, true, false);
  }

  @Test
  void aSendersSessionMayHaveBeenSilentForAsLongAsSessionsLast() {
    Reading reading = new Reading(DEFAULTS, at(0));
    EventDraft named = EventDraft.seconds(3_600);
    named.sender = "s";
    EventDraft later = EventDraft.seconds(24 * 3_600 + 3_600);
    later.sender = "t";
    reading.add(named, later);

    assertThat(reading.edges()).containsExactly(true, true);
  }

  @Test
  void numbersAreAbsentUnlessTheVisitorsRetentionIsSeenBefore() {
    SessionSettings settings =
        new Following.SettingsDraft().retention(Duration.ofHours(10)).settings();
    Reading reading = new Reading(settings, at(0));
    reading.add(EventDraft.seconds(9 * 3_600), EventDraft.seconds(12 * 3_600));
    reading.add(EventDraft.seconds(30 * 3_600), EventDraft.seconds(31 * 3_600));

    List<Session> closed = reading.finished();

    assertThat(closed).extracting(Session::sessionNumber).containsExactly(null, null, 1, 2);
    assertThat(closed).extracting(Session::isNewVisitor).containsExactly(null, null, true, false);
    assertThat(closed)
        .extracting(Session::previousSessionId)
        .containsExactly(null, null, null, closed.get(2).sessionId());
  }

  @ParameterizedTest
  @EnumSource(
      value = SessionHistoryTest.Variant.class,
      names = {"GAP", "LIMITS", "CAMPAIGN_AND_MIDNIGHT"})
  void whatIsNotAtTheEdgeIsAsIfAllHadBeenRead(SessionHistoryTest.Variant variant) {
    long first = Long.getLong("seed", System.nanoTime());
    int same = 0;
    for (long seed = first; seed < first + HISTORIES; seed++) {
      try {
        same += check(variant, new Random(seed));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("-Dseed=" + seed + " -Dhistories=1", e);
      }
    }
    assertThat(same).isGreaterThan(HISTORIES / 20);
  }

  /** How many sessions were compared. */
  private static int check(SessionHistoryTest.Variant variant, Random random) {
    SessionSettings settings = variant.settings(random);
    List<Delivery> history = variant.history(random);
    long from =
        history.get(random.nextInt(history.size())).event().eventTimeMicros()
            + (random.nextInt(3) - 1) * random.nextInt(40) * 60_000_000L;
    Reading whole = new Reading(settings, Long.MIN_VALUE);
    Reading part = new Reading(settings, from);
    for (Delivery delivery : history) {
      SessionStamp wholeStamp = whole.add(delivery);
      if (delivery.event().eventTimeMicros() >= from) {
        SessionStamp stamp = part.add(delivery);
        if (stamp != null && !stamp.edge() && delivery.event().revision() == 1) {
          assertThat(unnumbered(stamp)).isEqualTo(unnumbered(wholeStamp));
        }
      }
    }
    Map<String, Session> all =
        whole.finished().stream()
            .collect(Collectors.toMap(Session::sessionId, Function.identity()));
    int compared = 0;
    for (Session session : part.finished()) {
      if (!session.edge()) {
        Session before = Objects.requireNonNull(all.get(session.sessionId()), "no such session");
        assertThat(unnumbered(session)).isEqualTo(unnumbered(before));
        if (session.sessionNumber() != null) {
          assertThat(session).isEqualTo(before);
        }
        compared++;
      }
    }
    return compared;
  }

  private static boolean edgeAfter(Duration silence) {
    Reading reading = new Reading(DEFAULTS, at(0));
    EventDraft draft = EventDraft.seconds(0);
    draft.micros += silence.toNanos() / 1_000;
    reading.add(draft);
    return reading.edges().get(0);
  }

  private static long at(int seconds) {
    return EventDraft.NOON + seconds * 1_000_000L;
  }

  private static SessionStamp unnumbered(SessionStamp s) {
    return new SessionStamp(
        s.sessionId(), null, s.sessionStartMicros(), s.eventNumber(), s.conversion(), s.edge());
  }

  private static Session unnumbered(Session s) {
    return new Session(
        s.sessionId(),
        s.visitorId(),
        s.idMethod(),
        null,
        null,
        s.content(),
        s.revision(),
        s.state(),
        s.endReason(),
        s.retracted(),
        s.arrivalTimeMillis(),
        s.issuedAtMicros(),
        s.configVersion(),
        s.edge());
  }

  /** A visitor of whom all is read from a time on. */
  private static final class Reading {
    private final List<Session> records = new ArrayList<>();
    private final VisitorSessions visitor = new VisitorSessions();
    private final SessionBuilder builder;

    Reading(SessionSettings settings, long fromMicros) {
      builder = new SessionBuilder(settings, r -> false, records::add, new History(fromMicros, 0));
    }

    void add(EventDraft... drafts) {
      for (EventDraft draft : drafts) {
        add(new Delivery(draft.event(), draft.micros));
      }
    }

    SessionStamp add(Delivery delivery) {
      builder.advance(visitor, delivery.now());
      return builder.add(visitor, delivery.event(), delivery.now());
    }

    /** The last records of its sessions, in their order. */
    List<Session> finished() {
      builder.advance(visitor, Long.MAX_VALUE);
      return records.stream().filter(r -> r.state() == State.CLOSED).toList();
    }

    List<Boolean> edges() {
      return finished().stream().map(Session::edge).toList();
    }
  }
}
