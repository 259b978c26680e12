package dev.footfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footfall.local.shop.ShopCapture;
import dev.footfall.local.shop.ShopSettings;
import dev.footfall.privacy.DayKeys;
import dev.footfall.sink.lake.DuckDb;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The SQL of the documentation over a replayed lake; what it has to say is counted from the lines
 * of JSON of the same replay.
 */
class LakeSqlIT {
  private static final long START = 1_795_564_680_000L; // 24 November 2026, 23:58 UTC
  private static final Path SQL = Path.of("docs/sql");
  private static final ObjectMapper JACKSON = new ObjectMapper();

  @TempDir private static Path folder;
  private static final Map<String, JsonNode> EVENTS = new LinkedHashMap<>();

  private DuckDb duckDb;

  @BeforeAll
  static void replay() throws IOException {
    DayKeys.generate(folder.resolve("keys.txt"), LocalDate.of(2026, 11, 20), 10);
    Files.writeString(
        folder.resolve("footfall.yaml"),
        """
        privacy: {key_ring: keys.txt, device_cookies: [shop_vid]}
        sessions: {gap: 1m}
        funnels: [{id: purchase, steps: [view_item, purchase], window: 5m}]
        """);
    Path capture = folder.resolve("shop.jsonl.gz");
    ShopCapture.write(capture, new ShopSettings(23, START, 4, 8_000, 1_000, 4, 80, 0), 40_000);
    run(capture, "ndjson");
    run(capture, "parquet");
    for (String line : Files.readAllLines(folder.resolve("ndjson/events.jsonl"))) {
      JsonNode event = JACKSON.readTree(line);
      EVENTS.merge(
          event.get("event_id").textValue(),
          event,
          (one, other) ->
              one.get("revision").intValue() > other.get("revision").intValue() ? one : other);
    }
    EVENTS.values().removeIf(event -> event.get("retracted").booleanValue());
  }

  private static void run(Path capture, String format) {
    Cli cli =
        Cli.run(
            "replay",
            "--config",
            folder.resolve("footfall.yaml").toString(),
            "--input",
            capture.toString(),
            "--output",
            folder.resolve(format).toString(),
            "--format",
            format);
    assertThat(cli.code()).as(cli.err()).isZero();
  }

  @BeforeEach
  void readViews() throws Exception {
    duckDb = new DuckDb();
    duckDb.run("SET VARIABLE lake = '" + folder.resolve("parquet") + "'");
    duckDb.run(Files.readString(SQL.resolve("lake.sql")));
    duckDb.run(Files.readString(SQL.resolve("ga4_compat.sql")));
  }

  @AfterEach
  void close() throws Exception {
    duckDb.close();
  }

  @Test
  void latestEventsAreTheLastRevisionsThatStand() throws Exception {
    assertThat(duckDb.rows("SELECT event_id, revision FROM events_latest ORDER BY event_id"))
        .isEqualTo(
            EVENTS.values().stream()
                .map(e -> e.get("event_id").textValue() + "|" + e.get("revision"))
                .sorted()
                .toList());
  }

  /**
   * "Query a specific date range for selected events" of
   * https://developers.google.com/analytics/bigquery/basic-queries (Apache 2.0); dates replaced, as
   * it asks for.
   */
  @Test
  void publishedQueryOfEventsByDayRuns() throws Exception {
    String query =
        """
        SELECT
          event_date,
          event_name,
          COUNT(*) AS event_count
        FROM
          -- Replace table name.
          `bigquery-public-data.ga4_obfuscated_sample_ecommerce.events_*`
        WHERE
          event_name IN ('page_view', 'session_start', 'purchase')
          -- Replace date range.
          AND _TABLE_SUFFIX BETWEEN '20261124' AND '20261125'
        GROUP BY 1, 2;
        """;
    Map<String, Integer> expected = new TreeMap<>();
    Set<String> sessions = new HashSet<>();
    EVENTS.values().stream()
        .sorted(Comparator.comparing(e -> e.path("session_event_number").intValue()))
        .forEach(
            event -> {
              String day = event.get("event_time").textValue().substring(0, 10).replace("-", "");
              String name = event.get("event_name").textValue();
              if (Set.of("page_view", "purchase").contains(name)) {
                expected.merge(day + "|" + name, 1, Integer::sum);
              }
              JsonNode session = event.get("session_id");
              if (session != null && sessions.add(session.textValue())) {
                expected.merge(day + "|session_start", 1, Integer::sum);
              }
            });

    assertThat(expected).hasSize(6);
    assertThat(duckDb.rows(inDuckDb(query)))
        .containsExactlyInAnyOrderElementsOf(
            expected.entrySet().stream().map(e -> e.getKey() + "|" + e.getValue()).toList());
  }

  /** "Top 10 items added to cart" of the same page. */
  @Test
  void publishedQueryOfItemsRuns() throws Exception {
    String query =
        """
        SELECT
          item_id,
          item_name,
          COUNT(DISTINCT user_pseudo_id) AS user_count
        FROM
          -- Replace table name.
          `bigquery-public-data.ga4_obfuscated_sample_ecommerce.events_*`, UNNEST(items)
        WHERE
          -- Replace date range.
          _TABLE_SUFFIX BETWEEN '20261124' AND '20261125'
          AND event_name IN ('add_to_cart')
        GROUP BY
          1, 2
        ORDER BY
          user_count DESC
        LIMIT 10;
        """;
    Map<String, Set<String>> users = new TreeMap<>();
    for (JsonNode event : EVENTS.values()) {
      if (event.get("event_name").textValue().equals("add_to_cart")) {
        for (JsonNode item : event.path("items")) {
          users
              .computeIfAbsent(
                  item.path("item_id").asText(null) + "|" + item.path("item_name").asText(null),
                  id -> new HashSet<>())
              .add(event.path("user_pseudo_id").textValue());
        }
      }
    }
    List<Integer> most =
        users.values().stream().map(Set::size).sorted(Comparator.reverseOrder()).limit(10).toList();

    List<String> rows = duckDb.rows(inDuckDb(query));

    assertThat(rows).hasSize(10);
    assertThat(rows).extracting(row -> Integer.valueOf(row.split("\\|")[2])).isEqualTo(most);
    assertThat(rows)
        .allSatisfy(
            row -> {
              String[] values = row.split("\\|");
              assertThat(users.get(values[0] + "|" + values[1]))
                  .hasSize(Integer.parseInt(values[2]));
            });
  }

  /** Sessions, page views and revenue by day and source, in the way such queries are written. */
  @Test
  void sessionsAndRevenueBySourceAreThoseOfTheEvents() throws Exception {
    String query =
        """
        SELECT
          traffic_source.source,
          COUNT(DISTINCT CONCAT(user_pseudo_id,
            (SELECT value.int_value FROM UNNEST(event_params) WHERE key = 'ga_session_id'))) AS sessions,
          COUNTIF(event_name = 'page_view') AS page_views,
          ROUND(SUM(ecommerce.purchase_revenue), 2) AS revenue
        FROM `project.analytics_123456.events_*`
        GROUP BY 1;
        """;
    List<String> rows = duckDb.rows(inDuckDb(query));
    BigDecimal revenue = BigDecimal.ZERO;
    Set<String> sessions = new HashSet<>();
    for (JsonNode event : EVENTS.values()) {
      if (event.get("event_name").textValue().equals("purchase")) {
        revenue = revenue.add(event.get("event_params").get("value").decimalValue());
      }
      if (event.has("session_id")) {
        sessions.add(
            event.get("user_pseudo_id").textValue() + event.get("ga_session_id").longValue());
      }
    }

    assertThat(rows.size()).isGreaterThan(2);
    assertThat(rows.stream().mapToInt(row -> Integer.parseInt(row.split("\\|")[1])).sum())
        .isEqualTo(sessions.size());
    assertThat(revenue).isPositive();
    assertThat(
            rows.stream()
                .map(row -> row.split("\\|")[3])
                .filter(sum -> !sum.equals("null"))
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo(revenue);
  }

  /** What {@code sed -E -f docs/sql/ga4.sed} makes of a query. */
  private static String inDuckDb(String query) throws IOException {
    Pattern rule = Pattern.compile("s/(.+)/(.+)/([Ig]+)");
    String changed = query;
    for (String line : Files.readAllLines(SQL.resolve("ga4.sed"))) {
      Matcher parts = rule.matcher(line);
      if (parts.matches()) {
        int flags = parts.group(3).contains("I") ? Pattern.CASE_INSENSITIVE : 0;
        changed =
            Pattern.compile(parts.group(1), flags)
                .matcher(changed)
                .replaceAll(parts.group(2).replace("\\1", "$1"));
      }
    }
    return changed;
  }
}
