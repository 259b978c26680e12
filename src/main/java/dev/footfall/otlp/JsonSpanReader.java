package dev.footfall.otlp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a Span object; says whether it can be used. */
final class JsonSpanReader {
  private static final Map<String, Integer> KINDS =
      Map.of(
          "SPAN_KIND_UNSPECIFIED", 0,
          "SPAN_KIND_INTERNAL", 1,
          "SPAN_KIND_SERVER", 2,
          "SPAN_KIND_CLIENT", 3,
          "SPAN_KIND_PRODUCER", 4,
          "SPAN_KIND_CONSUMER", 5);
  private static final Map<String, Integer> STATUS_CODES =
      Map.of("STATUS_CODE_UNSET", 0, "STATUS_CODE_OK", 1, "STATUS_CODE_ERROR", 2);

  private final WireSpan span;
  private final JsonAttributesReader attributes;
  private final JsonEventsReader events;
  private final JsonNumber number = new JsonNumber();
  private final JsonId id = new JsonId();
  private int traceIdBytes;
  private int spanIdBytes;

  /** Whether a member was of a kind that nothing can be made of. */
  private boolean malformed;

  JsonSpanReader(WireSpan span, JsonAttributesReader attributes) {
    this.span = span;
    this.attributes = attributes;
    events = new JsonEventsReader(attributes);
  }

  /** Reads the value that the parser is at; returns why the span cannot be used, or null. */
  @Nullable String read(JsonParser parser) throws IOException {
    span.clear();
    traceIdBytes = 0;
    spanIdBytes = 0;
    malformed = false;
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return SpanProblem.MALFORMED;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() != JsonToken.VALUE_NULL) {
        readMember(name, parser);
      }
    }
    if (malformed) {
      return SpanProblem.MALFORMED;
    }
    String problem = SpanProblem.ofIds(span, traceIdBytes, spanIdBytes);
    if (problem == null) {
      span.settleName();
    }
    return problem;
  }

  private void readMember(String name, JsonParser parser) throws IOException {
    switch (name) {
      case "traceId" -> {
        traceIdBytes = readId(parser);
        span.traceIdHigh = id.high();
        span.traceIdLow = id.low();
      }
      case "spanId" -> {
        spanIdBytes = readId(parser);
        span.spanId = id.low();
      }
      case "parentSpanId" ->
          span.parentSpanId = id.read(parser) == SpanProblem.SPAN_ID_BYTES ? id.low() : 0;
      case "flags" -> span.flags = (int) readNumber(parser);
      case "name" -> attributes.readName(parser, span);
      case "kind" -> span.kind = readEnum(parser, KINDS);
      case "startTimeUnixNano" -> span.startEpochNanos = readNumber(parser);
      case "endTimeUnixNano" -> span.endEpochNanos = readNumber(parser);
      case "attributes" -> {
        malformed |= parser.currentToken() != JsonToken.START_ARRAY;
        attributes.read(parser, span.attributes);
      }
      case "events" -> events.read(parser, span.events);
      case "status" -> readStatus(parser);
      default -> parser.skipChildren();
    }
  }

  private int readId(JsonParser parser) throws IOException {
    int bytes = id.read(parser);
    malformed |= bytes < 0;
    return bytes;
  }

  private long readNumber(JsonParser parser) throws IOException {
    malformed |= !number.read(parser);
    return number.value();
  }

  /** An enum as a number or a name; a name that nobody knows is 0. */
  private int readEnum(JsonParser parser, Map<String, Integer> names) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      Integer named = names.get(parser.getText());
      return named != null ? named : number.read(parser) ? (int) number.value() : 0;
    }
    return (int) readNumber(parser);
  }

  private void readStatus(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      malformed = true;
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean isCode = parser.currentName().equals("code");
      if (parser.nextToken() != JsonToken.VALUE_NULL && isCode) {
        span.statusCode = readEnum(parser, STATUS_CODES);
      } else {
        parser.skipChildren();
      }
    }
  }
}
