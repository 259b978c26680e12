package dev.footfall.savepoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footfall.local.compare.Piece;
import dev.footfall.sink.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The valid rows of an output by id: of each the last revision, those that are taken back gone. */
record Rows(Map<String, JsonNode> byId) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Rows of(Output output, String idColumn, List<? extends Piece> pieces) {
    Map<String, JsonNode> rows = new LinkedHashMap<>();
    for (Piece piece : pieces) {
      piece.read(
          output,
          line -> {
            try {
              JsonNode row = JSON.readTree(line);
              rows.merge(row.path(idColumn).asText(), row, Rows::later);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    rows.values().removeIf(row -> row.path("retracted").asBoolean());
    return new Rows(rows);
  }

  private static JsonNode later(JsonNode first, JsonNode second) {
    return first.path("revision").asInt() > second.path("revision").asInt() ? first : second;
  }

  Collection<JsonNode> all() {
    return byId.values();
  }

  Rows where(Predicate<JsonNode> holds) {
    Map<String, JsonNode> rows = new LinkedHashMap<>(byId);
    rows.values().removeIf(holds.negate());
    return new Rows(rows);
  }

  /** How many rows there are of each value of a column. */
  Map<String, Long> countBy(String column) {
    return all().stream()
        .collect(Collectors.groupingBy(row -> row.path(column).asText(), Collectors.counting()));
  }
}
