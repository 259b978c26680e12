package dev.footfall.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaChangeTest {
  private static final ObjectMapper JACKSON = new ObjectMapper();
  private static final Path RELEASED = Path.of("src/test/resources/schema-released");
  private static final String SCHEMA =
      """
      {"type": "object", "properties": {
        "id": {"type": "string", "description": "An id."},
        "took_ms": {"type": "number", "x-unit": "ms"},
        "steps": {"type": "array", "items": {"type": "object", "properties": {
          "name": {"type": "string"}}, "required": ["name"]}},
        "sums": {"type": "object", "additionalProperties": {"type": "number"}}},
       "required": ["id"]}
      """;

  /** Whoever means to break readers raises the release's version and these files with it. */
  @Test
  void nothingThatWasReleasedIsTakenBack() throws IOException {
    try (Stream<Path> files = Files.list(RELEASED)) {
      List<Path> released = files.toList();
      assertThat(released).hasSize(Output.values().length);
      for (Path file : released) {
        JsonNode now =
            JACKSON.readTree(Path.of("docs/schema").resolve(file.getFileName()).toFile());
        assertThat(SchemaChange.breaks(JACKSON.readTree(file.toFile()), now))
            .as("readers of " + file.getFileName())
            .isEmpty();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"id\": {\"type\": \"string\", \"description\": \"An id.\"},||/id: is gone",
        "\"id\": {\"type\": \"string\"|\"id\": {\"type\": \"integer\"|/id: type was",
        "\"required\": [\"id\"]|\"required\": []|/id: was always there",
        "\"x-unit\": \"ms\"|\"x-unit\": \"s\"|/took_ms: x-unit was",
        "\"name\": {\"type\": \"string\"}||/steps/items/name: is gone",
        "\"required\": [\"name\"]|\"required\": []|/steps/items/name: was always there",
        "{\"type\": \"number\"}|{\"type\": \"string\"}|/sums/additionalProperties: type was"
      })
  void whatBreaksReadersIsFound(String part, String instead, String problem) throws IOException {
    String changed = SCHEMA.replace(part, instead == null ? "" : instead);
    assertThat(changed).isNotEqualTo(SCHEMA);

    assertThat(breaks(changed)).singleElement().asString().startsWith(problem);
  }

  @Test
  void newFieldsAndOtherWordsBreakNobody() throws IOException {
    assertThat(breaks(SCHEMA.replace("\"properties\": {", "\"properties\": {\"more\": {},")))
        .isEmpty();
    assertThat(breaks(SCHEMA.replace("An id.", "The id."))).isEmpty();
    assertThat(breaks(SCHEMA.replace("[\"id\"]", "[\"id\", \"steps\"]"))).isEmpty();
  }

  private static List<String> breaks(String changed) throws IOException {
    return SchemaChange.breaks(JACKSON.readTree(SCHEMA), JACKSON.readTree(changed));
  }
}
