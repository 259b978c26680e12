package dev.footfall.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.DuckDbRows;
import dev.footfall.funnel.Funnel.CountBy;
import dev.footfall.funnel.Funnel.Order;
import dev.footfall.funnel.RandomFunnel.Variant;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random funnels and histories, each of one visitor: a recursive query writes all chains of steps
 * down, and picks the best of each start and then of each window of starts. DuckDB has to name the
 * same events at the same steps as are counted.
 *
 * <p>SQL states funnels whose steps have an order: strict or not, with optional steps, a window, a
 * step window, by visitor or session; of events that are issued once. Exclusions, any order, held
 * values, overlapping attempts and revisions are left to {@link MatchFunnelHistoryTest} and {@link
 * FollowFunnelsHistoryTest}. An event is known by its amount, which no other has.
 */
class OrderedFunnelsSqlTest {
  private static final int HISTORIES = Integer.getInteger("histories", 20_000);
  private static final int MOST_EVENTS = 8;
  private static final long NO_STEP_WINDOW = 1_000_000_000_000L;

  private static final List<String> TABLES =
      List.of(
          """
          CREATE TABLE funnels (
            history BIGINT, window_micros BIGINT, step_window_micros BIGINT, cohort_micros BIGINT,
            is_strict BOOLEAN, by_session BOOLEAN)
          """,
          """
          CREATE TABLE steps (history BIGINT, step INTEGER, is_optional BOOLEAN)
          """,
          """
          CREATE TABLE events (
            history BIGINT, micros BIGINT, trace_id VARCHAR, span_id VARCHAR, rule_place INTEGER,
            session_id VARCHAR, is_interaction BOOLEAN, amount BIGINT, served_steps INTEGER[])
          """);

  /** By history, window of starts and, where they are counted, session. */
  private static final String ATTEMPTS =
      """
      WITH RECURSIVE
        placed AS (
          SELECT *, row_number() OVER (
            PARTITION BY history ORDER BY micros, trace_id, span_id, rule_place) AS place
          FROM events),
        -- An event for each step that it serves, in each world in which chains are looked for.
        served AS (
          SELECT history, place, micros, amount, CASE WHEN by_session THEN session_id END AS world,
            unnest(served_steps) AS step
          FROM placed JOIN funnels USING (history)
          WHERE NOT by_session OR session_id IS NOT NULL),
        -- Which step may follow which: the next one, or one behind optional ones only.
        follows AS (
          SELECT one.history, one.step, next.step AS next_step
          FROM steps one JOIN steps next ON next.history = one.history AND next.step > one.step
          WHERE NOT EXISTS (
            SELECT * FROM steps between_them
            WHERE between_them.history = one.history AND NOT between_them.is_optional
              AND between_them.step > one.step AND between_them.step < next.step)),
        links AS (
          SELECT one.history, one.world, one.place, one.step,
            next.place AS next_place, next.step AS next_step, next.micros, next.amount
          FROM served one
          JOIN follows USING (history, step)
          JOIN served next ON next.history = one.history AND next.step = follows.next_step
            AND next.world IS NOT DISTINCT FROM one.world AND next.place > one.place
          JOIN funnels ON funnels.history = one.history
          WHERE next.micros - one.micros <= step_window_micros
            AND NOT (is_strict AND EXISTS (
              SELECT * FROM placed other
              WHERE other.history = one.history
                AND other.place > one.place AND other.place < next.place
                AND other.is_interaction
                AND NOT (list_contains(other.served_steps, one.step)
                  AND (NOT by_session OR other.session_id IS NOT DISTINCT FROM one.world))))),
        chains AS (
          SELECT history, world, place, step, micros AS start_micros,
            [place] AS places, [step] AS steps, [step || ':' || amount] AS matched
          FROM served
          WHERE step = 1
          UNION ALL
          SELECT chain.history, chain.world, next_place, next_step, start_micros,
            list_append(places, next_place), list_append(steps, next_step),
            list_append(matched, next_step || ':' || amount)
          FROM chains chain
          JOIN links ON links.history = chain.history AND links.place = chain.place
            AND links.step = chain.step AND links.world IS NOT DISTINCT FROM chain.world
          JOIN funnels ON funnels.history = chain.history
          WHERE links.micros <= start_micros + window_micros),
        best AS (
          SELECT *, start_micros // cohort_micros AS cohort,
            step = (SELECT max(step) FROM steps WHERE steps.history = chains.history) AS complete
          FROM chains JOIN funnels USING (history)
          QUALIFY row_number() OVER (
            PARTITION BY history, world, start_micros // cohort_micros
            ORDER BY step DESC, len(places) DESC, places, steps) = 1)
      SELECT history, concat_ws(' ',
        cohort * cohort_micros // 1000, array_to_string(matched, ' '),
        CASE WHEN complete THEN 'complete' END)
      FROM best
      """;

  @ParameterizedTest
  @EnumSource(
      names = {"ORDERED", "STEP_WINDOW", "OPTIONAL", "STRICT", "STRICT_STEP_WINDOW", "SESSION"})
  void comesToWhatARecursiveQuerySays(Variant variant) throws SQLException {
    long first = Long.getLong("seed", System.nanoTime());
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
      Map<Long, List<String>> found = new HashMap<>();
      fill(duckDb, variant, first, found);
      Map<Long, List<String>> expected = DuckDbRows.byHistory(duckDb, ATTEMPTS);
      found.forEach(
          (seed, attempts) ->
              assertThat(attempts)
                  .as("-Dseed=%d -Dhistories=1", seed)
                  .containsExactlyInAnyOrderElementsOf(expected.getOrDefault(seed, List.of())));
      assertThat(expected).hasSizeGreaterThanOrEqualTo(HISTORIES / 4);
    }
  }

  private static void fill(
      Connection duckDb, Variant variant, long first, Map<Long, List<String>> found)
      throws SQLException {
    try (Statement statement = duckDb.createStatement()) {
      for (String table : TABLES) {
        statement.execute(table);
      }
    }
    DuckDBConnection connection = duckDb.unwrap(DuckDBConnection.class);
    try (DuckDBAppender funnels = connection.createAppender("main", "funnels");
        DuckDBAppender steps = connection.createAppender("main", "steps");
        DuckDBAppender events = connection.createAppender("main", "events")) {
      for (long seed = first; seed < first + HISTORIES; seed++) {
        RandomFunnel random = new RandomFunnel(new Random(seed));
        Funnel funnel = random.funnel("f", variant);
        List<FunnelEvent> history = random.history(List.of(funnel), MOST_EVENTS);
        if (funnel.order() != Order.ANY) {
          append(seed, funnel, funnels, steps);
          append(seed, history, events);
          found.put(seed, followed(funnel, history));
        }
      }
    }
  }

  private static void append(
      long history, Funnel funnel, DuckDBAppender funnels, DuckDBAppender steps)
      throws SQLException {
    funnels.beginRow();
    funnels.append(history);
    funnels.append(micros(funnel.window()));
    funnels.append(funnel.stepWindow() == null ? NO_STEP_WINDOW : micros(funnel.stepWindow()));
    funnels.append(micros(funnel.cohort()));
    funnels.append(funnel.order() == Order.STRICT);
    funnels.append(funnel.countBy() == CountBy.SESSION);
    funnels.endRow();
    for (int step = 1; step <= funnel.steps().size(); step++) {
      steps.beginRow();
      steps.append(history);
      steps.append(step);
      steps.append(funnel.steps().get(step - 1).optional());
      steps.endRow();
    }
  }

  private static void append(long history, List<FunnelEvent> events, DuckDBAppender rows)
      throws SQLException {
    for (FunnelEvent event : events) {
      rows.beginRow();
      rows.append(history);
      rows.append(event.place().micros());
      rows.append(event.place().traceId());
      rows.append(event.place().spanId());
      rows.append(event.place().ruleIndex());
      rows.append(event.sessionId());
      rows.append(event.interaction());
      rows.append(event.money().amount().longValueExact());
      rows.append(servedSteps(event));
      rows.endRow();
    }
  }

  private static int[] servedSteps(FunnelEvent event) {
    List<Integer> served = new ArrayList<>();
    for (FunnelEvent.Role role : event.roles()) {
      for (int step = 0; step < Funnel.MAX_STEPS; step++) {
        if ((role.steps() >> step & 1) == 1) {
          served.add(step + 1);
        }
      }
    }
    return served.stream().mapToInt(Integer::intValue).toArray();
  }

  /** What is counted in the end: window, steps with their events' amounts, outcome. */
  private static List<String> followed(Funnel funnel, List<FunnelEvent> history) {
    List<String> counted = new ArrayList<>();
    FollowFunnels follow =
        new FollowFunnels(
            List.of(funnel),
            request -> false,
            Duration.ZERO,
            Duration.ofMillis(1),
            change -> {
              if (change.isFinal()) {
                counted.add(text(change));
              }
            },
            dropped -> {});
    VisitorFunnels visitor = new VisitorFunnels();
    for (FunnelEvent event : history) {
      follow.advance(visitor, event.micros());
      follow.replace(visitor, event.micros(), event.eventId(), event, event.micros());
    }
    follow.advance(visitor, Long.MAX_VALUE);
    return counted;
  }

  private static String text(AttemptChange change) {
    return change.key().cohortStartMillis()
        + change.attempt().steps().stream()
            .map(reached -> " " + reached.step() + ":" + reached.money().amount().toPlainString())
            .collect(Collectors.joining())
        + (change.attempt().complete() ? " complete" : "");
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }
}
