package dev.footfall.sink;

import static dev.footfall.sink.Column.Purpose.ANALYSIS;
import static dev.footfall.sink.Column.Purpose.RECORD_KEEPING;
import static dev.footfall.sink.Column.Type.ARRAY;
import static dev.footfall.sink.Column.Type.INSTANT;
import static dev.footfall.sink.Column.Type.INTEGER;
import static dev.footfall.sink.Column.Type.STRING;

import dev.footfall.funnel.Funnel;
import dev.footfall.funnel.FunnelRow;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
    return List.of(
        column(
            "funnel_id",
            STRING,
            "Which funnel is counted.",
            "configuration",
            (row, out) -> out.text(row.key().funnelId())),
        column(
            "window_start",
            INSTANT,
            "Start of the window; an attempt belongs to the one in which its first step lies.",
            "time of the first step's event",
            (row, out) -> out.instantMillis(row.key().cohortStartMillis())),
        column(
            "breakdown",
            STRING,
            "Value of the property by which the funnel is broken down; absent where there is none.",
            "the event of the step that the funnel names, or the session",
            (row, out) -> out.text(row.key().breakdown())),
        column(
            "state",
            STRING,
            "open while attempts of the window can still change, then final.",
            "time of the events",
            (row, out) -> out.text(row.state().name().toLowerCase(Locale.ROOT))),
        column(
            "attempts",
            INTEGER,
            "Number of attempts, each counted once.",
            "events of a visitor",
            (row, out) -> out.integer(row.counts().openAttempts() + row.counts().finalAttempts())),
        column(
            "completed",
            INTEGER,
            "Number of attempts with all required steps.",
            "events of a visitor",
            (row, out) -> out.integer(row.counts().complete())),
        column(
            "excluded",
            INTEGER,
            "Number of attempts that an exclusion ended; they are no drop-off.",
            "events of a visitor",
            (row, out) -> out.integer(row.counts().excluded())),
        column(
            "steps",
            ARRAY,
            "By step: reached, converted, dropped, excluded, time from the previous step, value,"
                + " and what leavers and continuers met before; an observation, not a cause. Once"
                + " the window is final, the different visitors, an estimate above a thousand, and"
                + " their Theta sketch in Base64, to merge rows; both absent for groups that are"
                + " too small.",
            "events of a visitor, the services below their requests, hashes of visitor ids",
            (row, out) ->
                FunnelSteps.write(row, byId.get(row.key().funnelId()), minGroupSize, out)),
        new Column<>(
            "revision",
            INTEGER,
            null,
            "From 1, rising; the highest of a funnel, window and breakdown counts.",
            RECORD_KEEPING,
            "Footfall",
            (row, out) -> out.integer(row.revision())),
        new Column<>(
            "issued_at",
            INSTANT,
            null,
            "When this revision was issued, in the time of the data.",
            RECORD_KEEPING,
            "time of the events",
            (row, out) -> out.instantMillis(row.issuedAtMillis())),
        new Column<>(
            "config_version",
            STRING,
            null,
            "Which configuration made the record.",
            RECORD_KEEPING,
            "hash of the configuration",
            (row, out) -> out.text(configVersion)));
  }

  private static Column<FunnelRow> column(
      String name,
      Column.Type type,
      String description,
      String source,
      Column.Value<FunnelRow> value) {
    return new Column<>(name, type, null, description, ANALYSIS, source, value);
  }
}
