package dev.footfall.sink;

import static dev.footfall.sink.Column.Purpose.PERFORMANCE;
import static dev.footfall.sink.Column.Purpose.VISITORS;
import static dev.footfall.sink.Column.Role.KEY;
import static dev.footfall.sink.ColumnType.Scalar.INTEGER;
import static dev.footfall.sink.ColumnType.Scalar.NUMBER;
import static dev.footfall.sink.ColumnType.Scalar.STRING;

import dev.footfall.aggregate.UniqueVisitors;
import dev.footfall.performance.PerformanceRow;
import dev.footfall.performance.PerformanceSettings;
import dev.footfall.performance.PerformanceSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The declared columns of {@code footfall.performance}: how well requests were served, by window.
 */
public final class PerformanceSchema {
  private static final AggregateColumns<PerformanceRow> COMMON =
      new AggregateColumns<>(PerformanceRow::row);
  private static final String REQUESTS = "requests of the window";

  private PerformanceSchema() {}

  /**
   * All columns, in the order in which they are written.
   *
   * @param configVersion of the job that writes
   */
  public static List<Column<PerformanceRow>> columns(
      String configVersion, PerformanceSettings settings) {
    List<Column<PerformanceRow>> columns =
        new ArrayList<>(COMMON.window(settings.window().toMillis()));
    columns.addAll(labels());
    columns.addAll(counts());
    columns.addAll(durations());
    columns.addAll(visitors(settings.minGroupSize()));
    columns.addAll(COMMON.revision(configVersion));
    return List.copyOf(columns);
  }

  private static List<Column<PerformanceRow>> labels() {
    return List.of(
        column(
                "dimension",
                STRING,
                null,
                "What the row is about: page, device_category or service_version.",
                (r, out) -> out.text(r.row().key().name()))
            .always()
            .as(KEY),
        column(
                "value",
                STRING,
                null,
                "The page's route or path, the device's category, or the service; (other) sums up those"
                    + " without a row of their own.",
                (r, out) -> out.text(r.row().label().text()))
            .always()
            .as(KEY),
        column(
                "service_version",
                STRING,
                null,
                "The service's version, in rows about services.",
                (r, out) -> out.text(r.row().label().second()))
            .as(KEY));
  }

  private static List<Column<PerformanceRow>> counts() {
    return List.of(
        count("requests", "Requests of visitors.", PerformanceSummary::requests).always(),
        count(
                "interactions",
                "Requests that are an interaction, not a mere call.",
                PerformanceSummary::interactions)
            .always(),
        count(
                "errors",
                "Requests with an error or a status of 500 and above.",
                PerformanceSummary::errors)
            .always(),
        count(
                "client_errors",
                "Requests with a status of 400 to 499.",
                PerformanceSummary::clientErrors)
            .always(),
        count("satisfied", "Requests within the target.", PerformanceSummary::satisfied).always(),
        count(
                "tolerating",
                "Requests above the target, within four times of it.",
                PerformanceSummary::tolerating)
            .always(),
        count("frustrated", "Requests that took longer, or failed.", PerformanceSummary::frustrated)
            .always(),
        column(
            "apdex",
            NUMBER,
            null,
            "Apdex score, from 0 to 1: satisfied and half of tolerating, of all.",
            PerformanceSchema::apdex));
  }

  private static List<Column<PerformanceRow>> durations() {
    return List.of(
        quantile("duration_p50_ms", 0.5),
        quantile("duration_p90_ms", 0.9),
        quantile("duration_p99_ms", 0.99),
        column(
                "duration_histogram",
                new ColumnType.MapOf(INTEGER),
                null,
                "Number of requests by the greatest duration of their bucket, in microseconds; buckets"
                    + " of several rows add up.",
                PerformanceSchema::histogram)
            .always(),
        column(
                "busy_ms",
                new ColumnType.MapOf(NUMBER),
                "ms",
                "Time that each service below and here worked on the requests.",
                PerformanceSchema::busy)
            .always());
  }

  private static List<Column<PerformanceRow>> visitors(int minGroupSize) {
    return List.of(
        new Column<>(
            "visitors",
            INTEGER,
            null,
            "Different visitors, an estimate above a thousand; absent for groups that are too"
                + " small.",
            VISITORS,
            "visitor ids",
            (r, out) -> {
              long visitors = r.summary().visitors().estimate();
              if (visitors >= minGroupSize) {
                out.integer(visitors);
              }
            }),
        new Column<>(
            "visitors_sketch",
            STRING,
            null,
            "Theta sketch of the visitors in Base64, to merge rows; absent with the number.",
            VISITORS,
            "hashes of visitor ids",
            (r, out) -> {
              UniqueVisitors visitors = r.summary().visitors();
              if (visitors.estimate() >= minGroupSize) {
                out.text(visitors.base64());
              }
            }));
  }

  private static void apdex(PerformanceRow row, RowWriter out) {
    PerformanceSummary summary = row.summary();
    if (summary.satisfied() + summary.tolerating() + summary.frustrated() > 0) {
      out.thousandths(summary.apdexThousandths());
    }
  }

  private static void histogram(PerformanceRow row, RowWriter out) {
    out.beginMap();
    row.summary()
        .durations()
        .buckets()
        .forEach(
            (bound, count) -> {
              out.key(String.valueOf(bound));
              out.integer(count);
            });
    out.endMap();
  }

  private static void busy(PerformanceRow row, RowWriter out) {
    out.beginMap();
    row.summary()
        .busyMicros()
        .forEach(
            (service, micros) -> {
              out.key(service);
              out.thousandths(micros);
            });
    out.endMap();
  }

  private static Column<PerformanceRow> quantile(String name, double share) {
    String description =
        "Duration that %d%% of the requests did not exceed, within a sixteenth."
            .formatted(Math.round(100 * share));
    return column(
        name,
        NUMBER,
        "ms",
        description,
        (r, out) -> {
          if (r.summary().durations().count() > 0) {
            out.thousandths(r.summary().durations().quantile(share));
          }
        });
  }

  private static Column<PerformanceRow> count(
      String name, String description, ToLongFunction<PerformanceSummary> count) {
    return column(
        name, INTEGER, null, description, (r, out) -> out.integer(count.applyAsLong(r.summary())));
  }

  private static Column<PerformanceRow> column(
      String name,
      ColumnType type,
      @Nullable String unit,
      String description,
      Field.Value<PerformanceRow> value) {
    return new Column<>(name, type, unit, description, PERFORMANCE, REQUESTS, value);
  }
}
