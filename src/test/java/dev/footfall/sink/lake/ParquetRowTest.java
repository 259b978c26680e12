package dev.footfall.sink.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.sink.Column;
import dev.footfall.sink.Column.Purpose;
import dev.footfall.sink.ColumnType;
import dev.footfall.sink.ColumnType.Scalar;
import dev.footfall.sink.Field;
import dev.footfall.sink.Struct;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values at the edges of Parquet's types, as DuckDB reads them. */
class ParquetRowTest {
  @TempDir private Path folder;

  @Test
  void decimalsAreRoundedAndAbsentWhereTheyDoNotFit() throws Exception {
    String most = "9".repeat(29);
    List<BigDecimal> numbers =
        List.of(
            new BigDecimal("-12.990"),
            new BigDecimal("0.0000000005"),
            new BigDecimal("0.0000000015"),
            new BigDecimal("-" + most + ".999999999"),
            new BigDecimal(most + ".9999999999"),
            new BigDecimal("1" + most),
            new BigDecimal("1E+1000000"),
            new BigDecimal("1E-1000000"));

    assertThat(read(Scalar.DECIMAL, (number, out) -> out.decimal(number), numbers))
        .containsExactly(
            "-12.990000000",
            "0E-9",
            "2E-9",
            "-" + most + ".999999999",
            "null",
            "null",
            "null",
            "0E-9");
  }

  @Test
  void textsKeepTheirCharactersAndHaveALimit() throws Exception {
    List<String> texts =
        List.of(
            "",
            "caf\u00e9 \uD83D\uDE00",
            "a\uD83Db",
            "x".repeat(9_000),
            "x".repeat(8_191) + "\uD83D\uDE00");

    assertThat(read(Scalar.STRING, (text, out) -> out.text(text), texts))
        .containsExactly(
            "", "caf\u00e9 \uD83D\uDE00", "a\uFFFDb", "x".repeat(8_192), "x".repeat(8_191));
  }

  @Test
  void listsAndMapsMayBeEmptyAndHoldEachOther() throws Exception {
    ColumnType type = new ColumnType.MapOf(new ColumnType.ListOf(Scalar.INTEGER));

    assertThat(
            read(
                type,
                (size, out) -> {
                  out.beginMap();
                  for (int i = 0; i < size; i++) {
                    out.key("k" + i);
                    out.beginList();
                    for (int j = 0; j < i; j++) {
                      out.integer(j);
                    }
                    out.endList();
                  }
                  out.endMap();
                },
                List.of(0, 3, 1)))
        .containsExactly("{}", "{k0=[], k1=[0], k2=[0, 1]}", "{k0=[]}");
  }

  /** Writes one column, and another behind it, which has to stay with its row. */
  private <T> List<String> read(ColumnType type, Field.Value<T> value, List<T> rows)
      throws Exception {
    Path file = folder.resolve("rows.parquet");
    RowFiles<T, T> files =
        new RowFiles<>(
            row -> row,
            () ->
                Struct.of(
                    List.of(
                        column("v", type, value),
                        column("n", Scalar.INTEGER, (row, out) -> out.integer(7)))));
    org.apache.flink.core.fs.Path path = new org.apache.flink.core.fs.Path(file.toUri());
    try (FSDataOutputStream out = path.getFileSystem().create(path, WriteMode.OVERWRITE)) {
      BulkWriter<T> writer = files.create(out);
      for (T row : rows) {
        writer.addElement(row);
      }
      writer.finish();
    }
    try (DuckDb duckDb = new DuckDb()) {
      assertThat(duckDb.rows("SELECT count(*) FROM '%s' WHERE n = 7".formatted(file)))
          .containsExactly(String.valueOf(rows.size()));
      return duckDb.rows("SELECT v FROM '%s'".formatted(file));
    }
  }

  private static <T> Column<T> column(String name, ColumnType type, Field.Value<T> value) {
    return new Column<>(name, type, null, "A value.", Purpose.ANALYSIS, "a test", value);
  }
}
