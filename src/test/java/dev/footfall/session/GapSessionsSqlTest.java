package dev.footfall.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.DuckDbRows;
import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.IssuedEvent;
import dev.footfall.session.SessionOracle.Delivery;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;

/**
 * Random histories, each of one visitor, cut into sessions by window functions of SQL: DuckDB has
 * to say the same as the builder of each event's session and place, and of each session's ends,
 * counts and pages.
 *
 * <p>SQL states the gap: events once issued, in total order, without limits of length or number,
 * session ids of senders, campaigns or midnight. The rest is {@link SessionHistoryTest}'s.
 */
class GapSessionsSqlTest {
  private static final int HISTORIES = Integer.getInteger("histories", 20_000);

  private static final String EVENTS =
      """
      CREATE TABLE events (
        history BIGINT, micros BIGINT, trace_id VARCHAR, span_id VARCHAR, rule_place INTEGER,
        event_id VARCHAR, is_interaction BOOLEAN, is_page_view BOOLEAN, path VARCHAR)
      """;

  /** By event; a request after the gap belongs to no session. */
  private static final String MEMBERS =
      """
      CREATE VIEW members AS
      WITH
        silence AS (
          SELECT *, micros - max(micros) FILTER (is_interaction) OVER before AS since_interaction
          FROM events
          WINDOW before AS (
            PARTITION BY history ORDER BY micros, trace_id, span_id, rule_place
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)),
        gaps AS (
          SELECT *, coalesce(since_interaction > 30 * 60 * 1000000, true) AS after_gap FROM silence),
        numbered AS (
          SELECT *, count(*) FILTER (after_gap AND is_interaction) OVER (
            PARTITION BY history ORDER BY micros, trace_id, span_id, rule_place
            ROWS UNBOUNDED PRECEDING) AS session
          FROM gaps)
      SELECT *, row_number() OVER (
        PARTITION BY history, session ORDER BY micros, trace_id, span_id, rule_place) AS place
      FROM numbered
      WHERE is_interaction OR NOT after_gap
      """;

  private static final String STAMPS =
      """
      SELECT history, concat_ws(' ', event_id, session, place) FROM members
      """;

  private static final String SESSIONS =
      """
      SELECT history, concat_ws(' ',
        session,
        min(micros) FILTER (is_interaction),
        max(micros) FILTER (is_interaction),
        count(*),
        count(*) FILTER (is_page_view),
        count(*) FILTER (is_page_view) = 1 AND count(*) FILTER (is_interaction) = 1,
        list(path ORDER BY micros, trace_id, span_id, rule_place) FILTER (is_page_view))
      FROM members
      GROUP BY history, session
      """;

  @Test
  void comesToWhatWindowFunctionsSay() throws SQLException {
    long first = Long.getLong("seed", System.nanoTime());
    Map<Long, List<AnalyticsEvent>> histories = new HashMap<>();
    for (long seed = first; seed < first + HISTORIES; seed++) {
      histories.put(seed, history(seed));
    }
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
      fill(duckDb, histories);
      Map<Long, List<String>> stamps = DuckDbRows.byHistory(duckDb, STAMPS);
      Map<Long, List<String>> sessions = DuckDbRows.byHistory(duckDb, SESSIONS);
      histories.forEach(
          (seed, history) -> {
            Following visitor = Following.withDefaults();
            assertThat(stamps(visitor, history))
                .as("stamps, -Dseed=%d -Dhistories=1", seed)
                .containsExactlyInAnyOrderElementsOf(stamps.getOrDefault(seed, List.of()));
            assertThat(sessions(visitor))
                .as("sessions, -Dseed=%d -Dhistories=1", seed)
                .containsExactlyInAnyOrderElementsOf(sessions.getOrDefault(seed, List.of()));
          });
    }
  }

  /** In total order, as visitors' events are released. */
  private static List<AnalyticsEvent> history(long seed) {
    return new RandomVisits(new Random(seed), false, false, false)
        .history().stream()
            .map(Delivery::event)
            .map(event -> IssuedEvent.of(event, null))
            .sorted(IssuedEvent.TOTAL_ORDER)
            .map(IssuedEvent::event)
            .toList();
  }

  private static List<String> stamps(Following visitor, List<AnalyticsEvent> history) {
    List<String> stamps = new ArrayList<>();
    List<String> sessionIds = new ArrayList<>();
    for (AnalyticsEvent event : history) {
      visitor.builder.advance(visitor.visitor, event.eventTimeMicros());
      SessionStamp stamp = visitor.builder.add(visitor.visitor, event, event.eventTimeMicros());
      if (stamp == null) {
        continue;
      }
      if (!sessionIds.contains(stamp.sessionId())) {
        sessionIds.add(stamp.sessionId());
      }
      int session = sessionIds.indexOf(stamp.sessionId()) + 1;
      stamps.add(event.eventId() + " " + session + " " + stamp.eventNumber());
    }
    return stamps;
  }

  private static List<String> sessions(Following visitor) {
    List<String> sessions = new ArrayList<>();
    for (Session session : visitor.passAll().allClosed()) {
      Session.Content content = session.content();
      String text =
          "%d %d %d %d %d %s"
              .formatted(
                  sessions.size() + 1,
                  content.startMicros(),
                  content.endMicros(),
                  content.events(),
                  content.pageViews(),
                  content.bounce());
      sessions.add(content.pages().isEmpty() ? text : text + " " + content.pages());
    }
    return sessions;
  }

  private static void fill(Connection duckDb, Map<Long, List<AnalyticsEvent>> histories)
      throws SQLException {
    try (Statement statement = duckDb.createStatement()) {
      statement.execute(EVENTS);
      statement.execute(MEMBERS);
    }
    try (DuckDBAppender rows =
        duckDb.unwrap(DuckDBConnection.class).createAppender("main", "events")) {
      for (Map.Entry<Long, List<AnalyticsEvent>> history : histories.entrySet()) {
        for (AnalyticsEvent event : history.getValue()) {
          rows.beginRow();
          rows.append(history.getKey());
          rows.append(event.eventTimeMicros());
          rows.append(event.request().traceId());
          rows.append(event.request().spanId());
          rows.append(event.ruleIndex());
          rows.append(event.eventId());
          rows.append(event.interaction());
          rows.append(event.pageView());
          rows.append(event.request().path());
          rows.endRow();
        }
      }
    }
  }
}
