package dev.footfall.sink;

import static dev.footfall.sink.Column.Purpose.RECORD_KEEPING;
import static dev.footfall.sink.Column.Purpose.VISITORS;
import static dev.footfall.sink.Column.Role.HISTORY;
import static dev.footfall.sink.Column.Role.KEY;
import static dev.footfall.sink.ColumnType.Scalar.BOOLEAN;
import static dev.footfall.sink.ColumnType.Scalar.INSTANT;
import static dev.footfall.sink.ColumnType.Scalar.INTEGER;
import static dev.footfall.sink.ColumnType.Scalar.STRING;

import dev.footfall.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The declared columns of {@code footfall.sessions}. Names are those of {@link EventSchema} where
 * both have the thing, else GA4's without their {@code ga_}: our ids are no timestamps.
 */
public final class SessionSchema {
  private SessionSchema() {}

  /** All columns, in the order in which they are written. */
  public static List<Column<Session>> columns() {
    List<Column<Session>> columns = new ArrayList<>();
    columns.addAll(IDENTITY);
    columns.addAll(SessionContentColumns.COLUMNS);
    columns.addAll(CircumstancesColumns.COLUMNS);
    columns.addAll(SessionPerformanceColumns.COLUMNS);
    columns.addAll(RECORD);
    return List.copyOf(columns);
  }

  private static final List<Column<Session>> IDENTITY =
      List.of(
          new Column<Session>(
                  "session_id",
                  STRING,
                  null,
                  "Identifies the session: the same in each revision and on each replay; 32 hex digits.",
                  RECORD_KEEPING,
                  "hash of visitor id and first event id",
                  (s, out) -> out.text(s.sessionId()))
              .always()
              .as(KEY),
          new Column<Session>(
                  "user_pseudo_id",
                  STRING,
                  null,
                  "The visitor, by the id that they had when the session began.",
                  VISITORS,
                  "user_pseudo_id of the first event",
                  (s, out) -> out.text(s.visitorId()))
              .always(),
          new Column<Session>(
                  "id_method",
                  STRING,
                  null,
                  "What tells visitors apart: cookie, installation, connection or session.",
                  VISITORS,
                  "id_method of the first event",
                  (s, out) -> out.text(lowerCase(s.idMethod())))
              .always(),
          new Column<>(
              "user_id",
              STRING,
              null,
              "The signed-in user last seen in the session, as a keyed id.",
              VISITORS,
              "user_id of the events",
              (s, out) -> out.text(s.content().userId())),
          new Column<Session>(
                  "session_number",
                  INTEGER,
                  null,
                  "Counts the visitor's sessions from 1; absent where their id does not last, or a replay has not read enough of the past.",
                  VISITORS,
                  "sessions since the visitor was first seen, within visitor_retention",
                  (s, out) -> {
                    if (s.sessionNumber() != null) {
                      out.integer(s.sessionNumber());
                    }
                  })
              .as(HISTORY),
          new Column<Session>(
                  "is_new_visitor",
                  BOOLEAN,
                  null,
                  "Whether this is the visitor's first session; absent where session_number is.",
                  VISITORS,
                  "session_number",
                  (s, out) -> {
                    if (s.sessionNumber() != null) {
                      out.bool(s.sessionNumber() == 1);
                    }
                  })
              .as(HISTORY),
          new Column<Session>(
                  "previous_session_id",
                  STRING,
                  null,
                  "The visitor's session before; absent where there is none, and where session_number is.",
                  VISITORS,
                  "session_id of that session",
                  (s, out) -> out.text(s.previousSessionId()))
              .as(HISTORY));

  private static final List<Column<Session>> RECORD =
      List.of(
          new Column<Session>(
                  "state",
                  STRING,
                  null,
                  "open for the first record, then update; closed for one that never changes again.",
                  RECORD_KEEPING,
                  "the session's gap and the late horizon",
                  (s, out) -> out.text(lowerCase(s.state())))
              .always(),
          new Column<>(
              "end_reason",
              STRING,
              null,
              "What ended it: gap, max_duration, max_events, campaign, midnight, session_id,"
                  + " key_rotation; end_of_range where a replay ended first, which is not closed.",
              RECORD_KEEPING,
              "the event that did not belong to it, or silence",
              (s, out) -> out.text(lowerCase(s.endReason()))),
          new Column<Session>(
                  "arrival_time",
                  INSTANT,
                  null,
                  "The latest arrival among its events.",
                  RECORD_KEEPING,
                  "arrival_time of the events",
                  (s, out) -> out.instantMillis(s.arrivalTimeMillis()))
              .always(),
          new Column<Session>(
                  "issued_at",
                  INSTANT,
                  null,
                  "When this revision was due, in the time of the data.",
                  RECORD_KEEPING,
                  "times of the events, gap and update interval",
                  (s, out) -> out.instantMicros(s.issuedAtMicros()))
              .always(),
          new Column<Session>(
                  "revision",
                  INTEGER,
                  null,
                  "Counts from 1; of a session's revisions the highest is valid.",
                  RECORD_KEEPING,
                  "number of records so far",
                  (s, out) -> out.integer(s.revision()))
              .always(),
          new Column<Session>(
                  "retracted",
                  BOOLEAN,
                  null,
                  "Whether this revision takes the session back: none of its interactions is left.",
                  RECORD_KEEPING,
                  "retracted events",
                  (s, out) -> out.bool(s.retracted()))
              .always(),
          new Column<Session>(
                  "edge",
                  BOOLEAN,
                  null,
                  "Whether it may have begun before what a replay has read: no silence longer than the gap is seen before it. False in a live run.",
                  RECORD_KEEPING,
                  "start of the session, and of what is read",
                  (s, out) -> out.bool(s.edge()))
              .always(),
          new Column<Session>(
                  "config_version",
                  STRING,
                  null,
                  "Which configuration made the record.",
                  RECORD_KEEPING,
                  "config_version of the last event",
                  (s, out) -> out.text(s.configVersion()))
              .always());

  private static @Nullable String lowerCase(@Nullable Enum<?> constant) {
    return constant == null ? null : constant.name().toLowerCase(Locale.ROOT);
  }
}
