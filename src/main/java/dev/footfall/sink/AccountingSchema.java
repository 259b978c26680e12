package dev.footfall.sink;

import static dev.footfall.sink.Column.Purpose.RECORD_KEEPING;
import static dev.footfall.sink.Column.Role.KEY;
import static dev.footfall.sink.Column.Role.SUM;
import static dev.footfall.sink.ColumnType.Scalar.INSTANT;
import static dev.footfall.sink.ColumnType.Scalar.INTEGER;
import static dev.footfall.sink.ColumnType.Scalar.STRING;

import dev.footfall.trace.AccountingCount;
import dev.footfall.trace.SpanClass;
import java.util.List;
import java.util.Locale;

/** The declared columns of {@code footfall.accounting}: what became of the input, by minute. */
public final class AccountingSchema {
  private AccountingSchema() {}

  /**
   * All columns, in the order in which they are written.
   *
   * @param configVersion of the job that writes
   */
  public static List<Column<AccountingCount>> columns(String configVersion) {
    return List.of(
        column(
                "minute",
                INSTANT,
                "The minute of arrival that is counted, by its start.",
                "timestamp of the Kafka records, not before their partition's",
                (c, out) -> out.instantMillis(c.arrivalMinuteMillis()))
            .always()
            .as(KEY),
        column(
                "class",
                STRING,
                "used, duplicate, no_entry, dropped_by_rule or dead_letter for spans, each in one; or"
                    + " record, for records counted apart.",
                "what became of the spans",
                (c, out) -> out.text(className(c)))
            .always()
            .as(KEY),
        column(
                "reason",
                STRING,
                "Why, within the class; empty where there is nothing to tell.",
                "what became of the spans",
                (c, out) -> out.text(c.reason()))
            .always()
            .as(KEY),
        column(
                "spans",
                INTEGER,
                "Number of spans; 0 where records are counted.",
                "spans of the input",
                (c, out) -> out.integer(c.spans()))
            .always()
            .as(SUM),
        column(
                "records",
                INTEGER,
                "Number of records; 0 where spans are counted.",
                "records of the input",
                (c, out) -> out.integer(c.records()))
            .always()
            .as(SUM),
        new Column<AccountingCount>(
                "bytes",
                INTEGER,
                "B",
                "Size of those records.",
                RECORD_KEEPING,
                "records of the input",
                (c, out) -> out.integer(c.bytes()))
            .always()
            .as(SUM),
        column(
                "config_version",
                STRING,
                "Which configuration made the record.",
                "hash of the configuration",
                (c, out) -> out.text(configVersion))
            .always());
  }

  /** The class as it is written: {@code record} for records counted apart. */
  static String className(AccountingCount count) {
    SpanClass spanClass = count.spanClass();
    return spanClass == null ? "record" : spanClass.name().toLowerCase(Locale.ROOT);
  }

  private static Column<AccountingCount> column(
      String name,
      ColumnType type,
      String description,
      String source,
      Field.Value<AccountingCount> value) {
    return new Column<>(name, type, null, description, RECORD_KEEPING, source, value);
  }
}
