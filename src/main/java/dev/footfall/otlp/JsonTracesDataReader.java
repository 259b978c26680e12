package dev.footfall.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;

/**
 * Reads a record's bytes as OTLP JSON: one document in UTF-8, lowerCamelCase, ids in hexadecimal,
 * 64-bit numbers as strings or numbers, enums as numbers or (before Collector 0.63) names. Unknown
 * fields are passed over. A document that is not UTF-8 is mended as a whole first.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-proto/blob/v1.8.0/docs/specification.md#json-protobuf-encoding">JSON
 *     Protobuf encoding</a>
 */
final class JsonTracesDataReader {
  static final String MALFORMED = "malformed_json";

  private static final JsonFactory JSON =
      JsonFactory.builder()
          // Field names come from strangers: none of them is worth a place in the JVM's tables.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .build();

  private final Reading reading;
  private final JsonResourceSpansReader resourceSpans;

  JsonTracesDataReader(Reading reading) {
    this.reading = reading;
    resourceSpans = new JsonResourceSpansReader(reading);
  }

  /** Reads the document that starts at the offset. */
  void read(byte[] value, int offset) {
    if (offset + 1 < value.length && value[offset + 1] == 0) {
      // UTF-16 or UTF-32, which the parser would take, but not tell positions in.
      reading.damage(MALFORMED);
      return;
    }
    byte[] mended = Utf8.mended(value, offset, value.length - offset);
    JsonDocument document =
        mended == null
            ? new JsonDocument(JSON, value, offset, false)
            : new JsonDocument(JSON, mended, 0, true);
    try (JsonParser parser = document.parser(0)) {
      try {
        readDocument(document, parser);
      } catch (IOException e) {
        boolean atEnd = parser.currentLocation().getByteOffset() >= document.length();
        reading.damage(e instanceof JsonEOFException || atEnd ? WireCursor.TRUNCATED : MALFORMED);
      }
    } catch (IOException e) {
      // Bytes in memory cannot fail to open or close but by not being JSON.
      reading.damage(MALFORMED);
    }
  }

  private void readDocument(JsonDocument document, JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      reading.damage(ForeignFormat.jsonArray(parser));
      return;
    }
    boolean known = false;
    boolean unknown = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (name.equals("resourceSpans")) {
        known = true;
        readResourceSpans(document, parser);
        continue;
      }
      String other = ForeignFormat.jsonMember(name);
      if (other != null) {
        reading.damage(other);
        return;
      }
      unknown = true;
      parser.skipChildren();
    }
    reading.unknownFound |= unknown && !known;
    if (parser.nextToken() != null) {
      reading.damage(MALFORMED);
    }
  }

  private void readResourceSpans(JsonDocument document, JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      reading.unknownFound |= parser.currentToken() != JsonToken.VALUE_NULL;
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        resourceSpans.read(document, parser);
      } else {
        reading.unknownFound = true;
        parser.skipChildren();
      }
    }
  }
}
