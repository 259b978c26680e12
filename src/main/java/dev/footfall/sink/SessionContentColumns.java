package dev.footfall.sink;

import static dev.footfall.sink.Column.Purpose.ANALYSIS;
import static dev.footfall.sink.ColumnType.Scalar.BOOLEAN;
import static dev.footfall.sink.ColumnType.Scalar.DECIMAL;
import static dev.footfall.sink.ColumnType.Scalar.INSTANT;
import static dev.footfall.sink.ColumnType.Scalar.INTEGER;
import static dev.footfall.sink.ColumnType.Scalar.NUMBER;
import static dev.footfall.sink.ColumnType.Scalar.STRING;

import dev.footfall.session.Session;
import dev.footfall.session.Session.Content;
import dev.footfall.session.Session.Conversions;
import dev.footfall.session.Session.Page;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns about what was done in a session. */
final class SessionContentColumns {
  private SessionContentColumns() {}

  /** Sums by currency. */
  private static final ColumnType SUMS = new ColumnType.MapOf(DECIMAL);

  private static final Struct<Map.Entry<String, Conversions>> CONVERSION =
      Struct.of(
          Field.always("name", STRING, "The event's name.", (c, out) -> out.text(c.getKey())),
          Field.always(
              "count",
              INTEGER,
              "How many there were.",
              (c, out) -> out.integer(c.getValue().count())),
          Field.optional(
              "value",
              SUMS,
              "The sums of their values by currency; absent where they have none.",
              (c, out) -> writeSums(c.getValue().values(), out)));

  static final List<Column<Session>> COLUMNS =
      List.of(
          column(
                  "session_start",
                  INSTANT,
                  null,
                  "When the first interaction happened.",
                  "event_time of the first interaction",
                  (c, out) -> out.instantMicros(c.startMicros()))
              .always(),
          column(
                  "session_end",
                  INSTANT,
                  null,
                  "When the last interaction happened.",
                  "event_time of the last interaction",
                  (c, out) -> out.instantMicros(c.endMicros()))
              .always(),
          column(
                  "observed_duration_ms",
                  NUMBER,
                  "ms",
                  "From the first to the last interaction; how long the last page was read is not seen.",
                  "session_start and session_end",
                  (c, out) -> out.thousandths(c.observedMicros()))
              .always(),
          column(
                  "events",
                  INTEGER,
                  null,
                  "All events of the session, calls that are no interactions included.",
                  "events",
                  (c, out) -> out.integer(c.events()))
              .always(),
          column(
                  "interactions",
                  INTEGER,
                  null,
                  "Events that extend a visit.",
                  "interaction of the events",
                  (c, out) -> out.integer(c.interactions()))
              .always(),
          column(
                  "page_views",
                  INTEGER,
                  null,
                  "Events whose answer was a page.",
                  "page_view of the events",
                  (c, out) -> out.integer(c.pageViews()))
              .always(),
          column(
                  "conversions",
                  CONVERSION.listType(),
                  null,
                  "By name: how many, and the sums of their values by currency.",
                  "conversion of the events, their parameters value and currency",
                  (c, out) -> CONVERSION.writeList(List.copyOf(c.conversions().entrySet()), out))
              .always(),
          column(
              "revenue",
              SUMS,
              null,
              "Sums of the values of purchases by currency, each transaction once.",
              "parameters value, currency and transaction_id of purchase events",
              (c, out) -> writeSums(c.revenue(), out)),
          path("entry_page", "Path of the first page view.", Content::entryPage),
          route("entry_route", "Route that served the first page view.", Content::entryPage),
          path("exit_page", "Path of the last page view.", Content::exitPage),
          route("exit_route", "Route that served the last page view.", Content::exitPage),
          column(
                  "pages",
                  new ColumnType.ListOf(STRING),
                  null,
                  "Paths of the page views in their order, at most 100.",
                  "page_path of the page views",
                  SessionContentColumns::writePages)
              .always(),
          column(
                  "is_bounce",
                  BOOLEAN,
                  null,
                  "Whether there was one page view and no other interaction.",
                  "page_views and interactions",
                  (c, out) -> out.bool(c.bounce()))
              .always(),
          column(
                  "is_engaged",
                  BOOLEAN,
                  null,
                  "Whether there were two page views, ten seconds or a conversion.",
                  "page_views, observed_duration_ms and conversions by interactions",
                  (c, out) -> out.bool(c.engaged()))
              .always());

  private static Column<Session> column(
      String name,
      ColumnType type,
      @Nullable String unit,
      String description,
      String source,
      Field.Value<Content> value) {
    return new Column<>(
        name,
        type,
        unit,
        description,
        ANALYSIS,
        source,
        (session, out) -> value.write(session.content(), out));
  }

  /** One of a session's pages; null where it had none. */
  @FunctionalInterface
  private interface OnePage {
    @Nullable Page of(Content content);
  }

  private static Column<Session> path(String name, String description, OnePage page) {
    return column(
        name,
        STRING,
        null,
        description,
        "page_path of the page view",
        (content, out) -> {
          Page one = page.of(content);
          out.text(one == null ? null : one.path());
        });
  }

  private static Column<Session> route(String name, String description, OnePage page) {
    return column(
        name,
        STRING,
        null,
        description,
        "http.route of the page view's entry span",
        (content, out) -> {
          Page one = page.of(content);
          out.text(one == null ? null : one.route());
        });
  }

  private static void writeSums(Map<String, BigDecimal> sums, RowWriter out) {
    if (sums.isEmpty()) {
      return;
    }
    out.beginMap();
    for (Map.Entry<String, BigDecimal> sum : sums.entrySet()) {
      out.key(sum.getKey());
      out.decimal(sum.getValue());
    }
    out.endMap();
  }

  private static void writePages(Content content, RowWriter out) {
    out.beginList();
    content.pages().forEach(out::text);
    out.endList();
  }
}
