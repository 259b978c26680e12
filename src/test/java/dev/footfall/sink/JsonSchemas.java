package dev.footfall.sink;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** JSON Schemas of the declared columns: strict, so that nothing goes out that is not declared. */
final class JsonSchemas {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private JsonSchemas() {}

  static String text(DeclaredOutput output) {
    DefaultPrettyPrinter lines =
        new DefaultPrettyPrinter(
                Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(new DefaultIndenter("  ", "\n"));
    try {
      return new ObjectMapper().writer(lines).writeValueAsString(of(output)) + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ObjectNode of(DeclaredOutput output) {
    ObjectNode schema = JSON.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", "urn:footfall:" + output.output().suffix());
    schema.put("title", output.topic());
    schema.put("description", output.summary());
    ObjectNode properties = startObject(schema);
    ArrayNode required = JSON.arrayNode();
    for (Column<?> column : output.columns()) {
      ObjectNode property = add(column.field(), properties, required);
      property.put("x-purpose", column.purpose().name().toLowerCase(Locale.ROOT));
      property.put("x-source", column.source());
    }
    endObject(schema, required);
    return schema;
  }

  private static ObjectNode startObject(ObjectNode schema) {
    schema.put("type", "object");
    return schema.putObject("properties");
  }

  private static void endObject(ObjectNode schema, ArrayNode required) {
    schema.set("required", required);
    schema.put("additionalProperties", false);
  }

  private static ObjectNode add(Field<?> field, ObjectNode properties, ArrayNode required) {
    ObjectNode property = properties.putObject(field.name());
    property.put("description", field.description());
    if (field.unit() != null) {
      property.put("x-unit", field.unit());
    }
    type(field.type(), property);
    if (field.required()) {
      required.add(field.name());
    }
    return property;
  }

  private static void type(ColumnType type, ObjectNode schema) {
    if (type instanceof ColumnType.Scalar scalar) {
      scalar(scalar, schema);
    } else if (type instanceof ColumnType.ListOf list) {
      schema.put("type", "array");
      type(list.element(), schema.putObject("items"));
    } else if (type instanceof ColumnType.MapOf map) {
      schema.put("type", "object");
      type(map.value(), schema.putObject("additionalProperties"));
    } else if (type instanceof ColumnType.StructOf struct) {
      ObjectNode properties = startObject(schema);
      ArrayNode required = JSON.arrayNode();
      struct.struct().fields().forEach(field -> add(field, properties, required));
      endObject(schema, required);
    }
  }

  private static void scalar(ColumnType.Scalar scalar, ObjectNode schema) {
    switch (scalar) {
      case STRING -> schema.put("type", "string");
      case INTEGER -> schema.put("type", "integer").put("format", "int64");
      case NUMBER -> schema.put("type", "number").put("format", "double");
      case DECIMAL -> schema.put("type", "number").put("format", "decimal");
      case BOOLEAN -> schema.put("type", "boolean");
      case INSTANT -> schema.put("type", "string").put("format", "date-time");
      case BYTES -> schema.put("type", "string").put("contentEncoding", "base64");
      case STRING_OR_NUMBER -> schema.putArray("type").add("string").add("number");
    }
  }
}
