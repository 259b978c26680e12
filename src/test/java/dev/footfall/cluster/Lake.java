package dev.footfall.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.sink.lake.DuckDb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a run left in the object store, against what it left in its topics: all events, the sessions
 * that are closed, the funnels' rows that are final; each once.
 *
 * @param folder the run's objects, downloaded
 */
record Lake(Path folder) {

  /** Holds the lake's rows of all outputs against the records of the topics. */
  void check(Verdict verdict, List<OutputRecord> records) {
    check(verdict, records, "events", "*/*", "event_id, revision, event_time", row -> true);
    check(
        verdict,
        records,
        "sessions",
        "*",
        "session_id, revision, session_start",
        row -> row.path("state").asText().equals("closed"));
    check(
        verdict,
        records,
        "funnels",
        "*",
        "funnel_id, revision, window_start, breakdown",
        row -> row.path("state").asText().equals("final"));
  }

  private void check(
      Verdict verdict,
      List<OutputRecord> records,
      String output,
      String folders,
      String columns,
      Predicate<JsonNode> written) {
    List<String> expected =
        records.stream()
            .filter(record -> record.output().equals(output))
            .map(record -> JsonLines.of(record.value()))
            .filter(written)
            .map(row -> text(row, columns.split(", ")))
            .sorted()
            .toList();
    // A folder comes with its first row.
    boolean isThere = Files.exists(folder.resolve(output));
    List<String> rows =
        !isThere
            ? List.of()
            : rows(
                "SELECT %s FROM '%s/%s/%s/compacted-*.parquet'"
                    .formatted(columns, folder, output, folders));
    verdict.check(
        "the lake holds the " + output + " of the topic, each once",
        rows.equals(expected) && !expected.isEmpty(),
        "%d rows in %d files, %d records"
            .formatted(rows.size(), isThere ? files(output) : 0, expected.size()));
  }

  private static String text(JsonNode row, String[] columns) {
    return String.join(
        "|",
        Stream.of(columns)
            .map(
                column -> {
                  String value = row.path(column).asText("null");
                  boolean isTime = column.endsWith("_time") || column.endsWith("_start");
                  return row.path(column).isMissingNode()
                      ? "null"
                      : isTime ? Instant.parse(value).toString() : value;
                })
            .toList());
  }

  private List<String> rows(String sql) {
    try (DuckDb duckDb = new DuckDb()) {
      return duckDb.rows(sql).stream().map(Lake::withInstant).sorted().toList();
    } catch (SQLException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  /** The driver leaves zeros of seconds out, where {@link Instant} writes them. */
  private static String withInstant(String row) {
    String[] values = row.split("\\|");
    values[2] = OffsetDateTime.parse(values[2]).toInstant().toString();
    return String.join("|", values);
  }

  private long files(String output) {
    try (Stream<Path> files = Files.walk(folder.resolve(output))) {
      return files.filter(Files::isRegularFile).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
