package dev.footfall.trial;

import dev.footfall.session.Session;
import dev.footfall.sink.Column;
import dev.footfall.sink.Column.Role;
import dev.footfall.sink.EventSchema;
import dev.footfall.sink.SessionSchema;
import dev.footfall.visitor.FollowedEvent;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The declared columns in which two configurations are compared. Left out are the versions and the
 * moments of issue, which differ between any two, and the ids that are made of a rule's: under a
 * renamed rule every session that begins with it has another id, and is the same session.
 */
final class ComparedColumns {
  private static final Set<String> LEFT_OUT =
      Set.of(
          "rule",
          "session_id",
          "previous_session_id",
          "arrival_time",
          "issued_at",
          "revision",
          "retracted",
          "catalog_version",
          "config_version");

  /** With the trace and the span, which examples name. */
  static final List<Column<FollowedEvent>> OF_EVENTS = compared(EventSchema.columns(true));

  static final List<Column<Session>> OF_SESSIONS = compared(SessionSchema.columns());

  /** Columns of events that say which session it is in. */
  static final Set<String> STAMPS =
      OF_EVENTS.stream()
          .filter(column -> column.role() == Role.SESSION)
          .map(Column::name)
          .collect(Collectors.toUnmodifiableSet());

  private ComparedColumns() {}

  private static <T> List<Column<T>> compared(List<Column<T>> columns) {
    return columns.stream()
        .filter(column -> column.role() != Role.KEY && !LEFT_OUT.contains(column.name()))
        .toList();
  }
}
