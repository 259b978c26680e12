package dev.footfall.otlp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Reads arrays of KeyValue objects, and other texts of a span. What no slot asks for is passed
 * over, unless it stands before its key.
 */
final class JsonAttributesReader {
  private final JsonAnyValueReader value = new JsonAnyValueReader();
  private final TextBuffer key = new TextBuffer();
  private boolean documentMended;

  void start(JsonDocument document) {
    documentMended = document.mended();
    value.start(document);
  }

  /** Reads the array that the parser is at; anything else is passed over. */
  void read(JsonParser parser, Attributes into) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        readKeyValue(parser, into);
      } else {
        parser.skipChildren();
      }
    }
  }

  private void readKeyValue(JsonParser parser, Attributes into) throws IOException {
    int slot = -1;
    boolean keyKnown = false;
    value.clear();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (name.equals("key") && token == JsonToken.VALUE_STRING) {
        slot = slot(parser, into);
        keyKnown = true;
      } else if (name.equals("value") && (!keyKnown || slot >= 0)) {
        value.read(parser, into.ownTexts());
      } else {
        parser.skipChildren();
      }
    }
    if (slot >= 0 && !into.has(slot)) {
      value.putInto(into, slot);
    }
  }

  private int slot(JsonParser parser, Attributes into) throws IOException {
    key.reset();
    JsonText.append(parser, key, false);
    return into.projection().slot(key.bytes(), key.start(), key.length());
  }

  /** Reads the name that the parser is at. */
  void readName(JsonParser parser, WireSpan span) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      parser.skipChildren();
      return;
    }
    TextBuffer texts = span.attributes.ownTexts();
    texts.begin();
    boolean replaced = JsonText.append(parser, texts, documentMended);
    span.name(texts.bytes(), texts.start(), texts.length(), replaced);
  }
}
