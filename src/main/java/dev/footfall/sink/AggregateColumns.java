package dev.footfall.sink;

import static dev.footfall.sink.Column.Purpose.RECORD_KEEPING;
import static dev.footfall.sink.Column.Role.KEY;
import static dev.footfall.sink.ColumnType.Scalar.BOOLEAN;
import static dev.footfall.sink.ColumnType.Scalar.INSTANT;
import static dev.footfall.sink.ColumnType.Scalar.INTEGER;
import static dev.footfall.sink.ColumnType.Scalar.STRING;

import dev.footfall.aggregate.AggregateRow;
import dev.footfall.aggregate.Label;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * What all rows of windows have in common: the columns of their window and of their revision, and
 * the key.
 *
 * @param row the common part of a row
 */
record AggregateColumns<T>(Function<T, AggregateRow> row) {

  /** Which window a row is about. */
  List<Column<T>> window(long windowMillis) {
    return List.of(
        column(
                "window_start",
                INSTANT,
                "The start of the window of event time, in UTC.",
                "time of the events",
                (r, out) -> out.instantMillis(row.apply(r).key().startMillis()))
            .always()
            .as(KEY),
        column(
                "window_end",
                INSTANT,
                "The end of the window, which does not belong to it.",
                "time of the events",
                (r, out) -> out.instantMillis(row.apply(r).key().startMillis() + windowMillis))
            .always());
  }

  /** Which revision of a row it is. */
  List<Column<T>> revision(String configVersion) {
    return List.of(
        column(
                "revision",
                INTEGER,
                "Rises with each row of the same key: the highest counts.",
                "number of rows written before",
                (r, out) -> out.integer(row.apply(r).revision()))
            .always(),
        column(
                "issued_at",
                INSTANT,
                "When the row went out, in the time of the data.",
                "time of the events",
                (r, out) -> out.instantMillis(row.apply(r).issuedAtMillis()))
            .always(),
        column(
                "final",
                BOOLEAN,
                "Whether no further row of this key comes.",
                "time of the events",
                (r, out) -> out.bool(row.apply(r).isFinal()))
            .always(),
        column(
                "retracted",
                BOOLEAN,
                "Whether all that was counted has been taken back.",
                "revisions of the events",
                (r, out) -> out.bool(row.apply(r).retracted()))
            .always(),
        column(
                "config_version",
                STRING,
                "Which configuration made the record.",
                "hash of the configuration",
                (r, out) -> out.text(configVersion))
            .always());
  }

  /**
   * A row's key, such as {@code 2026-11-24T11:29:00Z|page|/cart} or, with a second text, {@code
   * ...|service_version|shop|1.4}; bars and backslashes in texts have a backslash in front.
   */
  static byte[] key(AggregateRow row) {
    Label label = row.label();
    String key =
        Instant.ofEpochMilli(row.key().startMillis())
            + "|"
            + row.key().name()
            + "|"
            + escaped(label.text())
            + (label.second() == null ? "" : "|" + escaped(label.second()));
    return key.getBytes(StandardCharsets.UTF_8);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("|", "\\|");
  }

  private Column<T> column(
      String name, ColumnType type, String description, String source, Field.Value<T> value) {
    return new Column<>(name, type, null, description, RECORD_KEEPING, source, value);
  }
}
