package dev.footfall.otlp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads ScopeSpans objects and tells of each of their spans, good or bad. */
final class JsonScopeSpansReader {
  private final Reading reading;
  private final JsonSpanReader span;

  JsonScopeSpansReader(Reading reading, JsonAttributesReader attributes) {
    this.reading = reading;
    span = new JsonSpanReader(reading.span, attributes);
  }

  /** Reads the array of ScopeSpans that comes next. */
  void readAll(JsonDocument document, JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      reading.unknownFound |= parser.currentToken() != JsonToken.VALUE_NULL;
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        reading.scopeFound = true;
        read(document, parser);
      } else {
        reading.unknownFound = true;
        parser.skipChildren();
      }
    }
  }

  private void read(JsonDocument document, JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean isSpans = parser.currentName().equals("spans");
      if (parser.nextToken() == JsonToken.START_ARRAY && isSpans) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          readSpan(document, parser);
        }
      } else {
        parser.skipChildren();
      }
    }
  }

  private void readSpan(JsonDocument document, JsonParser parser) throws IOException {
    int start = document.position(parser);
    String reason = span.read(parser);
    if (reason == null) {
      reading.goodSpan();
      return;
    }
    // A number that closes the array's last span is known to end only behind its next character.
    int end = (int) parser.currentLocation().getByteOffset();
    reading.badSpan(reason, document.bytes(), document.offset() + start, end - start);
  }
}
