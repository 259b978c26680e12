package dev.footfall.sink;

import static dev.footfall.sink.Column.Purpose.ANALYSIS;
import static dev.footfall.sink.Column.Role.KEY;
import static dev.footfall.sink.ColumnType.Scalar.INTEGER;
import static dev.footfall.sink.ColumnType.Scalar.STRING;

import dev.footfall.performance.PerformanceSettings;
import dev.footfall.performance.TrafficRow;
import java.util.ArrayList;
import java.util.List;

/** The declared columns of {@code footfall.traffic}: what went on, by window. */
public final class TrafficSchema {
  private static final AggregateColumns<TrafficRow> COMMON =
      new AggregateColumns<>(TrafficRow::row);
  private static final String SOURCE = "events and closed sessions of the window";

  private TrafficSchema() {}

  /**
   * All columns, in the order in which they are written.
   *
   * @param configVersion of the job that writes
   */
  public static List<Column<TrafficRow>> columns(
      String configVersion, PerformanceSettings settings) {
    List<Column<TrafficRow>> columns =
        new ArrayList<>(COMMON.window(settings.trafficWindow().toMillis()));
    columns.add(
        column(
                "kind",
                STRING,
                "What is counted: event, not_found, entry_page, exit_page or transition.",
                (r, out) -> out.text(r.row().key().name()))
            .always()
            .as(KEY));
    columns.add(
        column(
                "value",
                STRING,
                "The event's name, or the page's path; (other) sums up those without a row of their"
                    + " own.",
                (r, out) -> out.text(r.row().label().text()))
            .always()
            .as(KEY));
    columns.add(
        column(
                "second_value",
                STRING,
                "The referrer's host of a page that was not found; the next page of a transition.",
                (r, out) -> out.text(r.row().label().second()))
            .as(KEY));
    columns.add(
        column("count", INTEGER, "How often it happened.", (r, out) -> out.integer(r.count()))
            .always());
    columns.addAll(COMMON.revision(configVersion));
    return List.copyOf(columns);
  }

  private static Column<TrafficRow> column(
      String name, ColumnType type, String description, Field.Value<TrafficRow> value) {
    return new Column<>(name, type, null, description, ANALYSIS, SOURCE, value);
  }
}
