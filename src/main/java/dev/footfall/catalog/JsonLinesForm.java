package dev.footfall.catalog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.Reader;

/** JSON objects, one behind the other, as in NDJSON. */
final class JsonLinesForm {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonLinesForm() {}

  static void read(Reader in, CatalogSettings settings, ReadCatalog into) throws IOException {
    JsonEntry entry = new JsonEntry(settings);
    try (JsonParser parser = JSON.createParser(in)) {
      while (parser.nextToken() != null) {
        long line = parser.currentLocation().getLineNr();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
          throw into.broken(line, "is no JSON object");
        }
        entry.read(parser);
        into.add(line, entry.key(), entry.values());
      }
    } catch (JsonProcessingException e) {
      long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw into.broken(line, "is no JSON: " + e.getOriginalMessage());
    }
  }
}
