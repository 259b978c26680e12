package dev.footfall.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footfall.config.Shape.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes {@code docs/schema/footfall.schema.json}: what may stand where, for editors. What a value
 * means for others (windows, ids, templates) is for {@code validate} to say, and so is what is
 * required but may come by {@code --set}.
 */
final class SettingsSchema {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String NULL = "null";

  private final DescribedSettings settings;
  private final Map<String, Shape> keys;

  private SettingsSchema(DescribedSettings settings) {
    this.settings = settings;
    this.keys = settings.keys();
  }

  static ObjectNode of(DescribedSettings settings) {
    ObjectNode schema = JSON.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "footfall.yaml");
    schema.setAll(new SettingsSchema(settings).mapping("", settings.root()));
    return schema;
  }

  private ObjectNode mapping(String path, Shape shape) {
    ObjectNode mapping = typed("object");
    ObjectNode properties = mapping.putObject("properties");
    ArrayNode required = JSON.arrayNode();
    for (Map.Entry<String, Shape> key : shape.keys().entrySet()) {
      String below = DescribedSettings.join(path, key.getKey());
      properties.set(key.getKey(), property(below, key.getValue()));
      // A setting outside of lists may come by --set.
      if (key.getValue().isRequired() && path.contains("[]")) {
        required.add(key.getKey());
      }
    }
    if (!required.isEmpty()) {
      mapping.set("required", required);
    }
    mapping.putObject("patternProperties").putObject("^x-");
    return mapping.put("additionalProperties", false);
  }

  private ObjectNode property(String path, Shape shape) {
    ObjectNode property = JSON.objectNode();
    if (!settings.meaning(path).isEmpty()) {
      property.put("description", settings.meaning(path));
    }
    String fallback = Written.of(shape.fallback());
    if (!fallback.isEmpty() && settings.derivedDefault(path) == null && !shape.isRequired()) {
      property.put("default", fallback);
    }
    String same = settings.describedAt(path);
    List<ObjectNode> ways = ways(same, same.equals(path) ? shape : keys.get(same));
    ways.add(typed(NULL));
    return property.setAll(any(ways));
  }

  /** What may stand there, each as a schema of its own. */
  private List<ObjectNode> ways(String path, Shape shape) {
    List<ObjectNode> ways = new ArrayList<>();
    shape.kinds().forEach(kind -> ways.add(single(kind)));
    if (shape.ownKeyOrNull() != null) {
      String below = DescribedSettings.join(path, "NAME");
      ObjectNode named = typed("object");
      List<ObjectNode> values = ways(below, shape.ownKeyOrNull());
      values.add(typed(NULL));
      named.set("additionalProperties", any(values));
      ways.add(named);
    } else if (!shape.keys().isEmpty()) {
      ways.add(mapping(path, shape));
    }
    if (shape.itemOrNull() != null) {
      List<ObjectNode> items = ways(path + "[]", shape.itemOrNull());
      ways.addAll(items);
      ObjectNode list = typed("array");
      list.set("items", any(items));
      ways.add(list);
    }
    return ways;
  }

  private static ObjectNode any(List<ObjectNode> ways) {
    List<ObjectNode> distinct = ways.stream().distinct().toList();
    if (distinct.size() == 1) {
      return distinct.get(0);
    }
    ObjectNode any = JSON.objectNode();
    any.putArray("anyOf").addAll(distinct);
    return any;
  }

  private static ObjectNode single(Kind kind) {
    return switch (kind.type()) {
      case TEXT, REGEX, OTHER -> typed("string", "number", "boolean");
      case DURATION -> typed("string").put("pattern", "^\\s*\\d{1,10}\\s*(ms|s|m|min|h|d)\\s*$");
      case BYTES ->
          typed("string", "integer")
              .put("pattern", "^\\s*\\d{1,10}\\s*([kKmMgG]?[bB]|[kKmMgG])?\\s*$")
              .put("minimum", kind.least());
      case NUMBER ->
          typed("integer", "string").put("pattern", "^[+-]?\\d+$").put("minimum", kind.least());
      case FLAG -> typed("boolean");
      case WORD -> {
        ObjectNode words = JSON.objectNode();
        kind.words().forEach(words.withArray("enum")::add);
        yield words;
      }
    };
  }

  private static ObjectNode typed(String... types) {
    ObjectNode schema = JSON.objectNode();
    if (types.length == 1) {
      return schema.put("type", types[0]);
    }
    for (String type : types) {
      schema.withArray("type").add(type);
    }
    return schema;
  }
}
