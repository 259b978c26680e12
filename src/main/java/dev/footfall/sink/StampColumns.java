package dev.footfall.sink;

import static dev.footfall.sink.Column.Purpose.ANALYSIS;
import static dev.footfall.sink.Column.Role.HISTORY;
import static dev.footfall.sink.Column.Role.SESSION;
import static dev.footfall.sink.ColumnType.Scalar.BOOLEAN;
import static dev.footfall.sink.ColumnType.Scalar.INTEGER;
import static dev.footfall.sink.ColumnType.Scalar.STRING;

import dev.footfall.session.SessionStamp;
import dev.footfall.visitor.FollowedEvent;
import java.util.List;

/**
 * The columns that say which session an event belongs to; absent where it belongs to none. They are
 * the same on all revisions of an event.
 */
final class StampColumns {
  private StampColumns() {}

  static final List<Column<FollowedEvent>> COLUMNS =
      List.of(
          column(
              "session_id",
              STRING,
              "The session: the same in its record and on each replay; 32 hex digits.",
              "hash of the visitor id and the session's first event",
              (s, out) -> out.text(s.sessionId())),
          column(
              "ga_session_id",
              INTEGER,
              "GA4's id of the session: when it began, in seconds since 1970 UTC.",
              "time of the session's first interaction",
              (s, out) -> out.integer(Math.floorDiv(s.sessionStartMicros(), 1_000_000L))),
          column(
                  "ga_session_number",
                  INTEGER,
                  "Counts the visitor's sessions from 1; absent where the visitor's id lives a day, or a replay has not read enough of the past.",
                  "sessions of the visitor so far",
                  (s, out) -> {
                    if (s.sessionNumber() != null) {
                      out.integer(s.sessionNumber());
                    }
                  })
              .as(HISTORY),
          column(
              "session_event_number",
              INTEGER,
              "Counts the session's events from 1.",
              "events of the session so far",
              (s, out) -> out.integer(s.eventNumber())),
          column(
              "is_conversion",
              BOOLEAN,
              "Whether the event counted as a conversion when it came.",
              "the rule, and the session's events so far",
              (s, out) -> out.bool(s.conversion())),
          column(
              "edge",
              BOOLEAN,
              "Whether the session may have begun before what a replay has read; false in a live run.",
              "start of the session, and of what is read",
              (s, out) -> out.bool(s.edge())));

  private static Column<FollowedEvent> column(
      String name,
      ColumnType type,
      String description,
      String source,
      Field.Value<SessionStamp> value) {
    Column<FollowedEvent> column =
        new Column<>(
            name,
            type,
            null,
            description,
            ANALYSIS,
            source,
            (event, out) -> {
              SessionStamp stamp = event.session();
              if (stamp != null) {
                value.write(stamp, out);
              }
            });
    return column.as(SESSION);
  }
}
