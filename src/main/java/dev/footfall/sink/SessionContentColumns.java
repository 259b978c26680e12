package dev.footfall.sink;

import static dev.footfall.sink.Column.Purpose.ANALYSIS;
import static dev.footfall.sink.Column.Type.ARRAY;
import static dev.footfall.sink.Column.Type.BOOLEAN;
import static dev.footfall.sink.Column.Type.INSTANT;
import static dev.footfall.sink.Column.Type.INTEGER;
import static dev.footfall.sink.Column.Type.NUMBER;
import static dev.footfall.sink.Column.Type.OBJECT;
import static dev.footfall.sink.Column.Type.STRING;

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

  static final List<Column<Session>> COLUMNS =
      List.of(
          column(
              "session_start",
              INSTANT,
              null,
              "When the first interaction happened.",
              "event_time of the first interaction",
              (c, out) -> out.instantMicros(c.startMicros())),
          column(
              "session_end",
              INSTANT,
              null,
              "When the last interaction happened.",
              "event_time of the last interaction",
              (c, out) -> out.instantMicros(c.endMicros())),
          column(
              "observed_duration_ms",
              NUMBER,
              "ms",
              "From the first to the last interaction; how long the last page was read is not seen.",
              "session_start and session_end",
              (c, out) -> out.thousandths(c.observedMicros())),
          column(
              "events",
              INTEGER,
              null,
              "All events of the session, calls that are no interactions included.",
              "events",
              (c, out) -> out.integer(c.events())),
          column(
              "interactions",
              INTEGER,
              null,
              "Events that extend a visit.",
              "interaction of the events",
              (c, out) -> out.integer(c.interactions())),
          column(
              "page_views",
              INTEGER,
              null,
              "Events whose answer was a page.",
              "page_view of the events",
              (c, out) -> out.integer(c.pageViews())),
          column(
              "conversions",
              ARRAY,
              null,
              "By name: how many, and the sums of their values by currency.",
              "conversion of the events, their parameters value and currency",
              SessionContentColumns::writeConversions),
          column(
              "revenue",
              OBJECT,
              null,
              "Sums of the values of purchases by currency, each transaction once.",
              "parameters value, currency and transaction_id of purchase events",
              SessionContentColumns::writeRevenue),
          path("entry_page", "Path of the first page view.", Content::entryPage),
          route("entry_route", "Route that served the first page view.", Content::entryPage),
          path("exit_page", "Path of the last page view.", Content::exitPage),
          route("exit_route", "Route that served the last page view.", Content::exitPage),
          column(
              "pages",
              ARRAY,
              null,
              "Paths of the page views in their order, at most 100.",
              "page_path of the page views",
              SessionContentColumns::writePages),
          column(
              "is_bounce",
              BOOLEAN,
              null,
              "Whether there was one page view and no other interaction.",
              "page_views and interactions",
              (c, out) -> out.bool(c.bounce())),
          column(
              "is_engaged",
              BOOLEAN,
              null,
              "Whether there were two page views, ten seconds or a conversion.",
              "page_views, observed_duration_ms and conversions by interactions",
              (c, out) -> out.bool(c.engaged())));

  private static Column<Session> column(
      String name,
      Column.Type type,
      @Nullable String unit,
      String description,
      String source,
      Column.Value<Content> value) {
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

  private static void writeConversions(Content content, JsonWriter out) {
    out.beginArray();
    for (Map.Entry<String, Conversions> converted : content.conversions().entrySet()) {
      out.beginObject();
      out.name("name");
      out.text(converted.getKey());
      out.name("count");
      out.integer(converted.getValue().count());
      if (!converted.getValue().values().isEmpty()) {
        out.name("value");
        writeSums(converted.getValue().values(), out);
      }
      out.endObject();
    }
    out.endArray();
  }

  private static void writeRevenue(Content content, JsonWriter out) {
    if (!content.revenue().isEmpty()) {
      writeSums(content.revenue(), out);
    }
  }

  private static void writeSums(Map<String, BigDecimal> sums, JsonWriter out) {
    out.beginObject();
    for (Map.Entry<String, BigDecimal> sum : sums.entrySet()) {
      out.name(sum.getKey());
      out.decimal(sum.getValue().toPlainString());
    }
    out.endObject();
  }

  private static void writePages(Content content, JsonWriter out) {
    out.beginArray();
    content.pages().forEach(out::text);
    out.endArray();
  }
}
