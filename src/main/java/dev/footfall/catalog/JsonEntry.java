package dev.footfall.catalog;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry read from a JSON object: texts as they are, numbers as they were written, true and
 * false; null, objects and lists are absent. Of a property that comes twice the last counts. Not
 * thread-safe.
 */
final class JsonEntry {
  private final String keyName;
  private final Map<String, Integer> places = new HashMap<>();
  private @Nullable String key;
  private @Nullable String[] values = new String[0];

  JsonEntry(CatalogSettings settings) {
    keyName = settings.key();
    List<String> columns = settings.columns();
    for (int i = 0; i < columns.size(); i++) {
      places.put(columns.get(i), i);
    }
  }

  /** Reads the object at whose beginning the parser is. */
  void read(JsonParser parser) throws IOException {
    key = null;
    values = new String[places.size()];
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      boolean single = token.isScalarValue() && token != JsonToken.VALUE_NULL;
      Integer place = places.get(name);
      if (place != null) {
        values[place] = single ? parser.getText() : null;
      }
      if (name.equals(keyName)) {
        key = single ? parser.getText() : null;
      }
      parser.skipChildren();
    }
  }

  /** Null where the object has none. */
  @Nullable String key() {
    return key;
  }

  /** In the order of the columns; the caller's own. */
  @Nullable String[] values() {
    return values;
  }
}
