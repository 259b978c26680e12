package dev.footfall.local;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A row in JSON, or an object in it: texts and numbers as text, objects and arrays as they are.
 * What is not there is empty, or 0.
 */
record JsonRow(Map<String, Object> columns) {
  private static final JsonFactory FACTORY = new JsonFactory();

  static JsonRow read(byte[] row) {
    try (JsonParser parser = FACTORY.createParser(row)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("a row that is no JSON object");
      }
      return object(parser);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text(String column) {
    return text(column, "");
  }

  String text(String column, String fallback) {
    return columns.getOrDefault(column, fallback).toString();
  }

  long number(String column) {
    return (long) decimal(column);
  }

  double decimal(String column) {
    return Double.parseDouble(text(column, "0"));
  }

  JsonRow object(String column) {
    return columns.get(column) instanceof JsonRow row ? row : new JsonRow(Map.of());
  }

  List<JsonRow> rows(String column) {
    List<JsonRow> rows = new ArrayList<>();
    if (columns.get(column) instanceof List<?> items) {
      items.forEach(item -> rows.add((JsonRow) item));
    }
    return rows;
  }

  private static JsonRow object(JsonParser parser) throws IOException {
    Map<String, Object> columns = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      Object value = value(parser);
      if (value != null) {
        columns.put(name, value);
      }
    }
    return new JsonRow(columns);
  }

  @SuppressWarnings("NullAway") // null is no value
  private static Object value(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      return object(parser);
    }
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      List<Object> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(value(parser));
      }
      return items;
    }
    return parser.currentToken() == JsonToken.VALUE_NULL ? null : parser.getText();
  }
}
