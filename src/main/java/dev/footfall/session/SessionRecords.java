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
      emit(session, content(session), State.OPEN, null, nowMicros);
    } else if (session.updateMicros == UnclosedSession.NEVER) {
      session.updateMicros = Math.max(session.emittedMicros + updateIntervalMicros, nowMicros);
    }
  }

  /** Emits the update that is due, unless changes have cancelled out. */
  void update(UnclosedSession session) {
    long dueMicros = session.updateMicros;
    session.updateMicros = UnclosedSession.NEVER;
    Content content = content(session);
    if (fingerprint(session, content) != session.emittedContent) {
      emit(session, content, State.UPDATE, null, dueMicros);
    }
  }

  void close(UnclosedSession session, EndReason reason, long atMicros) {
    last(session, State.CLOSED, reason, atMicros);
  }

  void endOfRange(UnclosedSession session, long atMicros) {
    last(session, State.UPDATE, EndReason.END_OF_RANGE, atMicros);
  }

  /** Of a session without interactions nothing is said, unless something was. */
  private void last(UnclosedSession session, State state, EndReason reason, long atMicros) {
    if (session.revision > 0 || !session.members.isRetracted()) {
      emit(session, content(session), state, reason, atMicros);
    }
  }

  private static Content content(UnclosedSession session) {
    return session.members.content();
  }

  private static long fingerprint(UnclosedSession session, Content content) {
    return Fingerprint.of(
        content + "|" + session.members.isRetracted() + "|" + session.configVersion);
  }

  private void emit(
      UnclosedSession session,
      Content content,
      State state,
      @Nullable EndReason reason,
      long atMicros) {
    session.revision++;
    session.emittedMicros = atMicros;
    session.emittedContent = fingerprint(session, content);
    output.accept(
        new Session(
            session.id,
            session.visitorId,
            session.idMethod,
            session.number,
            session.previousId,
            content,
            session.revision,
            state,
            reason,
            session.members.isRetracted(),
            session.arrivalTimeMillis,
            atMicros,
            session.configVersion));
  }
}
