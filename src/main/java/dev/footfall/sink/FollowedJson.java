package dev.footfall.sink;

import dev.footfall.session.Session;
import dev.footfall.visitor.Followed;
import dev.footfall.visitor.FollowedEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What comes of following visitors as JSON, each row for its output. Not thread-safe. */
final class FollowedJson {
  static final List<Output> OUTPUTS = List.of(Output.EVENTS, Output.SESSIONS);

  private final EventJson events;
  private final SessionJson sessions = new SessionJson();

  /**
   * @param traceIds whether trace and span ids go out on events
   */
  FollowedJson(boolean traceIds) {
    events = new EventJson(traceIds);
  }

  /** Null for what is counted only. */
  @Nullable OutputRecord record(Followed row) {
    FollowedEvent event = row.event();
    Session session = row.session();
    if (event != null) {
      return events.record(event);
    }
    return session == null ? null : sessions.record(session);
  }
}
