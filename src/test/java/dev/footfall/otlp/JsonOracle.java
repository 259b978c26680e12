package dev.footfall.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the reader should tell of an OTLP JSON record, found by means of a tree of the document. */
final class JsonOracle {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final List<String> KINDS =
      List.of("UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER");
  private static final List<String> CODES = List.of("UNSET", "OK", "ERROR");

  private final Set<String> projected;
  private final Map<String, Set<String>> events;

  JsonOracle(Projection projection, Map<String, Set<String>> events) {
    this.events = events;
    projected = new HashSet<>();
    for (int slot = 0; slot < projection.size(); slot++) {
      projected.add(projection.name(slot));
    }
  }

  /** The usable spans of the record; names of SERVER spans only. */
  List<SeenSpan> spans(byte[] value) {
    List<SeenSpan> spans = new ArrayList<>();
    JsonNode document;
    try {
      document = MAPPER.readTree(value);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    for (JsonNode resourceSpans : document.path("resourceSpans")) {
      Map<String, Object> resource = values(resourceSpans.path("resource").path("attributes"));
      for (JsonNode scope : resourceSpans.path("scopeSpans")) {
        for (JsonNode span : scope.path("spans")) {
          if (isId(span.path("traceId"), 32) && isId(span.path("spanId"), 16)) {
            spans.add(seen(span, resource));
          }
        }
      }
    }
    return spans;
  }

  private static boolean isId(JsonNode id, int digits) {
    return id.asText().matches("[0-9a-fA-F]{" + digits + "}") && !id.asText().matches("0+");
  }

  private SeenSpan seen(JsonNode span, Map<String, Object> resource) {
    String traceId = span.path("traceId").asText();
    int kind = number(span.path("kind"), "SPAN_KIND_", KINDS);
    JsonNode parent = span.path("parentSpanId");
    String name = span.path("name").asText();
    return new SeenSpan(
        Long.parseUnsignedLong(traceId.substring(0, 16), 16),
        Long.parseUnsignedLong(traceId.substring(16), 16),
        Long.parseUnsignedLong(span.path("spanId").asText(), 16),
        isId(parent, 16) ? Long.parseUnsignedLong(parent.asText(), 16) : 0,
        kind == 2 && !name.isEmpty() ? name : null,
        kind,
        (int) longOf(span.path("flags")),
        longOf(span.path("startTimeUnixNano")),
        longOf(span.path("endTimeUnixNano")),
        number(span.path("status").path("code"), "STATUS_CODE_", CODES),
        values(span.path("attributes")),
        resource,
        events(span.path("events")));
  }

  private static int number(JsonNode node, String prefix, List<String> names) {
    return node.isTextual()
        ? names.indexOf(node.asText().substring(prefix.length()))
        : node.asInt();
  }

  private static long longOf(JsonNode node) {
    return node.isMissingNode() ? 0 : new BigInteger(node.asText()).longValue();
  }

  private List<WireEvent> events(JsonNode span) {
    List<WireEvent> kept = new ArrayList<>();
    for (JsonNode event : span) {
      Set<String> names = events.get(event.path("name").asText());
      if (names != null) {
        kept.add(
            SeenSpan.event(event.path("name").asText(), values(event.path("attributes"), names)));
      }
    }
    return kept;
  }

  private Map<String, Object> values(JsonNode attributes) {
    return values(attributes, projected);
  }

  private static Map<String, Object> values(JsonNode attributes, Set<String> projected) {
    Map<String, Object> values = new TreeMap<>();
    Set<String> seen = new HashSet<>();
    for (JsonNode attribute : attributes) {
      String key = attribute.path("key").asText();
      Object value = value(key, attribute.path("value"));
      if (projected.contains(key) && seen.add(key) && value != null) {
        values.put(key, value);
      }
    }
    return values;
  }

  private static @Nullable Object value(String key, JsonNode value) {
    if (value.has("stringValue")) {
      return value.get("stringValue").asText();
    }
    if (value.has("boolValue")) {
      return value.get("boolValue").asBoolean();
    }
    if (value.has("intValue")) {
      return longOf(value.get("intValue"));
    }
    if (value.has("doubleValue")) {
      return Double.parseDouble(value.get("doubleValue").asText());
    }
    return array(key, value.path("arrayValue").path("values"));
  }

  /** Texts of fields by commas; what only rules ask for by U+001F, numbers too. */
  private static @Nullable String array(String key, JsonNode values) {
    boolean field = Field.named(key) != null;
    List<String> texts = new ArrayList<>();
    for (JsonNode value : values) {
      Object single = value.has("arrayValue") ? null : value(key, value);
      if (single == null || (field && !value.has("stringValue"))) {
        return null;
      }
      texts.add(single.toString());
    }
    return texts.isEmpty() ? null : String.join(field ? "," : "\u001F", texts);
  }
}
