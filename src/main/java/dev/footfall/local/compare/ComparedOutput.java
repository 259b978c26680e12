package dev.footfall.local.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footfall.performance.PerformanceSettings;
import dev.footfall.sink.AccountingSchema;
import dev.footfall.sink.Column;
import dev.footfall.sink.Column.Role;
import dev.footfall.sink.DeadLetterSchema;
import dev.footfall.sink.EventSchema;
import dev.footfall.sink.FunnelSchema;
import dev.footfall.sink.Output;
import dev.footfall.sink.PerformanceSchema;
import dev.footfall.sink.SessionSchema;
import dev.footfall.sink.TrafficSchema;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An output as a comparison sees it: its declared columns, and which records of it count.
 *
 * @param start the column whose time says whether a record lies in a range
 * @param end the column of the time where the record's ends; null where that is {@code length} on
 * @param length of what a record is about, from its start
 * @param done the column that says that a record no longer changes; null where each counts
 * @param doneValue what it says then
 */
record ComparedOutput(
    Output output,
    List<? extends Column<?>> columns,
    String start,
    @Nullable String end,
    Duration length,
    @Nullable String done,
    String doneValue) {

  static final List<ComparedOutput> ALL =
      List.of(
          moment(Output.EVENTS, EventSchema.columns(true), "event_time"),
          new ComparedOutput(
              Output.SESSIONS,
              SessionSchema.columns(),
              "session_start",
              null,
              Duration.ZERO,
              "state",
              "closed"),
          window(Output.FUNNELS, FunnelSchema.columns(List.of(), "", 1), "state", "final"),
          window(
              Output.PERFORMANCE,
              PerformanceSchema.columns("", PerformanceSettings.DEFAULTS),
              "final",
              "true"),
          window(
              Output.TRAFFIC,
              TrafficSchema.columns("", PerformanceSettings.DEFAULTS),
              "final",
              "true"),
          new ComparedOutput(
              Output.ACCOUNTING,
              AccountingSchema.columns(""),
              "minute",
              null,
              Duration.ofMinutes(1),
              null,
              ""),
          moment(Output.DEAD_LETTERS, DeadLetterSchema.columns(""), "arrival_time"));

  private static ComparedOutput moment(
      Output output, List<? extends Column<?>> columns, String start) {
    return new ComparedOutput(output, columns, start, null, Duration.ZERO, null, "");
  }

  private static ComparedOutput window(
      Output output, List<? extends Column<?>> columns, String done, String doneValue) {
    return new ComparedOutput(
        output, columns, "window_start", "window_end", Duration.ZERO, done, doneValue);
  }

  static ComparedOutput of(Output output) {
    return ALL.stream().filter(compared -> compared.output == output).findFirst().orElseThrow();
  }

  /** The names of the columns that have a role. */
  List<String> named(Role role) {
    return columns.stream().filter(column -> column.role() == role).map(Column::name).toList();
  }

  /** Whether a record no longer changes. */
  boolean isDone(ObjectNode row) {
    return done == null || row.path(done).asText().equals(doneValue);
  }

  /** How several records of one key stand for one. */
  Folding folding() {
    if (!named(Role.SUM).isEmpty()) {
      return Folding.SUM;
    }
    return named(Role.KEY).isEmpty() ? Folding.COUNT : Folding.LAST_REVISION;
  }

  /** How records become what is compared. */
  enum Folding {
    /** Of the records of a key, the highest revision counts. */
    LAST_REVISION,
    /** The records of a key add up. */
    SUM,
    /** Each record counts by itself. */
    COUNT
  }
}
