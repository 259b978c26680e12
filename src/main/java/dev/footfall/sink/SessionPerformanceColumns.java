package dev.footfall.sink;

import static dev.footfall.sink.Column.Purpose.PERFORMANCE;
import static dev.footfall.sink.ColumnType.Scalar.INTEGER;
import static dev.footfall.sink.ColumnType.Scalar.NUMBER;
import static dev.footfall.sink.ColumnType.Scalar.STRING;

import dev.footfall.session.Session;
import dev.footfall.session.Session.ServiceVersion;
import java.util.List;

/** The columns about how well a session was served: what only traces know. */
final class SessionPerformanceColumns {
  private SessionPerformanceColumns() {}

  private static final Struct<ServiceVersion> VERSION =
      Struct.of(
          Field.always("service", STRING, "The service.", (v, out) -> out.text(v.service())),
          Field.optional(
              "version",
              STRING,
              "Its version; absent where it names none.",
              (v, out) -> out.text(v.version())));

  static final List<Column<Session>> COLUMNS =
      List.of(
          new Column<Session>(
                  "service_versions",
                  VERSION.listType(),
                  null,
                  "The services that were asked, in their versions, by name; at most 20.",
                  PERFORMANCE,
                  "service and service_version of the events",
                  (s, out) -> VERSION.writeList(s.content().serviceVersions(), out))
              .always(),
          new Column<Session>(
                  "error_count",
                  INTEGER,
                  null,
                  "Events whose request failed.",
                  PERFORMANCE,
                  "error and status of the events",
                  (s, out) -> out.integer(s.content().errors()))
              .always(),
          new Column<Session>(
                  "slow_count",
                  INTEGER,
                  null,
                  "Events whose request was slow.",
                  PERFORMANCE,
                  "duration_ms of the events against their thresholds",
                  (s, out) -> out.integer(s.content().slow()))
              .always(),
          new Column<Session>(
                  "not_found_count",
                  INTEGER,
                  null,
                  "Events that were answered 404 or 410.",
                  PERFORMANCE,
                  "status of the events",
                  (s, out) -> out.integer(s.content().notFound()))
              .always(),
          new Column<>(
              "p95_request_ms",
              NUMBER,
              "ms",
              "What 95% of the requests did not take longer than, rounded up by at most a sixteenth.",
              PERFORMANCE,
              "duration_ms of the events",
              (s, out) -> {
                Long micros = s.content().p95RequestMicros();
                if (micros != null) {
                  out.thousandths(micros);
                }
              }));
}
