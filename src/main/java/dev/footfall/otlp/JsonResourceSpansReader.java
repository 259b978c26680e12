package dev.footfall.otlp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Reads a ResourceSpans object. Members may come in any order: where the resource is not the first,
 * it is looked for before anything else is read.
 */
final class JsonResourceSpansReader {
  private static final String RESOURCE = "resource";

  private final Reading reading;
  private final JsonAttributesReader attributes = new JsonAttributesReader();
  private final JsonScopeSpansReader scopeSpans;

  JsonResourceSpansReader(Reading reading) {
    this.reading = reading;
    scopeSpans = new JsonScopeSpansReader(reading, attributes);
  }

  /** Reads the object that the parser has just entered. */
  void read(JsonDocument document, JsonParser parser) throws IOException {
    reading.span.resource.clear();
    attributes.start(document);
    int start = document.position(parser);
    boolean first = true;
    for (JsonToken member = parser.nextToken();
        member == JsonToken.FIELD_NAME;
        member = parser.nextToken()) {
      String name = parser.currentName();
      if (first && !name.equals(RESOURCE)) {
        lookForResource(document, start);
        reading.resource();
      }
      readMember(name, first, document, parser);
      first = false;
    }
  }

  private void readMember(String name, boolean first, JsonDocument document, JsonParser parser)
      throws IOException {
    JsonToken token = parser.nextToken();
    switch (name) {
      case RESOURCE -> {
        if (first && token == JsonToken.START_OBJECT) {
          readResource(parser);
        } else {
          parser.skipChildren();
        }
        if (first) {
          reading.resource();
        }
      }
      case "scopeSpans", "instrumentationLibrarySpans" -> scopeSpans.readAll(document, parser);
      default -> parser.skipChildren();
    }
  }

  private void lookForResource(JsonDocument document, int start) {
    try (JsonParser ahead = document.parser(start)) {
      ahead.nextToken();
      while (ahead.nextToken() == JsonToken.FIELD_NAME) {
        String name = ahead.currentName();
        if (ahead.nextToken() == JsonToken.START_OBJECT && name.equals(RESOURCE)) {
          readResource(ahead);
          return;
        }
        ahead.skipChildren();
      }
    } catch (IOException e) {
      // The document breaks off before its resource: its spans are read without one, and the
      // reading itself comes upon the damage.
      return;
    }
  }

  private void readResource(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean isAttributes = parser.currentName().equals("attributes");
      if (parser.nextToken() == JsonToken.START_ARRAY && isAttributes) {
        attributes.read(parser, reading.span.resource);
      } else {
        parser.skipChildren();
      }
    }
  }
}
