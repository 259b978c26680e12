package dev.footfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.local.shop.ShopCapture;
import dev.footfall.local.shop.ShopSettings;
import dev.footfall.privacy.DayKeys;
import dev.footfall.sink.lake.DuckDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same capture, replayed into lines of JSON and into a lake, as DuckDB reads the two. */
class ReplayLakeIT {
  /** 24 November 2026, 23:58 UTC: the shop's day ends while it is open. */
  private static final long START = 1_795_564_680_000L;

  @TempDir private static Path folder;
  private static String summary;

  @BeforeAll
  static void replay() throws IOException {
    DayKeys.generate(folder.resolve("keys.txt"), LocalDate.of(2026, 11, 20), 10);
    Files.writeString(
        folder.resolve("footfall.yaml"),
        """
        privacy: {key_ring: keys.txt, device_cookies: [shop_vid]}
        sessions: {gap: 1m}
        funnels:
          - {id: purchase, steps: [view_item, add_to_cart, purchase], window: 5m, cohort: 10m}
        """);
    Path capture = folder.resolve("shop.jsonl.gz");
    ShopCapture.write(capture, new ShopSettings(11, START, 4, 15_000, 1_000, 4, 50, 30), 40_000);
    run(capture, "ndjson");
    summary = run(capture, "parquet").err();
  }

  private static Cli run(Path capture, String format) {
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
    return cli;
  }

  @Test
  void summaryTellsOfTheLakeToo() {
    assertThat(summary)
        .contains("wrote events as Parquet, sessions as Parquet, funnels as Parquet, ");
  }

  @Test
  void lakeHoldsEveryRevisionOfEveryEventByItsHour() throws SQLException {
    String columns =
        """
        event_id, revision, retracted, event_name, event_timestamp, event_time::TIMESTAMP,
        issued_at::TIMESTAMP, page_location, status, duration_ms, error, session_id, user_pseudo_id,
        ga_session_id, len(services), services[1].busy_ms""";
    try (DuckDb duckDb = new DuckDb()) {
      assertSame(
          duckDb,
          "SELECT %s FROM read_json('%s/ndjson/events.jsonl', sample_size=-1)"
              .formatted(columns, folder),
          "SELECT %s FROM '%s/parquet/events/*/*/*.parquet'".formatted(columns, folder));
      assertThat(
              duckDb.rows(
                  """
                  SELECT count(*) FROM read_parquet('%s/parquet/events/*/*/*.parquet',
                    hive_partitioning = true, hive_types = {dt: DATE, hour: INTEGER})
                  WHERE dt != event_time::DATE OR hour != extract(hour FROM event_time)
                  """
                      .formatted(folder)))
          .containsExactly("0");
      assertThat(
              duckDb.rows(
                  "SELECT count(DISTINCT dt || hour) FROM '%s/parquet/events/*/*/*.parquet'"
                      .formatted(folder)))
          .containsExactly("2");
    }
  }

  @Test
  void lakeHoldsSessionsThatNoLongerChangeByTheirDay() throws SQLException {
    String columns =
        """
        session_id, revision, state, end_reason, session_start::TIMESTAMP, observed_duration_ms,
        page_views, len(pages), entry_page, is_bounce, len(conversions)""";
    try (DuckDb duckDb = new DuckDb()) {
      assertSame(
          duckDb,
          """
          SELECT %s FROM read_json('%s/ndjson/sessions.jsonl', sample_size=-1)
          WHERE state = 'closed' OR end_reason IS NOT NULL
          """
              .formatted(columns, folder),
          "SELECT %s FROM '%s/parquet/sessions/*/*.parquet'".formatted(columns, folder));
    }
  }

  @Test
  void lakeHoldsTheLastRowOfEachWindowOfAFunnel() throws SQLException {
    String columns =
        """
        funnel_id, window_start::TIMESTAMP, state, attempts, completed, len(steps),
        steps[2].reached, steps[2].leavers_met.neither, steps[3].name""";
    try (DuckDb duckDb = new DuckDb()) {
      assertSame(
          duckDb,
          """
          SELECT %s FROM read_json('%s/ndjson/funnels.jsonl', sample_size=-1) AS one
          WHERE revision = (SELECT max(revision)
            FROM read_json('%s/ndjson/funnels.jsonl', sample_size=-1) AS other
            WHERE one.funnel_id = other.funnel_id AND one.window_start = other.window_start)
          """
              .formatted(columns, folder, folder),
          "SELECT %s FROM '%s/parquet/funnels/*/*.parquet'".formatted(columns, folder));
    }
  }

  private static void assertSame(DuckDb duckDb, String json, String parquet) throws SQLException {
    List<String> rows = duckDb.rows(json + " ORDER BY ALL");
    assertThat(rows).isNotEmpty();
    assertThat(duckDb.rows(parquet + " ORDER BY ALL")).isEqualTo(rows);
  }

  @Test
  void folderThatHoldsALakeIsRefused() {
    Cli cli =
        Cli.run(
            "replay",
            "--input",
            folder.resolve("shop.jsonl.gz").toString(),
            "--output",
            folder.resolve("parquet").toString(),
            "--format",
            "parquet");

    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("parquet holds events already");
  }
}
