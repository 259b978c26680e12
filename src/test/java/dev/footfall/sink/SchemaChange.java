package dev.footfall.sink;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What of a released JSON Schema a later one no longer promises to those who read records. A new
 * field breaks nobody, nor does one that is now always there.
 */
final class SchemaChange {
  private final List<String> breaks = new ArrayList<>();

  private SchemaChange() {}

  /** Empty where every reader of the released one can read on. */
  static List<String> breaks(JsonNode released, JsonNode now) {
    SchemaChange change = new SchemaChange();
    change.compare("", released, now);
    return change.breaks;
  }

  private void compare(String path, JsonNode released, JsonNode now) {
    for (String word : List.of("type", "format", "contentEncoding", "x-unit")) {
      if (!released.path(word).equals(now.path(word))) {
        breaks.add(
            "%s: %s was %s, is %s".formatted(path, word, released.path(word), now.path(word)));
      }
    }
    Set<String> required = texts(now.path("required"));
    for (String name : texts(released.path("required"))) {
      if (!required.contains(name) && now.path("properties").has(name)) {
        breaks.add(path + "/" + name + ": was always there, may be absent");
      }
    }
    released
        .path("properties")
        .fields()
        .forEachRemaining(
            field -> {
              String inside = path + "/" + field.getKey();
              JsonNode property = now.path("properties").path(field.getKey());
              if (property.isMissingNode()) {
                breaks.add(inside + ": is gone");
              } else {
                compare(inside, field.getValue(), property);
              }
            });
    for (String part : List.of("items", "additionalProperties")) {
      if (released.path(part).isObject()) {
        compare(path + "/" + part, released.path(part), now.path(part));
      }
    }
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new HashSet<>();
    array.forEach(text -> texts.add(text.textValue()));
    return texts;
  }
}
