package dev.footfall.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadCatalogTest {

  @Test
  void readsTheColumnsThatAreAskedFor() throws IOException {
    CatalogTable table =
        csv(
            "\uFEFFprice,sku, name ,other\r\n7.77,a-1,\"Tee, \"\"big\"\"\",x\r\n\r\n,b,\"two\nlines\",\n");

    assertThat(table.size()).isEqualTo(2);
    assertThat(table.find("a-1").text(0)).isEqualTo("Tee, \"big\"");
    assertThat(table.find("a-1").text(1)).isEqualTo("7.77");
    assertThat(table.find("b").text(0)).isEqualTo("two\nlines");
    assertThat(table.find("b").text(1)).as("empty is absent").isNull();
    assertThat(table.find("c")).isNull();
  }

  @Test
  void readsOtherSeparators() throws IOException {
    CatalogSettings settings = settings("c.csv", ';');

    assertThat(read(settings, bytes("sku;name;price\na;\"x;y\";1")).find("a").text(0))
        .isEqualTo("x;y");
  }

  @Test
  void readsJsonLines() throws IOException {
    CatalogTable table =
        read(
            settings("c.jsonl", ','),
            bytes(
                """
                {"name": "Tee", "sku": "a", "price": 7.770, "more": {"price": 1, "list": [1]}}

                {"sku": 4711, "name": null, "price": [1]}
                {"sku": "c", "price": true, "name": {"en": "x"}}
                """));

    assertThat(table.size()).isEqualTo(3);
    assertThat(table.find("a").text(0)).isEqualTo("Tee");
    assertThat(table.find("a").text(1)).as("as it was written").isEqualTo("7.770");
    assertThat(table.find("4711").text(0)).isNull();
    assertThat(table.find("4711").text(1)).isNull();
    assertThat(table.find("c").text(0)).isNull();
    assertThat(table.find("c").text(1)).isEqualTo("true");
  }

  @Test
  void aColumnThatNoLineHasIsNoErrorInJson() throws IOException {
    assertThat(read(settings("c.ndjson", ','), bytes("{\"sku\": \"a\"}")).find("a").text(0))
        .isNull();
  }

  @Test
  void readsCompressedFiles() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(bytes("sku,name,price\na,Tee,1\n"));
    }

    assertThat(read(settings("c.csv.gz", ','), bytes.toByteArray()).find("a").text(0))
        .isEqualTo("Tee");
    assertBroken("c.csv.gz", bytes("sku,name,price\na,Tee,1\n"), "is no gzip");
    assertBroken(
        "c.csv.gz", java.util.Arrays.copyOf(bytes.toByteArray(), bytes.size() - 12), "is no gzip");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          c.csv   | ``                                   | is empty
          c.csv   | sku,name,price                       | is empty
          c.csv   | id,name,price~a,b,1                  | has no column sku; it has id, name, price
          c.csv   | sku,name~a,b                         | has no column price; it has sku, name
          c.csv   | sku,name,price,sku~a,b,1,c           | has two columns sku
          c.csv   | sku,name,price~a,b,1~c,d,2~a,e,3     | line 4: has the sku of a line before: a
          c.csv   | sku,name,price~a,b,1~,d,2            | line 3: has no sku
          c.csv   | sku,name,price~a,b,1~c,d             | is no CSV: Record 3 has 2 fields, but first record had 3 fields
          c.jsonl | ``                                   | is empty
          c.jsonl | {"sku":"a"}~{"sku":"a"}              | line 2: has the sku of a line before: a
          c.jsonl | {"sku":"a"}~{"name":"b"}             | line 2: has no sku
          c.jsonl | {"sku":"a"}~["b"]                    | line 2: is no JSON object
          c.jsonl | {"sku":"a"}~{"sku":                  | line 2: is no JSON: Unexpected end-of-input
          c.json  | {"sku":"a"}                          | is neither .csv nor .jsonl nor .ndjson, with or without .gz, nor .parquet
          """)
  void saysWhatIsBrokenAndWhere(String file, String content, String problem) {
    assertBroken(file, bytes(content.replace('~', '\n')), problem);
  }

  @Test
  void refusesWhatIsNotUtf8() {
    byte[] csv = "sku,name,price\na,Gr\u00F6\u00DFe,1\n".getBytes(StandardCharsets.ISO_8859_1);

    assertBroken("c.csv", csv, "is not UTF-8");
    assertBroken(
        "c.jsonl", "{\"sku\":\"\u00F6\"}".getBytes(StandardCharsets.ISO_8859_1), "is not UTF-8");
  }

  private static void assertBroken(String file, byte[] content, String problem) {
    assertThatThrownBy(() -> read(settings(file, ','), content))
        .isInstanceOf(BrokenCatalogException.class)
        .hasMessageStartingWith("catalog " + file + " " + problem);
  }

  private static CatalogTable csv(String text) throws IOException {
    return read(settings("c.csv", ','), bytes(text));
  }

  private static CatalogTable read(CatalogSettings settings, byte[] content) throws IOException {
    return ReadCatalog.read(settings, new ByteArrayInputStream(content));
  }

  private static CatalogSettings settings(String file, char separator) {
    List<String> columns = List.of("name", "price");
    return new CatalogSettings(file, "sku", separator, Duration.ofMinutes(1), columns, columns);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
