package dev.footfall.session;

import dev.footfall.session.Session.Content;
import dev.footfall.session.Session.EndReason;
import dev.footfall.session.Session.State;
import dev.footfall.session.SessionSettings.Publish;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Emits a session's records, each when it is due and none twice. */
final class SessionRecords {
  private final boolean onlyLast;
  private final long updateIntervalMicros;
  private final Consumer<Session> output;

  SessionRecords(SessionSettings settings, Consumer<Session> output) {
    onlyLast = settings.publish() == Publish.CLOSED;
    updateIntervalMicros = Boundaries.micros(settings.updateInterval());
    this.output = output;
  }

  /** The first record goes out at once; later ones when the interval has passed. */
  void changed(UnclosedSession session, long nowMicros) {
    if (onlyLast) {
      return;
    }
    if (session.revision == 0) {
      emit(session, session.members.content(), State.OPEN, null, nowMicros);
    } else if (session.updateMicros == UnclosedSession.NEVER) {
      session.updateMicros = Math.max(session.emittedMicros + updateIntervalMicros, nowMicros);
    }
  }

  /** Emits the update that is due, unless changes have cancelled out. */
  void update(UnclosedSession session) {
    long dueMicros = session.updateMicros;
    session.updateMicros = UnclosedSession.NEVER;
    Content content = session.members.content();
    if (fingerprint(session, content) != session.emittedContent) {
      emit(session, content, State.UPDATE, null, dueMicros);
    }
  }

  void close(UnclosedSession session, EndReason reason, long atMicros) {
    emitLast(session, State.CLOSED, reason, atMicros);
  }

  void endOfRange(UnclosedSession session, long atMicros) {
    emitLast(session, State.UPDATE, EndReason.END_OF_RANGE, atMicros);
  }

  /** Of a session without interactions nothing is said, unless something was. */
  private void emitLast(UnclosedSession session, State state, EndReason reason, long atMicros) {
    if (session.revision > 0 || !session.members.isRetracted()) {
      output.accept(record(session, session.members.content(), state, reason, atMicros));
    }
  }

  private void emit(
      UnclosedSession session,
      Content content,
      State state,
      @Nullable EndReason reason,
      long atMicros) {
    output.accept(record(session, content, state, reason, atMicros));
    session.revision++;
    session.emittedMicros = atMicros;
    if (state != State.CLOSED) {
      session.emittedContent = fingerprint(session, content);
    }
  }

  private static long fingerprint(UnclosedSession session, Content content) {
    return ContentFingerprint.of(content, session.members.isRetracted(), session.configVersion);
  }

  private static Session record(
      UnclosedSession session,
      Content content,
      State state,
      @Nullable EndReason reason,
      long atMicros) {
    return new Session(
        session.id,
        session.visitorId,
        session.idMethod,
        session.number,
        session.previousId,
        content,
        session.revision + 1,
        state,
        reason,
        session.members.isRetracted(),
        session.arrivalTimeMillis,
        atMicros,
        session.configVersion,
        session.edge);
  }
}
