package dev.footfall.catalog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Puts the records of a compacted topic into a table. A record's key is the entry's, as text; where
 * it is a JSON string, what that holds; where it is a JSON object, as connectors write it, the
 * value of {@link CatalogSettings#key}. Its value is a JSON object. Not thread-safe.
 */
final class TopicRecords {
  private static final JsonFactory JSON = new JsonFactory();

  private final CatalogTable table;
  private final JsonEntry keys;
  private final JsonEntry values;

  TopicRecords(CatalogSettings settings, CatalogTable table) {
    this.table = table;
    keys = new JsonEntry(settings);
    values = new JsonEntry(settings);
  }

  /** Applies a record; what is wrong with it where it cannot be, else null. */
  @Nullable String apply(byte @Nullable [] recordKey, byte @Nullable [] value) {
    String key = recordKey == null ? null : key(recordKey);
    if (key == null || key.isEmpty()) {
      return "has no key that names an entry";
    }
    if (value == null) {
      table.remove(key);
      return null;
    }
    if (!isObject(value, values)) {
      return "is no JSON object";
    }
    try {
      table.put(key, values.values());
      return null;
    } catch (IllegalArgumentException e) {
      return "cannot be kept: " + e.getMessage();
    }
  }

  private @Nullable String key(byte[] bytes) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
    if (text.startsWith("{")) {
      return isObject(bytes, keys) ? keys.key() : null;
    }
    return text.startsWith("\"") ? unquoted(text) : text;
  }

  /** Reads an object, and nothing behind it. */
  private static boolean isObject(byte[] bytes, JsonEntry into) {
    try (JsonParser parser = JSON.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      into.read(parser);
      return parser.nextToken() == null;
    } catch (JsonProcessingException e) {
      return false;
    } catch (IOException e) {
      throw new IllegalStateException(e); // There is no input or output in an array.
    }
  }

  private static @Nullable String unquoted(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      String inner = parser.nextToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
      return parser.nextToken() == null ? inner : null;
    } catch (JsonProcessingException e) {
      return null;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
