package dev.footfall.otlp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Reads an AnyValue object: what it holds is kept here until {@link #putInto} gives it to a slot,
 * for the key may come behind the value. Maps, bytes and arrays of anything but single values are
 * passed over.
 */
final class JsonAnyValueReader {
  private final JsonNumber integer = new JsonNumber();
  private boolean documentMended;

  private Attributes.Type type = Attributes.Type.ABSENT;
  private long number;
  private boolean replaced;
  private boolean list;
  private boolean allTexts;

  void start(JsonDocument document) {
    documentMended = document.mended();
  }

  void clear() {
    type = Attributes.Type.ABSENT;
    replaced = false;
    list = false;
  }

  /** Reads the value that the parser is at; its text, if it has one, goes behind the others. */
  void read(JsonParser parser, TextBuffer texts) throws IOException {
    clear();
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() != JsonToken.VALUE_NULL) {
        readMember(name, parser, texts);
      }
    }
  }

  private void readMember(String name, JsonParser parser, TextBuffer texts) throws IOException {
    switch (name) {
      case "stringValue" -> {
        texts.begin();
        type = appendText(parser, texts) ? Attributes.Type.STRING : Attributes.Type.ABSENT;
      }
      case "boolValue" -> {
        type = parser.currentToken().isBoolean() ? Attributes.Type.BOOLEAN : Attributes.Type.ABSENT;
        number = parser.currentToken() == JsonToken.VALUE_TRUE ? 1 : 0;
        parser.skipChildren();
      }
      case "intValue" -> {
        type = integer.read(parser) ? Attributes.Type.LONG : Attributes.Type.ABSENT;
        number = integer.value();
      }
      case "doubleValue" -> readDouble(parser);
      case "arrayValue" -> readArray(parser, texts);
      case "kvlistValue", "bytesValue" -> {
        type = Attributes.Type.ABSENT;
        parser.skipChildren();
      }
      default -> parser.skipChildren();
    }
  }

  private void readDouble(JsonParser parser) throws IOException {
    type = Attributes.Type.ABSENT;
    if (!parser.currentToken().isNumeric() && parser.currentToken() != JsonToken.VALUE_STRING) {
      parser.skipChildren();
      return;
    }
    try {
      // Takes NaN, Infinity and -Infinity as OTLP writes them.
      number = Double.doubleToRawLongBits(Double.parseDouble(parser.getText()));
      type = Attributes.Type.DOUBLE;
    } catch (NumberFormatException e) {
      type = Attributes.Type.ABSENT;
    }
  }

  private void readArray(JsonParser parser, TextBuffer texts) throws IOException {
    type = Attributes.Type.ABSENT;
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean isValues = parser.currentName().equals("values");
      if (parser.nextToken() == JsonToken.START_ARRAY && isValues) {
        texts.begin();
        type = appendAll(parser, texts) ? Attributes.Type.STRING : Attributes.Type.ABSENT;
      } else {
        parser.skipChildren();
      }
    }
  }

  /** Appends the values of an array; false where it is empty or holds no single values. */
  private boolean appendAll(JsonParser parser, TextBuffer texts) throws IOException {
    int count = 0;
    boolean usable = true;
    list = true;
    allTexts = true;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (count++ > 0) {
        texts.append(Attributes.LIST_SEPARATOR);
      }
      usable &= appendSingle(parser, texts);
    }
    return usable && count > 0;
  }

  /** Appends the single value of an AnyValue object; false where it holds anything else. */
  private boolean appendSingle(JsonParser parser, TextBuffer texts) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return false;
    }
    boolean single = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      single |= appendMember(name, parser, texts);
      parser.skipChildren();
    }
    return single;
  }

  private boolean appendMember(String name, JsonParser parser, TextBuffer texts)
      throws IOException {
    if (name.equals("stringValue")) {
      return appendText(parser, texts);
    }
    Attributes.Type before = type;
    switch (name) {
      case "boolValue" -> {
        if (!parser.currentToken().isBoolean()) {
          return false;
        }
        texts.appendAscii(parser.getText());
      }
      case "intValue" -> {
        if (!integer.read(parser)) {
          return false;
        }
        texts.appendAscii(Long.toString(integer.value()));
      }
      case "doubleValue" -> {
        readDouble(parser);
        if (type != Attributes.Type.DOUBLE) {
          return false;
        }
        texts.appendAscii(Double.toString(Double.longBitsToDouble(number)));
        type = before;
      }
      default -> {
        return false;
      }
    }
    allTexts = false;
    return true;
  }

  private boolean appendText(JsonParser parser, TextBuffer texts) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      parser.skipChildren();
      return false;
    }
    replaced |= JsonText.append(parser, texts, documentMended);
    return true;
  }

  /** Puts the value that was read last into a slot. */
  void putInto(Attributes into, int slot) {
    switch (type) {
      case STRING -> {
        if (list && !into.takesInList(slot, allTexts)) {
          into.putUnusable(slot);
          return;
        }
        if (list && into.separator(slot) != Attributes.LIST_SEPARATOR) {
          into.ownTexts().replace(Attributes.LIST_SEPARATOR, into.separator(slot));
        }
        into.putOwnUtf8(slot);
        if (replaced) {
          into.countReplacedString();
        }
      }
      case LONG, DOUBLE, BOOLEAN -> into.putNumber(slot, type, number);
      case ABSENT -> into.putUnusable(slot);
    }
  }
}
