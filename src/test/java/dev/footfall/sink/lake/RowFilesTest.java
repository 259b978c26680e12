package dev.footfall.sink.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.sink.EventSchema;
import dev.footfall.sink.Rows;
import dev.footfall.sink.Struct;
import dev.footfall.visitor.FollowedEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowFilesTest {
  private static final FollowedEvent BARE =
      Rows.event("0".repeat(32), Rows.bareRequest(), null, Map.of());

  @TempDir private Path folder;

  @Test
  void duckDbReadsEveryTypeOfValue() throws Exception {
    Path file = write("full.parquet", Rows.fullEvent());

    try (DuckDb duckDb = new DuckDb()) {
      assertThat(
              duckDb.rows(
                  """
                  SELECT event_time, issued_at, typeof(event_time), event_params['value'],
                         duration_ms, status, error, services[2].service, services[2].busy_ms,
                         len(services), event_timestamp
                  FROM '%s'
                  """
                      .formatted(file)))
          .containsExactly(
              "2026-11-24T11:29:21.528007Z|2026-11-24T11:29:32Z|TIMESTAMP WITH TIME ZONE"
                  + "|12.99|123.456|200|true|product|43.456|2|1795519761528007");
    }
  }

  @Test
  void absentValuesAreNull() throws Exception {
    Path file = write("bare.parquet", BARE, Rows.fullEvent(), BARE);

    try (DuckDb duckDb = new DuckDb()) {
      assertThat(
              duckDb.rows(
                  "SELECT status, session_id, event_params, len(services), event_name FROM '%s'"
                      .formatted(file)))
          .containsExactly(
              "null|null|null|0|view_item",
              "200|ffffffffffffffffffffffffffffffff|{item_id=trq22o064-q11,"
                  + " item_name=T-Shirt Print schwarz, value=12.99, currency=EUR}|2|view_item",
              "null|null|null|0|view_item");
    }
  }

  @Test
  void mergedFileHoldsTheRowsOfAll() throws Exception {
    Path one = write("one.parquet", Rows.fullEvent(), BARE);
    Path two = write("two.parquet", BARE);
    Path merged = folder.resolve("merged.parquet");
    try (OutputStream out = Files.newOutputStream(merged)) {
      new MergeFiles().compact(List.of(flink(one), flink(two)), out);
    }

    try (DuckDb duckDb = new DuckDb()) {
      String all = "SELECT * FROM read_parquet(['%s', '%s'])".formatted(one, two);
      String rows = "SELECT * FROM '%s'".formatted(merged);
      assertThat(duckDb.rows(rows)).hasSize(3);
      assertThat(duckDb.rows(rows)).isEqualTo(duckDb.rows(all));
    }
  }

  @Test
  void mergedFileHasTheColumnsOfAll() throws Exception {
    Path without = write("without.parquet", false, BARE);
    Path with = write("with.parquet", true, Rows.fullEvent());
    Path merged = folder.resolve("merged.parquet");
    try (OutputStream out = Files.newOutputStream(merged)) {
      new MergeFiles().compact(List.of(flink(without), flink(with)), out);
    }

    try (DuckDb duckDb = new DuckDb()) {
      assertThat(duckDb.rows("SELECT trace_id IS NULL FROM '%s'".formatted(merged)))
          .containsExactly("true", "false");
    }
  }

  @Test
  void errorsOfAMergeAreExceptionsThatFlinkPassesOn() throws Exception {
    Path one = write("one.parquet", BARE);
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) {
            throw new OutOfMemoryError("on purpose");
          }
        };

    assertThatThrownBy(() -> new MergeFiles().compact(List.of(flink(one)), full))
        .isInstanceOf(IOException.class)
        .hasRootCauseInstanceOf(OutOfMemoryError.class);
  }

  private Path write(String name, FollowedEvent... rows) throws Exception {
    return write(name, true, rows);
  }

  private Path write(String name, boolean traceIds, FollowedEvent... rows) throws Exception {
    Path file = folder.resolve(name);
    RowFiles<FollowedEvent, FollowedEvent> files =
        new RowFiles<>(row -> row, () -> Struct.of(EventSchema.columns(traceIds)));
    try (FSDataOutputStream out =
        flink(file).getFileSystem().create(flink(file), WriteMode.NO_OVERWRITE)) {
      BulkWriter<FollowedEvent> writer = files.create(out);
      for (FollowedEvent row : rows) {
        writer.addElement(row);
      }
      writer.finish();
    }
    return file;
  }

  private static org.apache.flink.core.fs.Path flink(Path file) {
    return new org.apache.flink.core.fs.Path(file.toUri());
  }
}
