package dev.footfall.session;

import dev.footfall.client.ClientFacts.IdMethod;
import dev.footfall.event.AnalyticsEvent;
import dev.footfall.session.Session.EndReason;
import org.jspecify.annotations.Nullable;

/**
 * A session while its events may still change: open, or ended and waiting for the late horizon.
 * Dropped when it is closed.
 */
final class UnclosedSession {
  /** No moment. */
  static final long NEVER = Long.MAX_VALUE;

  final String id;
  final String visitorId;
  final IdMethod idMethod;
  final @Nullable Integer number;
  final @Nullable String previousId;

  /** It may have begun before what is read ({@link History#isEdge}). */
  final boolean edge;

  final Members members = new Members();

  /** The sender's own session, the first that an event of this one named. */
  @Nullable String senderId;

  /** What ended it; null while it is open. */
  @Nullable EndReason endReason;

  /** Its last change other than by growth; it closes no earlier. */
  long changedMicros = Long.MIN_VALUE;

  long arrivalTimeMillis = Long.MIN_VALUE;
  String configVersion = "";

  /** Records so far. */
  int revision;

  /** When the last record was due, and the fingerprint of its content. */
  long emittedMicros = Long.MIN_VALUE;

  long emittedContent;

  /** When the next update is due. */
  long updateMicros = NEVER;

  UnclosedSession(
      String id,
      String visitorId,
      IdMethod idMethod,
      @Nullable Integer number,
      @Nullable String previousId,
      boolean edge) {
    this.id = id;
    this.visitorId = visitorId;
    this.idMethod = idMethod;
    this.number = number;
    this.previousId = previousId;
    this.edge = edge;
  }

  /**
   * By measure: a session without events, and each of its events, with a path that no other shares.
   */
  int heapBytes() {
    return 600 + 200 * (members.interactions.size() + members.others.size());
  }

  boolean isOpen() {
    return endReason == null;
  }

  /** Whether only another id or its length ends it, not silence. */
  boolean outlivesSilence() {
    return senderId != null && endReason == null;
  }

  void end(EndReason reason, long nowMicros) {
    endReason = reason;
    changedMicros = nowMicros;
  }

  /** Takes note of what every event and revision brings. */
  void saw(AnalyticsEvent event) {
    arrivalTimeMillis = Math.max(arrivalTimeMillis, event.arrivalTimeMillis());
    configVersion = event.configVersion();
  }

  SessionStamp stamp(Member member) {
    return new SessionStamp(id, number, members.startMicros, member.number, member.marked, edge);
  }

  /** Of an event that this session does not know, but which lies in its time. */
  SessionStamp coveringStamp() {
    return new SessionStamp(id, number, members.startMicros, 0, false, edge);
  }
}
