package dev.footfall.sink;

import static dev.footfall.sink.Column.Purpose.ANALYSIS;
import static dev.footfall.sink.Column.Purpose.RECORD_KEEPING;
import static dev.footfall.sink.Column.Role.CATALOG;
import static dev.footfall.sink.Column.Role.KEY;
import static dev.footfall.sink.ColumnType.Scalar.BOOLEAN;
import static dev.footfall.sink.ColumnType.Scalar.INSTANT;
import static dev.footfall.sink.ColumnType.Scalar.INTEGER;
import static dev.footfall.sink.ColumnType.Scalar.STRING;
import static dev.footfall.sink.ColumnType.Scalar.STRING_OR_NUMBER;

import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.AnalyticsEvent.Conversion;
import dev.footfall.event.ParameterValue;
import dev.footfall.visitor.FollowedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The declared columns of {@code footfall.events}: flat, with the names of GA4's BigQuery export
 * where GA4 has the thing.
 *
 * @see <a href="https://support.google.com/analytics/answer/7029846">GA4's export schema</a>
 */
public final class EventSchema {
  private EventSchema() {}

  /**
   * All columns, in the order in which they are written.
   *
   * @param traceIds whether trace and span ids go out
   */
  public static List<Column<FollowedEvent>> columns(boolean traceIds) {
    List<Column<FollowedEvent>> columns = new ArrayList<>();
    addAll(EVENT, columns);
    columns.addAll(StampColumns.COLUMNS);
    addAll(ClientColumns.COLUMNS, columns);
    addAll(RequestColumns.COLUMNS, columns);
    if (traceIds) {
      addAll(RequestColumns.TRACE_IDS, columns);
    }
    addAll(RECORD, columns);
    return List.copyOf(columns);
  }

  private static void addAll(List<Column<AnalyticsEvent>> columns, List<Column<FollowedEvent>> to) {
    columns.forEach(column -> to.add(column.of(FollowedEvent::event)));
  }

  private static final List<Column<AnalyticsEvent>> EVENT =
      List.of(
          new Column<AnalyticsEvent>(
                  "event_id",
                  STRING,
                  null,
                  "Identifies the event: the same in each revision and on each replay; 32 hex digits.",
                  RECORD_KEEPING,
                  "hash of trace id, span id and rule",
                  (e, out) -> out.text(e.eventId()))
              .always()
              .as(KEY),
          new Column<AnalyticsEvent>(
                  "event_name",
                  STRING,
                  null,
                  "What happened, in GA4's words, such as view_item.",
                  ANALYSIS,
                  "the rule that matched the request",
                  (e, out) -> out.text(e.eventName()))
              .always(),
          new Column<AnalyticsEvent>(
                  "event_timestamp",
                  INTEGER,
                  "us",
                  "When it happened, in microseconds since 1970 UTC.",
                  ANALYSIS,
                  "start of the entry span, within the bounds of arrival",
                  (e, out) -> out.integer(e.eventTimeMicros()))
              .always(),
          new Column<AnalyticsEvent>(
                  "event_time",
                  INSTANT,
                  null,
                  "When it happened; the same moment as event_timestamp.",
                  ANALYSIS,
                  "start of the entry span, within the bounds of arrival",
                  (e, out) -> out.instantMicros(e.eventTimeMicros()))
              .always(),
          new Column<AnalyticsEvent>(
                  "event_params",
                  new ColumnType.MapOf(STRING_OR_NUMBER),
                  null,
                  "The rule's parameters by name; each a string, or a number where the rule says so.",
                  ANALYSIS,
                  "captures of the path, allowed query parameters, span attributes, constants",
                  EventSchema::writeParams)
              .as(CATALOG),
          ItemsColumn.COLUMN,
          new Column<AnalyticsEvent>(
                  "interaction",
                  BOOLEAN,
                  null,
                  "Whether the event extends a visit, as views and named events do.",
                  ANALYSIS,
                  "the rule",
                  (e, out) -> out.bool(e.interaction()))
              .always(),
          new Column<AnalyticsEvent>(
                  "page_view",
                  BOOLEAN,
                  null,
                  "Whether the answer was a page, by whatever name the event goes.",
                  ANALYSIS,
                  "status, content type and path of the answer",
                  (e, out) -> out.bool(e.pageView()))
              .always(),
          new Column<>(
              "conversion",
              STRING,
              null,
              "How the event counts as a conversion: once_per_session or every; absent for never.",
              ANALYSIS,
              "the rule",
              EventSchema::writeConversion),
          new Column<>(
              "repeated_transaction",
              BOOLEAN,
              null,
              "Of a purchase, whether another event was that of its transaction before: then it is neither a conversion nor revenue.",
              ANALYSIS,
              "parameter transaction_id of purchase events, and the order of their issue",
              EventSchema::writeRepeated));

  private static final List<Column<AnalyticsEvent>> RECORD =
      List.of(
          new Column<AnalyticsEvent>(
                  "rule",
                  STRING,
                  null,
                  "The rule that made the event, or the fall-back's name.",
                  RECORD_KEEPING,
                  "configuration",
                  (e, out) -> out.text(e.rule()))
              .always(),
          new Column<AnalyticsEvent>(
                  "complete",
                  BOOLEAN,
                  null,
                  "Whether no span of the trace is known to be missing.",
                  RECORD_KEEPING,
                  "parent links of the trace's spans",
                  (e, out) -> out.bool(e.complete()))
              .always(),
          new Column<AnalyticsEvent>(
                  "time_corrected",
                  BOOLEAN,
                  null,
                  "Whether the sender's clock was off, so that the event's time was bounded.",
                  RECORD_KEEPING,
                  "start of the entry span against its arrival",
                  (e, out) -> out.bool(e.timeCorrected()))
              .always(),
          new Column<AnalyticsEvent>(
                  "arrival_time",
                  INSTANT,
                  null,
                  "When the entry span came in.",
                  RECORD_KEEPING,
                  "timestamp of the Kafka record, not before its partition's",
                  (e, out) -> out.instantMillis(e.arrivalTimeMillis()))
              .always(),
          new Column<AnalyticsEvent>(
                  "issued_at",
                  INSTANT,
                  null,
                  "When this revision was issued, in the time of the data.",
                  RECORD_KEEPING,
                  "last arrival of the trace plus the quiet gap",
                  (e, out) -> out.instantMillis(e.issuedAtMillis()))
              .always(),
          new Column<AnalyticsEvent>(
                  "revision",
                  INTEGER,
                  null,
                  "Counts from 1; of an event's revisions the highest is valid.",
                  RECORD_KEEPING,
                  "number of issues in which the event changed",
                  (e, out) -> out.integer(e.revision()))
              .always(),
          new Column<AnalyticsEvent>(
                  "retracted",
                  BOOLEAN,
                  null,
                  "Whether this revision takes the event back.",
                  RECORD_KEEPING,
                  "late spans of the trace",
                  (e, out) -> out.bool(e.retracted()))
              .always(),
          new Column<AnalyticsEvent>(
                  "catalog_version",
                  STRING,
                  null,
                  "Which content of the catalog the event was given, where its rule asked the catalog.",
                  RECORD_KEEPING,
                  "hash of the catalog's entries, in the columns that rules ask for",
                  (e, out) -> out.text(e.catalogVersion()))
              .as(CATALOG),
          new Column<AnalyticsEvent>(
                  "config_version",
                  STRING,
                  null,
                  "Which configuration made the record.",
                  RECORD_KEEPING,
                  "hash of the configuration",
                  (e, out) -> out.text(e.configVersion()))
              .always());

  private static void writeParams(AnalyticsEvent event, RowWriter out) {
    if (event.params().isEmpty()) {
      return;
    }
    out.beginMap();
    for (Map.Entry<String, ParameterValue> param : event.params().entrySet()) {
      out.key(param.getKey());
      if (param.getValue().number()) {
        out.number(param.getValue().text());
      } else {
        out.text(param.getValue().text());
      }
    }
    out.endMap();
  }

  private static void writeRepeated(AnalyticsEvent event, RowWriter out) {
    if (event.repeatedTransaction() || event.eventName().equals(AnalyticsEvent.PURCHASE)) {
      out.bool(event.repeatedTransaction());
    }
  }

  private static void writeConversion(AnalyticsEvent event, RowWriter out) {
    if (event.conversion() != Conversion.NONE) {
      out.text(event.conversion().name().toLowerCase(Locale.ROOT));
    }
  }
}
