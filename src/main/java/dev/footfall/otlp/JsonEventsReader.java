package dev.footfall.otlp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads the array of a span's Event objects; those that are not kept are passed over. */
final class JsonEventsReader {
  private final JsonAttributesReader attributes;
  private final TextBuffer name = new TextBuffer();

  JsonEventsReader(JsonAttributesReader attributes) {
    this.attributes = attributes;
  }

  /** Reads the array that the parser is at; anything else is passed over. */
  void read(JsonParser parser, WireEvents into) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY || into.areUnread()) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        readEvent(parser, into);
      } else {
        parser.skipChildren();
      }
    }
  }

  /** The name may stand behind the attributes, which are then read for nothing. */
  private void readEvent(JsonParser parser, WireEvents into) throws IOException {
    into.attributes.clear();
    int slot = -1;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String member = parser.currentName();
      JsonToken token = parser.nextToken();
      if (member.equals("name") && token == JsonToken.VALUE_STRING) {
        name.reset();
        JsonText.append(parser, name, false);
        slot = into.slot(name.bytes(), name.start(), name.length());
      } else if (member.equals("attributes")) {
        attributes.read(parser, into.attributes);
      } else {
        parser.skipChildren();
      }
    }
    if (slot >= 0) {
      into.add(slot);
    }
  }
}
