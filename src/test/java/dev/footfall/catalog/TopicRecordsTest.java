package dev.footfall.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicRecordsTest {
  private final CatalogTable table = new CatalogTable(1);
  private final TopicRecords records =
      new TopicRecords(
          new CatalogSettings(
              "p.jsonl", "sku", ',', Duration.ofMinutes(1), List.of("name"), List.of()),
          table);

  @Test
  void lastRecordOfAKeyIsItsEntry() {
    assertThat(apply("a", "{\"name\": \"Tee\"}")).isNull();
    assertThat(apply("a", "{\"name\": \"Shirt\", \"x\": [1]}")).isNull();

    assertThat(name("a")).isEqualTo("Shirt");
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void tombstoneRemovesAnEntry() {
    apply("a", "{\"name\": \"Tee\"}");

    assertThat(apply("a", null)).isNull();
    assertThat(apply("never there", null)).isNull();

    assertThat(table.size()).isZero();
    assertThat(table.version()).isEqualTo(new CatalogTable(1).version());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a                     | a
          "a \\"b\\""           | a "b"
          {"sku": "a", "x": 1}  | a
          {"sku": 4711}         | 4711
          """)
  void keyMayBeTextOrJson(String key, String entry) {
    assertThat(apply(key, "{\"name\": \"Tee\"}")).isNull();

    assertThat(name(entry)).isEqualTo("Tee");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          a            | [1]               | is no JSON object
          a            | {"name":          | is no JSON object
          a            | {"name": "x"} {}  | is no JSON object
          a            | ``                | is no JSON object
          a            | x                 | is no JSON object
          -            | {"name": "x"}     | has no key that names an entry
          ``           | {"name": "x"}     | has no key that names an entry
          {"id": "a"}  | {"name": "x"}     | has no key that names an entry
          {"sku":      | {"name": "x"}     | has no key that names an entry
          "a           | {"name": "x"}     | has no key that names an entry
          """)
  void whatCannotBeUsedLeavesTheEntryAsItWas(String key, String value, String problem) {
    apply("a", "{\"name\": \"Tee\"}");

    assertThat(apply(key, value)).isEqualTo(problem);

    assertThat(name("a")).isEqualTo("Tee");
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void refusesAnEntryThatIsTooLong() {
    assertThat(apply("a", "{\"name\": \"" + "x".repeat(1 << 20) + "\"}"))
        .isEqualTo("cannot be kept: an entry is longer than 1 MB");
  }

  private String apply(String key, String value) {
    return records.apply(bytes(key), bytes(value));
  }

  private static byte[] bytes(String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  private String name(String key) {
    return table.find(key).text(0);
  }
}
