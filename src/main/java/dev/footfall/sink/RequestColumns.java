package dev.footfall.sink;

import static dev.footfall.sink.Column.Purpose.ANALYSIS;
import static dev.footfall.sink.Column.Purpose.PERFORMANCE;
import static dev.footfall.sink.Column.Purpose.RECORD_KEEPING;
import static dev.footfall.sink.ColumnType.Scalar.BOOLEAN;
import static dev.footfall.sink.ColumnType.Scalar.INTEGER;
import static dev.footfall.sink.ColumnType.Scalar.NUMBER;
import static dev.footfall.sink.ColumnType.Scalar.STRING;

import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns about the request and what served it: what only traces know. */
final class RequestColumns {
  /** Services of one event that are written; the list is by name. */
  static final int MAX_SERVICES = 100;

  private static final Struct<Request.ServiceTime> SERVICE =
      Struct.of(
          Field.always("service", STRING, "The service.", (s, out) -> out.text(s.service())),
          Field.always(
              "spans",
              INTEGER,
              "Its spans below the entry span and the entry span.",
              (s, out) -> out.integer(s.spans())),
          Field.always(
              "errors",
              INTEGER,
              "Its failed spans below which none failed.",
              (s, out) -> out.integer(s.errors())),
          new Field<>(
              "busy_ms",
              NUMBER,
              true,
              "ms",
              "The time that it did not spend waiting for calls.",
              (s, out) -> out.thousandths(s.busyMicros())));

  private RequestColumns() {}

  static final List<Column<AnalyticsEvent>> COLUMNS =
      List.of(
          column(
              "page_location",
              STRING,
              null,
              "The address that was asked for, redacted, without port and fragment.",
              ANALYSIS,
              "scheme, host, path and allowed query parameters of the entry span",
              (r, out) -> out.text(location(r))),
          column(
              "page_path",
              STRING,
              null,
              "The address's path, redacted.",
              ANALYSIS,
              "path of the entry span",
              (r, out) -> out.text(r.path())),
          column(
              "hostname",
              STRING,
              null,
              "The address's host, without port.",
              ANALYSIS,
              "host of the entry span",
              (r, out) -> out.text(r.host())),
          column(
              "method",
              STRING,
              null,
              "HTTP method.",
              ANALYSIS,
              "method of the entry span",
              (r, out) -> out.text(r.method())),
          column(
              "status",
              INTEGER,
              null,
              "HTTP status of the answer.",
              ANALYSIS,
              "status of the entry span",
              RequestColumns::writeStatus),
          column(
                  "duration_ms",
                  NUMBER,
                  "ms",
                  "How long the server took to answer.",
                  PERFORMANCE,
                  "duration of the entry span",
                  (r, out) -> out.thousandths(r.durationMicros()))
              .always(),
          column(
                  "error",
                  BOOLEAN,
                  null,
                  "Whether the request failed.",
                  PERFORMANCE,
                  "status of the entry span",
                  (r, out) -> out.bool(r.error()))
              .always(),
          column(
              "error_type",
              STRING,
              null,
              "What failed, in the request or else where the error below it began.",
              PERFORMANCE,
              "error.type of the entry span, else of a span below",
              (r, out) -> out.text(r.errorType())),
          column(
                  "service",
                  STRING,
                  null,
                  "The service that was asked.",
                  PERFORMANCE,
                  "service.name",
                  (r, out) -> out.text(r.service()))
              .always(),
          column(
              "service_version",
              STRING,
              null,
              "That service's version.",
              PERFORMANCE,
              "service.version",
              (r, out) -> out.text(r.serviceVersion())),
          column(
              "environment",
              STRING,
              null,
              "Where it runs, such as production.",
              PERFORMANCE,
              "deployment.environment.name",
              (r, out) -> out.text(r.environment())),
          column(
                  "spans",
                  INTEGER,
                  null,
                  "How many spans belong to the request, itself included.",
                  PERFORMANCE,
                  "spans below the entry span",
                  (r, out) -> out.integer(r.spans()))
              .always(),
          column(
                  "errors",
                  INTEGER,
                  null,
                  "How many of the spans failed.",
                  PERFORMANCE,
                  "status of the spans",
                  (r, out) -> out.integer(r.errors()))
              .always(),
          column(
                  "services",
                  SERVICE.listType(),
                  null,
                  "What each service did for the request: spans, errors that began in it, and busy_ms,"
                      + " the time not spent waiting for calls; at most 100 services.",
                  PERFORMANCE,
                  "spans below the entry span",
                  RequestColumns::writeServices)
              .always());

  static final List<Column<AnalyticsEvent>> TRACE_IDS =
      List.of(
          column(
              "trace_id",
              STRING,
              null,
              "The trace, 32 hex digits.",
              RECORD_KEEPING,
              "trace id",
              (r, out) -> out.text(r.traceId())),
          column(
              "span_id",
              STRING,
              null,
              "The entry span, 16 hex digits.",
              RECORD_KEEPING,
              "span id",
              (r, out) -> out.text(r.spanId())));

  /** The redacted URL; without scheme where the span names none, null without host or path. */
  static @Nullable String location(Request request) {
    String host = request.host();
    String path = request.path();
    if (host == null || path == null) {
      return null;
    }
    String scheme = request.scheme() == null ? "//" : request.scheme() + "://";
    String authority = host.indexOf(':') < 0 ? host : "[" + host + "]";
    String query = request.query();
    return query == null ? scheme + authority + path : scheme + authority + path + "?" + query;
  }

  private static void writeStatus(Request request, RowWriter out) {
    if (request.status() != 0) {
      out.integer(request.status());
    }
  }

  private static void writeServices(Request request, RowWriter out) {
    List<Request.ServiceTime> services = request.services();
    SERVICE.writeList(
        services.size() <= MAX_SERVICES ? services : services.subList(0, MAX_SERVICES), out);
  }

  private static Column<AnalyticsEvent> column(
      String name,
      ColumnType type,
      @Nullable String unit,
      String description,
      Column.Purpose purpose,
      String source,
      Field.Value<Request> value) {
    return new Column<>(
        name, type, unit, description, purpose, source, (e, out) -> value.write(e.request(), out));
  }
}
