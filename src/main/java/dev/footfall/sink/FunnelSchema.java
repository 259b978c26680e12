package dev.footfall.sink;

import static dev.footfall.sink.Column.Purpose.ANALYSIS;
import static dev.footfall.sink.Column.Purpose.RECORD_KEEPING;
import static dev.footfall.sink.Column.Role.KEY;
import static dev.footfall.sink.ColumnType.Scalar.INSTANT;
import static dev.footfall.sink.ColumnType.Scalar.INTEGER;
import static dev.footfall.sink.ColumnType.Scalar.STRING;

import dev.footfall.funnel.Funnel;
import dev.footfall.funnel.FunnelRow;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The declared columns of {@code footfall.funnels}: attempts by funnel, window of their start and
 * breakdown. Visitors of several windows do not add up: each step has a sketch, to merge.
 */
public final class FunnelSchema {
  private FunnelSchema() {}

  /**
   * All columns, in the order in which they are written.
   *
   * @param funnels by whose definitions steps are named
   * @param configVersion of the job that writes
   * @param minGroupSize with fewer visitors, a step says nothing of them
   */
  public static List<Column<FunnelRow>> columns(
      List<Funnel> funnels, String configVersion, int minGroupSize) {
    Map<String, Funnel> byId = new HashMap<>();
    funnels.forEach(funnel -> byId.put(funnel.id(), funnel));
    FunnelSteps steps = new FunnelSteps(minGroupSize);
    return List.of(
        column(
                "funnel_id",
                STRING,
                "Which funnel is counted.",
                "configuration",
                (row, out) -> out.text(row.key().funnelId()))
            .always()
            .as(KEY),
        column(
                "window_start",
                INSTANT,
                "Start of the window; an attempt belongs to the one in which its first step lies.",
                "time of the first step's event",
                (row, out) -> out.instantMillis(row.key().cohortStartMillis()))
            .always()
            .as(KEY),
        column(
            "window_end",
            INSTANT,
            "The end of the window, which does not belong to it.",
            "cohort of the funnel's definition",
            (row, out) -> writeEnd(row, byId.get(row.key().funnelId()), out)),
        column(
                "breakdown",
                STRING,
                "Value of the property by which the funnel is broken down; absent where there is none.",
                "the event of the step that the funnel names, or the session",
                (row, out) -> out.text(row.key().breakdown()))
            .as(KEY),
        column(
                "state",
                STRING,
                "open while attempts of the window can still change, then final.",
                "time of the events",
                (row, out) -> out.text(row.state().name().toLowerCase(Locale.ROOT)))
            .always(),
        column(
                "attempts",
                INTEGER,
                "Number of attempts, each counted once.",
                "events of a visitor",
                (row, out) ->
                    out.integer(row.counts().openAttempts() + row.counts().finalAttempts()))
            .always(),
        column(
                "completed",
                INTEGER,
                "Number of attempts with all required steps.",
                "events of a visitor",
                (row, out) -> out.integer(row.counts().complete()))
            .always(),
        column(
                "excluded",
                INTEGER,
                "Number of attempts that an exclusion ended; they are no drop-off.",
                "events of a visitor",
                (row, out) -> out.integer(row.counts().excluded()))
            .always(),
        column(
                "steps",
                steps.type(),
                "The steps in their order, those that nobody reached as well.",
                "events of a visitor, the services below their requests, hashes of visitor ids",
                (row, out) -> steps.write(row, byId.get(row.key().funnelId()), out))
            .always(),
        new Column<FunnelRow>(
                "revision",
                INTEGER,
                null,
                "From 1, rising; the highest of a funnel, window and breakdown counts.",
                RECORD_KEEPING,
                "Footfall",
                (row, out) -> out.integer(row.revision()))
            .always(),
        new Column<FunnelRow>(
                "issued_at",
                INSTANT,
                null,
                "When this revision was issued, in the time of the data.",
                RECORD_KEEPING,
                "time of the events",
                (row, out) -> out.instantMillis(row.issuedAtMillis()))
            .always(),
        new Column<FunnelRow>(
                "config_version",
                STRING,
                null,
                "Which configuration made the record.",
                RECORD_KEEPING,
                "hash of the configuration",
                (row, out) -> out.text(configVersion))
            .always());
  }

  /** Of a funnel that is no longer configured, nobody knows how long its windows were. */
  private static void writeEnd(FunnelRow row, @Nullable Funnel funnel, RowWriter out) {
    if (funnel != null) {
      out.instantMillis(row.key().cohortStartMillis() + funnel.cohort().toMillis());
    }
  }

  private static Column<FunnelRow> column(
      String name,
      ColumnType type,
      String description,
      String source,
      Field.Value<FunnelRow> value) {
    return new Column<>(name, type, null, description, ANALYSIS, source, value);
  }
}
