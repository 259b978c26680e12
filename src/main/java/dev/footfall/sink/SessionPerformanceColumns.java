package dev.footfall.sink;

import static dev.footfall.sink.Column.Purpose.PERFORMANCE;
import static dev.footfall.sink.Column.Type.ARRAY;
import static dev.footfall.sink.Column.Type.INTEGER;
import static dev.footfall.sink.Column.Type.NUMBER;

import dev.footfall.session.Session;
import dev.footfall.session.Session.Content;
import dev.footfall.session.Session.ServiceVersion;
import java.util.List;

/** The columns about how well a session was served: what only traces know. */
final class SessionPerformanceColumns {
  private SessionPerformanceColumns() {}

  static final List<Column<Session>> COLUMNS =
      List.of(
          new Column<>(
              "service_versions",
              ARRAY,
              null,
              "The services that were asked, in their versions, by name; at most 20.",
              PERFORMANCE,
              "service and service_version of the events",
              (s, out) -> writeVersions(s.content(), out)),
          new Column<>(
              "error_count",
              INTEGER,
              null,
              "Events whose request failed.",
              PERFORMANCE,
              "error and status of the events",
              (s, out) -> out.integer(s.content().errors())),
          new Column<>(
              "slow_count",
              INTEGER,
              null,
              "Events whose request was slow.",
              PERFORMANCE,
              "duration_ms of the events against their thresholds",
              (s, out) -> out.integer(s.content().slow())),
          new Column<>(
              "not_found_count",
              INTEGER,
              null,
              "Events that were answered 404 or 410.",
              PERFORMANCE,
              "status of the events",
              (s, out) -> out.integer(s.content().notFound())),
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

  private static void writeVersions(Content content, JsonWriter out) {
    out.beginArray();
    for (ServiceVersion version : content.serviceVersions()) {
      out.beginObject();
      out.name("service");
      out.text(version.service());
      if (version.version() != null) {
        out.name("version");
        out.text(version.version());
      }
      out.endObject();
    }
    out.endArray();
  }
}
