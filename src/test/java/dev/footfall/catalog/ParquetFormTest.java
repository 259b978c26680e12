package dev.footfall.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that DuckDB writes: another writer than the lake's. */
class ParquetFormTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          7.77::DECIMAL(4,2)                                | 7.77
          7.77::DECIMAL(12,3)                               | 7.770
          -0.5::DECIMAL(38,9)                               | -0.500000000
          7.77::DOUBLE                                      | 7.77
          7.77::FLOAT                                       | 7.77
          4711::DOUBLE                                      | 4711
          1e20::DOUBLE                                      | 100000000000000000000
          0.00001::DOUBLE                                   | 0.00001
          'NaN'::DOUBLE                                     |
          '-Infinity'::FLOAT                                |
          4711::INTEGER                                     | 4711
          -1::TINYINT                                       | -1
          200::UTINYINT                                     | 200
          4000000000::UINTEGER                              | 4000000000
          18446744073709551615::UBIGINT                     | 18446744073709551615
          9007199254740993::BIGINT                          | 9007199254740993
          true                                              | true
          'Stan and Friends Tee'                            | Stan and Friends Tee
          'Größe 🙂'                                         | Größe 🙂
          ''                                                |
          NULL::VARCHAR                                     |
          DATE '2026-11-24'                                 | 2026-11-24
          TIME '12:00:00'                                   | 12:00:00
          TIMESTAMP '2026-11-24 12:00:00'                   | 2026-11-24T12:00:00
          TIMESTAMP_NS '2026-11-24 12:00:00.000000001'      | 2026-11-24T12:00:00.000000001
          TIMESTAMPTZ '2026-11-24 12:00:00.5+01'            | 2026-11-24T11:00:00.500Z
          TIMESTAMPTZ '2026-11-24 12:00:00+00'              | 2026-11-24T12:00:00Z
          '6f1d9c1e-2f3a-4c5b-8d7e-9fa0b1c2d3e4'::UUID      | 6f1d9c1e-2f3a-4c5b-8d7e-9fa0b1c2d3e4
          'small'::ENUM('small', 'large')                   | small
          'x'::BLOB                                         | x
          '{"a": 1}'::JSON                                  | {"a": 1}
          """)
  void valuesBecomeTheTextsThatACsvWouldHave(String value, String text) throws Exception {
    CatalogTable table = read("SELECT 'a' sku, 1 AS price, " + value + " AS name");

    assertThat(table.find("a").text(0)).isEqualTo(text);
    assertThat(table.find("a").text(1)).isEqualTo("1");
  }

  @Test
  void keyMayBeANumber() throws Exception {
    assertThat(read("SELECT 4711::BIGINT sku, 'Tee' AS name, 1 AS price").find("4711").text(0))
        .isEqualTo("Tee");
  }

  @ParameterizedTest
  @ValueSource(strings = {"uncompressed", "snappy", "gzip", "zstd", "lz4_raw"})
  void readsManyRowGroupsWithAndWithoutDictionaries(String codec) throws Exception {
    CatalogTable table =
        read(
            "SELECT 'sku-' || i AS sku, 'name ' || (i % 7) AS name, [i] AS other,"
                + " CASE WHEN i % 3 > 0 THEN (i / 100)::DECIMAL(9,2) END AS price FROM range(10000) t(i)",
            ", COMPRESSION " + codec + ", ROW_GROUP_SIZE 2048");

    assertThat(table.size()).isEqualTo(10_000);
    for (int i = 0; i < 10_000; i++) {
      CatalogEntry entry = table.find("sku-" + i);
      assertThat(entry.text(0)).isEqualTo("name " + i % 7);
      assertThat(entry.text(1))
          .isEqualTo(i % 3 == 0 ? null : String.format("%d.%02d", i / 100, i % 100));
    }
  }

  @Test
  void columnsThatOnlyTheDefaultRulesAskForMayBeMissing() throws Exception {
    write("SELECT 'a' AS sku, 'Tee' AS name", "");

    assertThat(ReadCatalog.read(settings(List.of("name"))).find("a").text(1)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'a' AS id, 1 AS name, 1 AS price                              | has no column sku; it has id, name, price
          'a' AS sku, 1 AS name                                         | has no column price; it has sku, name
          ['a'] AS sku, 1 AS name, 1 AS price                           | has lists or other nested values in column sku, not single ones
          'a' AS sku, ['b'] AS name, 1 AS price                         | has lists or other nested values in column name, not single ones
          'a' AS sku, {'en': 'b'} AS name, 1 AS price                   | has lists or other nested values in column name, not single ones
          'a' AS sku, MAP {'en': 'b'} AS name, 1 AS price               | has lists or other nested values in column name, not single ones
          'a' AS sku, INTERVAL 1 DAY AS name, 1 AS price                | has values in column optional fixed_len_byte_array(12) name (INTERVAL) that are no text
          'a' AS sku, '\\xFF'::BLOB AS name, 1 AS price                  | is no Parquet file that can be read: a text in column name is not UTF-8
          unnest(['a', 'b', 'a']) AS sku, 1 AS name, 1 AS price         | row 3: has the sku of a row before: a
          unnest(['a', NULL]) AS sku, 1 AS name, 1 AS price             | row 2: has no sku
          unnest(['a', '']) AS sku, 1 AS name, 1 AS price               | row 2: has no sku
          'a' AS sku, 1 AS name, 1 AS price WHERE false                 | is empty
          """)
  void saysWhatIsBroken(String columns, String problem) throws Exception {
    write("SELECT " + columns, "");

    assertBroken(problem);
  }

  @Test
  void namesACodecThatIsNotRead() throws Exception {
    write("SELECT 'a' AS sku, 'b' AS name, 1 AS price", ", COMPRESSION brotli");

    assertBroken("is compressed with BROTLI; read are GZIP, LZ4_RAW, SNAPPY, UNCOMPRESSED, ZSTD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "PAR1", "sku,name,price\na,b,1\nc,d,2\ne,f,3\n"})
  void namesAFileThatIsNoParquet(String content) throws IOException {
    Files.writeString(file(), content);

    assertBroken("is no Parquet file that can be read: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"uncompressed", "snappy", "gzip", "zstd", "lz4_raw"})
  void damagedFileIsReadOrRefused(String codec) throws Exception {
    write(
        "SELECT 'sku-' || i AS sku, 'name ' || (i % 7) AS name, i AS price FROM range(300) t(i)",
        ", COMPRESSION " + codec);
    byte[] whole = Files.readAllBytes(file());
    Random random = new Random(5);
    int refused = 0;
    for (int i = 0; i < 300; i++) {
      byte[] damaged =
          Arrays.copyOf(whole, i % 3 == 0 ? random.nextInt(whole.length) : whole.length);
      for (int bytes = 1 + i % 4; bytes > 0 && damaged.length > 0; bytes--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      Files.write(file(), damaged);
      try {
        ReadCatalog.read(settings(List.of()));
      } catch (BrokenCatalogException e) {
        refused++;
        assertThat(e.isUnreachable()).as(e.getMessage()).isFalse();
        assertThat(e.getMessage().lines()).hasSize(1);
      }
    }
    assertThat(refused).isGreaterThan(100);
  }

  @Test
  void fileThatIsNotThereIsNoBrokenOne() {
    assertThatThrownBy(() -> ReadCatalog.read(settings(List.of())))
        .isInstanceOf(java.io.FileNotFoundException.class);
  }

  private void assertBroken(String problem) {
    assertThatThrownBy(() -> ReadCatalog.read(settings(List.of("name", "price"))))
        .isInstanceOf(BrokenCatalogException.class)
        .hasMessageStartingWith("catalog " + file() + " " + problem);
  }

  private CatalogTable read(String select) throws SQLException, IOException {
    return read(select, "");
  }

  private CatalogTable read(String select, String options) throws SQLException, IOException {
    write(select, options);
    return ReadCatalog.read(settings(List.of("name", "price")));
  }

  private void write(String select, String options) throws SQLException {
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      statement.execute(
          "COPY (" + select + ") TO '" + file() + "' (FORMAT parquet" + options + ")");
    }
  }

  private Path file() {
    return folder.resolve("products.parquet");
  }

  private CatalogSettings settings(List<String> required) {
    return new CatalogSettings(
        file().toString(), "sku", ',', Duration.ofMinutes(1), List.of("name", "price"), required);
  }
}
