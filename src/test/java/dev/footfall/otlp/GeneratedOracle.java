package dev.footfall.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the reader should tell of a record, found by means of the generated classes. */
final class GeneratedOracle {
  private final Set<String> projected;
  private final boolean keepSpanNames;
  private final Map<String, Set<String>> events;

  GeneratedOracle(Projection projection, boolean keepSpanNames, Map<String, Set<String>> events) {
    projected = new HashSet<>();
    for (int slot = 0; slot < projection.size(); slot++) {
      projected.add(projection.name(slot));
    }
    this.keepSpanNames = keepSpanNames;
    this.events = events;
  }

  /** The usable spans of the record. */
  List<SeenSpan> spans(byte[] value) {
    try {
      return spans(TracesData.parseFrom(value));
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private List<SeenSpan> spans(TracesData data) {
    List<SeenSpan> spans = new ArrayList<>();
    for (ResourceSpans resourceSpans : data.getResourceSpansList()) {
      Map<String, Object> resource = values(resourceSpans.getResource().getAttributesList());
      for (ScopeSpans scope : resourceSpans.getScopeSpansList()) {
        for (Span span : scope.getSpansList()) {
          if (isId(span.getTraceId(), 16) && isId(span.getSpanId(), 8)) {
            spans.add(seen(span, resource));
          }
        }
      }
    }
    return spans;
  }

  static boolean isId(ByteString id, int length) {
    return id.size() == length && !id.equals(ByteString.copyFrom(new byte[length]));
  }

  private SeenSpan seen(Span span, Map<String, Object> resource) {
    ByteBuffer traceId = span.getTraceId().asReadOnlyByteBuffer();
    boolean named = keepSpanNames || span.getKindValue() == 2;
    return new SeenSpan(
        traceId.getLong(),
        traceId.getLong(),
        span.getSpanId().asReadOnlyByteBuffer().getLong(),
        span.getParentSpanId().size() == 8
            ? span.getParentSpanId().asReadOnlyByteBuffer().getLong()
            : 0,
        named && !span.getName().isEmpty() ? span.getName() : null,
        span.getKindValue(),
        span.getFlags(),
        span.getStartTimeUnixNano(),
        span.getEndTimeUnixNano(),
        span.getStatus().getCodeValue(),
        values(span.getAttributesList()),
        resource,
        span.getEventsList().stream()
            .filter(event -> events.containsKey(event.getName()))
            .map(this::event)
            .toList());
  }

  private WireEvent event(Span.Event event) {
    return SeenSpan.event(
        event.getName(), values(event.getAttributesList(), events.get(event.getName())));
  }

  private Map<String, Object> values(List<KeyValue> attributes) {
    return values(attributes, projected);
  }

  private static Map<String, Object> values(List<KeyValue> attributes, Set<String> projected) {
    Map<String, Object> values = new TreeMap<>();
    Set<String> seen = new HashSet<>();
    for (KeyValue attribute : attributes) {
      Object value = value(attribute.getKey(), attribute.getValue());
      if (projected.contains(attribute.getKey()) && seen.add(attribute.getKey()) && value != null) {
        values.put(attribute.getKey(), value);
      }
    }
    return values;
  }

  private static @Nullable Object value(String key, AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> value.getBoolValue();
      case INT_VALUE -> value.getIntValue();
      case DOUBLE_VALUE -> value.getDoubleValue();
      case ARRAY_VALUE -> array(key, value.getArrayValue().getValuesList());
      default -> null;
    };
  }

  /** Texts of fields by commas; what only rules ask for by U+001F, numbers too. */
  private static @Nullable String array(String key, List<AnyValue> values) {
    boolean field = Field.named(key) != null;
    List<String> texts = new ArrayList<>();
    for (AnyValue value : values) {
      Object single = value.hasArrayValue() ? null : value(key, value);
      if (single == null || (field && !value.hasStringValue())) {
        return null;
      }
      texts.add(single.toString());
    }
    return texts.isEmpty() ? null : String.join(field ? "," : "\u001F", texts);
  }
}
