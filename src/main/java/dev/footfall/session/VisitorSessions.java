package dev.footfall.session;

import dev.footfall.client.ClientFacts;
import dev.footfall.client.ClientFacts.IdMethod;
import dev.footfall.event.AnalyticsEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one visitor that are not closed, and what is remembered of those before. Changed
 * by {@link SessionBuilder} only. A session is dropped when it is closed, the number of sessions
 * when the visitor's retention has passed since the last interaction; for visitors whose id does
 * not live that long there is none.
 */
public final class VisitorSessions {
  /** In the order in which they began; only the last may be open. */
  final List<UnclosedSession> unclosed = new ArrayList<>();

  /** Null where nothing is remembered. */
  @Nullable Past past;

  /** The sessions of a visitor whose id lives long, closed ones included. */
  static final class Past {
    /** At least one. */
    int sessions;

    /** Whether no session before these can be missing. */
    boolean numbered;

    String lastId = "";
    boolean lastEdge;
    long lastInteractionMicros;

    /** First and last interaction of the last session, once it is closed. */
    boolean lastClosed;

    long lastStartMicros;
    long lastEndMicros;

    /** The last session's number; null where some may be missing. */
    @Nullable Integer number() {
      return numbered ? Integer.valueOf(sessions) : null;
    }
  }

  /** Whether there is nothing to keep. */
  public boolean isEmpty() {
    return unclosed.isEmpty() && past == null;
  }

  /** What this takes of the heap, roughly. */
  public int heapBytes() {
    int bytes = past == null ? 0 : 100;
    for (UnclosedSession session : unclosed) {
      bytes += session.heapBytes();
    }
    return bytes;
  }

  /** How many events are kept singly. */
  int kept() {
    int kept = 0;
    for (UnclosedSession session : unclosed) {
      kept += session.members.interactions.size() + session.members.others.size();
    }
    return kept;
  }

  /** Whether a session is open that an event of that time may join. */
  public boolean openSessionMayTake(long eventTimeMicros, SessionSettings settings) {
    UnclosedSession open = open();
    return open != null && new Boundaries(settings).mayTake(open, eventTimeMicros);
  }

  /** Whether a session is open that this event, as it is, would join. */
  public boolean openSessionTakes(AnalyticsEvent event, SessionSettings settings) {
    UnclosedSession open = open();
    ClientFacts client = event.client();
    return open != null
        && client != null
        && new Boundaries(settings).between(open, event, client) == null;
  }

  @Nullable UnclosedSession open() {
    UnclosedSession last = unclosed.isEmpty() ? null : unclosed.get(unclosed.size() - 1);
    return last != null && last.isOpen() ? last : null;
  }

  /**
   * Begins a session and counts it where the visitor's id lives long enough.
   *
   * @param numbered whether a visitor who is not remembered is new
   * @param edge whether it may have begun before what is read
   */
  UnclosedSession begin(
      String id, String visitorId, IdMethod idMethod, boolean numbered, boolean edge) {
    boolean remembered = idMethod == IdMethod.COOKIE || idMethod == IdMethod.INSTALLATION;
    Integer number = null;
    String previousId = null;
    if (remembered) {
      Past before = past == null ? new Past() : past;
      before.numbered = before.sessions == 0 ? numbered : before.numbered;
      previousId = before.sessions == 0 || !before.numbered ? null : before.lastId;
      before.sessions++;
      number = before.number();
      before.lastId = id;
      before.lastEdge = edge;
      before.lastClosed = false;
      past = before;
    }
    UnclosedSession session =
        new UnclosedSession(id, visitorId, idMethod, number, previousId, edge);
    unclosed.add(session);
    return session;
  }

  /** Writes the versioned byte form. */
  public void write(DataOutput out) throws IOException {
    VisitorFormat.write(this, out);
  }

  /** Reads it back; throws IllegalStateException for an unknown version. */
  public static VisitorSessions read(DataInput in) throws IOException {
    return VisitorFormat.read(in);
  }
}
