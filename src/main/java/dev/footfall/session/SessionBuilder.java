package dev.footfall.session;

import dev.footfall.client.ClientFacts;
import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.Request;
import dev.footfall.session.Session.EndReason;
import dev.footfall.session.VisitorSessions.Past;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Cuts visitors' events into sessions. The state is the visitor's; this only knows the rules.
 *
 * <p>A visitor's events come in their total order, each after {@link #advance} to its moment; a
 * revision comes later than the first, at a moment of its own. What is due at a moment comes behind
 * the events of that moment, so that in how many steps time advances decides nothing. Not
 * thread-safe.
 */
public final class SessionBuilder {
  /** Events other than interactions that a session keeps singly. */
  static final int KEPT_SINGLY = 1_000;

  /**
   * Sessions of a visitor that may be unclosed. Where each event names another session of its
   * sender, as when a load test runs behind one address, the oldest is closed early.
   */
  static final int MAX_UNCLOSED = 100;

  /**
   * Events that a visitor's unclosed sessions may keep singly when another begins; above it the
   * oldest are closed early. Else one who sends thousands of requests a minute, and so ends a
   * session by its most events every minute, would fill the memory of all.
   */
  static final int MAX_KEPT = 20_000;

  /** Events of a session of which it is known under what they came. */
  private static final int CIRCUMSTANCES_KEPT = 100;

  private final Boundaries boundaries;
  private final History history;
  private final long retentionMicros;
  private final Predicate<Request> slow;
  private final SessionRecords records;
  private final int keptSingly;
  private final SessionId sessionId = new SessionId();
  private final ServiceVersions versions = new ServiceVersions();

  /**
   * @param slow which requests count as slow
   */
  public SessionBuilder(
      SessionSettings settings, Predicate<Request> slow, Consumer<Session> output) {
    this(settings, slow, output, History.WHOLE, KEPT_SINGLY);
  }

  /**
   * @param history what is known of the time before
   */
  public SessionBuilder(
      SessionSettings settings,
      Predicate<Request> slow,
      Consumer<Session> output,
      History history) {
    this(settings, slow, output, history, KEPT_SINGLY);
  }

  SessionBuilder(
      SessionSettings settings,
      Predicate<Request> slow,
      Consumer<Session> output,
      History history,
      int keptSingly) {
    this.history = history;
    this.slow = slow;
    this.keptSingly = keptSingly;
    boundaries = new Boundaries(settings);
    retentionMicros = Boundaries.micros(settings.visitorRetention());
    records = new SessionRecords(settings, output);
  }

  /**
   * Adds an event, or a revision of one.
   *
   * @param nowMicros when the event is released, not before any moment given before
   * @return null where the event belongs to no session, or to one that nobody remembers
   * @throws IllegalArgumentException for an event without a visitor id
   */
  public @Nullable SessionStamp add(VisitorSessions visitor, AnalyticsEvent event, long nowMicros) {
    ClientFacts client = event.client();
    String visitorId = client == null ? null : client.visitorId();
    if (client == null || visitorId == null) {
      throw new IllegalArgumentException("event " + event.eventId() + " has no visitor id");
    }
    if (event.revision() > 1) {
      return revise(visitor, event, client, nowMicros);
    }
    UnclosedSession session = visitor.open();
    EndReason end = session == null ? null : boundaries.between(session, event, client);
    if (session == null || end != null) {
      if (!event.interaction()) {
        return null;
      }
      if (session != null && end != null) {
        session.end(end, nowMicros);
      }
      session = begin(visitor, session, end, event, client);
      closeTheOldest(visitor, nowMicros);
    }
    return join(visitor, session, event, client, nowMicros);
  }

  private UnclosedSession begin(
      VisitorSessions visitor,
      @Nullable UnclosedSession before,
      @Nullable EndReason end,
      AnalyticsEvent event,
      ClientFacts client) {
    String visitorId = Objects.requireNonNull(client.visitorId());
    long startMicros = event.eventTimeMicros();
    return visitor.begin(
        sessionId.of(visitorId, event.eventId()),
        visitorId,
        client.idMethod(),
        history.covers(startMicros, retentionMicros),
        history.isEdge(startMicros, boundaries.longestSilenceMicros(client), before, end));
  }

  private SessionStamp join(
      VisitorSessions visitor,
      UnclosedSession session,
      AnalyticsEvent event,
      ClientFacts client,
      long nowMicros) {
    Members members = session.members;
    Member member =
        members.join(
            Fingerprint.of(event.eventId()),
            event.eventTimeMicros(),
            contribution(members, event, client, members.joined + 1),
            keptSingly);
    if (session.senderId == null) {
      session.senderId = client.sessionId();
    }
    Past past = visitor.past;
    if (past != null && event.interaction()) {
      past.lastInteractionMicros = event.eventTimeMicros();
    }
    session.saw(event);
    records.changed(session, nowMicros);
    return session.stamp(member);
  }

  private Contribution contribution(
      Members members, AnalyticsEvent event, ClientFacts client, int number) {
    return Contribution.of(
        event,
        client,
        slow.test(event.request()),
        number <= CIRCUMSTANCES_KEPT,
        versions.of(event.request()),
        members.lastContribution());
  }

  private @Nullable SessionStamp revise(
      VisitorSessions visitor, AnalyticsEvent event, ClientFacts client, long nowMicros) {
    long eventKey = Fingerprint.of(event.eventId());
    for (int i = visitor.unclosed.size() - 1; i >= 0; i--) {
      UnclosedSession session = visitor.unclosed.get(i);
      Member member = session.members.find(eventKey);
      if (member != null) {
        Contribution contribution = contribution(session.members, event, client, member.number);
        session.members.revise(member, contribution, event.retracted(), keptSingly);
        session.changedMicros = nowMicros;
        session.saw(event);
        records.changed(session, nowMicros);
        return session.stamp(member);
      }
    }
    return coveringStamp(visitor, event.eventTimeMicros());
  }

  /** Of the last session that is remembered and in whose time the event lies. */
  private @Nullable SessionStamp coveringStamp(VisitorSessions visitor, long timeMicros) {
    for (int i = visitor.unclosed.size() - 1; i >= 0; i--) {
      UnclosedSession session = visitor.unclosed.get(i);
      Members members = session.members;
      if (!members.isRetracted()
          && boundaries.covers(members.startMicros, members.endMicros, timeMicros)) {
        return session.coveringStamp();
      }
    }
    Past past = visitor.past;
    return past != null
            && past.lastClosed
            && boundaries.covers(past.lastStartMicros, past.lastEndMicros, timeMicros)
        ? new SessionStamp(
            past.lastId, past.number(), past.lastStartMicros, 0, false, past.lastEdge)
        : null;
  }

  private void closeTheOldest(VisitorSessions visitor, long nowMicros) {
    while (visitor.unclosed.size() > MAX_UNCLOSED
        || visitor.unclosed.size() > 1 && visitor.kept() > MAX_KEPT) {
      close(visitor, visitor.unclosed.get(0), nowMicros);
    }
  }

  /** Does all that is due before a moment, in the order in which it is due. */
  public void advance(VisitorSessions visitor, long nowMicros) {
    while (deadlineMicros(visitor) < nowMicros) {
      workDeadline(visitor, deadlineMicros(visitor));
    }
  }

  /** When something is due next; Long.MAX_VALUE for never. */
  public long deadlineMicros(VisitorSessions visitor) {
    long deadline = retentionDeadlineMicros(visitor);
    for (UnclosedSession session : visitor.unclosed) {
      deadline = Math.min(deadline, deadlineMicros(session));
    }
    return deadline;
  }

  private long deadlineMicros(UnclosedSession session) {
    return Math.min(boundaries.closingMicros(session), session.updateMicros);
  }

  private long retentionDeadlineMicros(VisitorSessions visitor) {
    Past past = visitor.past;
    return past == null ? UnclosedSession.NEVER : past.lastInteractionMicros + retentionMicros;
  }

  private void workDeadline(VisitorSessions visitor, long deadlineMicros) {
    for (UnclosedSession session : visitor.unclosed) {
      if (deadlineMicros(session) == deadlineMicros) {
        workDeadline(visitor, session);
        return;
      }
    }
    visitor.past = null;
  }

  /** A record that would be followed by the closing one at the same moment is left out. */
  private void workDeadline(VisitorSessions visitor, UnclosedSession session) {
    long closingMicros = boundaries.closingMicros(session);
    if (session.updateMicros < closingMicros) {
      records.update(session);
    } else {
      close(visitor, session, closingMicros);
    }
  }

  private void close(VisitorSessions visitor, UnclosedSession session, long atMicros) {
    records.close(session, Boundaries.endReason(session), atMicros);
    visitor.unclosed.remove(session);
    Past past = visitor.past;
    if (past != null && past.lastId.equals(session.id) && !session.members.isRetracted()) {
      past.lastClosed = true;
      past.lastStartMicros = session.members.startMicros;
      past.lastEndMicros = session.members.endMicros;
    }
  }

  /**
   * Ends a bounded range: closes what had ended by then, gives what had not its last record, and
   * forgets the visitor.
   *
   * @param highestArrivalMicros the highest arrival that the range has read
   */
  public void finish(VisitorSessions visitor, long highestArrivalMicros) {
    advance(visitor, highestArrivalMicros);
    while (!visitor.unclosed.isEmpty()) {
      UnclosedSession session = visitor.unclosed.get(0);
      boolean over = !session.isOpen() || highestArrivalMicros > boundaries.overMicros(session);
      if (over) {
        workDeadline(visitor, session);
      } else {
        records.endOfRange(session, highestArrivalMicros);
        visitor.unclosed.remove(session);
      }
    }
    visitor.past = null;
  }
}
