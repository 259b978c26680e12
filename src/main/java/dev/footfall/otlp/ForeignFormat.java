package dev.footfall.otlp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Names what a record is that is no OTLP trace data, as far as it can be told from a few bytes: so
 * that a dead letter says which exporter is set up wrong.
 */
final class ForeignFormat {
  static final String NOT_OTLP = "not_otlp";

  private ForeignFormat() {}

  /**
   * Names a format by how it starts, where OTLP protobuf never starts so; null for all others.
   * Compressed bytes may well hold a stretch that could be read.
   */
  static @Nullable String ofStart(byte[] value) {
    if (startsWith(value, 0x0A)) {
      return lookalike(value);
    }
    if (startsWith(value, 0x1F, 0x8B)) {
      return "gzip";
    }
    if (startsWith(value, 0x28, 0xB5, 0x2F, 0xFD)) {
      return "zstd";
    }
    if (startsWith(value, 0x04, 0x22, 0x4D, 0x18)) {
      return "lz4";
    }
    if (startsWith(value, 0x82, 'S', 'N', 'A', 'P', 'P', 'Y', 0)
        || startsWith(value, 0xFF, 0x06, 0x00, 0x00, 's', 'N', 'a', 'P', 'p', 'Y')) {
      return "snappy";
    }
    return startsWith(value, 0) ? framed(value) : null;
  }

  /** Names what was read as protobuf, and in which no ScopeSpans was found. */
  static String ofUnread(byte[] value) {
    return isTempo(value) ? "tempo" : NOT_OTLP;
  }

  /** A zero byte and a number: the length that gRPC writes, or a schema registry's id. */
  private static String framed(byte[] value) {
    if (value.length <= 5) {
      return NOT_OTLP;
    }
    int number = 0;
    for (int i = 1; i < 5; i++) {
      number = number << 8 | value[i] & 0xFF;
    }
    return number == value.length - 5 ? "grpc_framed" : "schema_registry_framed";
  }

  /**
   * Tempo's PushBytesRequest: traces (2) and trace ids (3) in equal number.
   *
   * @see <a
   *     href="https://github.com/grafana/tempo/blob/v2.8.0/pkg/tempopb/tempo.proto">tempo.proto</a>
   */
  private static boolean isTempo(byte[] value) {
    int traces = 0;
    int ids = 0;
    WireCursor cursor = new WireCursor();
    cursor.start(value);
    for (int tag = cursor.tag(value.length); tag != 0; tag = cursor.tag(value.length)) {
      traces += tag == (2 << 3 | WireCursor.BYTES) ? 1 : 0;
      if (tag == (3 << 3 | WireCursor.BYTES)) {
        ids += value.length > cursor.position && value[cursor.position] == 16 ? 1 : 0;
      }
      cursor.skip(tag, value.length);
    }
    return cursor.broken == null && traces > 0 && traces == ids;
  }

  /**
   * Formats that protobuf might take for a ResourceSpans, by what no ResourceSpans starts with;
   * null for all others.
   */
  static @Nullable String lookalike(byte[] value) {
    // Jaeger's Span: a trace id of 16 bytes and a span id of 8, where ours has a ResourceSpans.
    if (startsWith(value, 0x0A, 16) && hasAt(value, 18, 0x12, 8)) {
      return "jaeger_proto";
    }
    if (value.length < 2) {
      return null;
    }
    // Zipkin's ListOfSpans: a trace id, then a parent id or not, then the span's id, all of fixed
    // length, where ours has a resource, a ScopeSpans or a schema URL.
    int span = value[1] >= 0 ? 2 : value.length > 2 && value[2] >= 0 ? 3 : 4;
    for (int idLength : new int[] {8, 16}) {
      if (hasAt(value, span, 0x0A, idLength)) {
        int next = span + 2 + idLength;
        boolean hasParent = hasAt(value, next, 0x12, 8);
        if (hasAt(value, hasParent ? next + 10 : next, 0x1A, 8)) {
          return "zipkin_proto";
        }
      }
    }
    return null;
  }

  private static boolean startsWith(byte[] value, int... prefix) {
    return hasAt(value, 0, prefix);
  }

  private static boolean hasAt(byte[] value, int offset, int... wanted) {
    if (value.length - offset < wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (value[offset + i] != (byte) wanted[i]) {
        return false;
      }
    }
    return true;
  }

  /** Names the document by a member that OTLP traces do not have; null where it tells nothing. */
  static @Nullable String jsonMember(String name) {
    return switch (name) {
      case "resourceLogs" -> "logs";
      case "resourceMetrics" -> "metrics";
      case "resourceProfiles" -> "profiles";
      case "operationName" -> "jaeger_json";
      default -> null;
    };
  }

  /** Names the array that the parser has just entered; Zipkin's is one of spans. */
  static String jsonArray(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY
        || parser.nextToken() != JsonToken.START_OBJECT) {
      return NOT_OTLP;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      if (parser.currentName().equals("traceId")) {
        return "zipkin_json";
      }
      parser.nextToken();
      parser.skipChildren();
    }
    return NOT_OTLP;
  }
}
