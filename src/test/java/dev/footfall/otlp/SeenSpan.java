package dev.footfall.otlp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that a handler was told of a span, copied, so that it can be compared. */
record SeenSpan(
    long traceIdHigh,
    long traceIdLow,
    long spanId,
    long parentSpanId,
    @Nullable String name,
    int kind,
    int flags,
    long startEpochNanos,
    long endEpochNanos,
    int statusCode,
    Map<String, Object> attributes,
    Map<String, Object> resource,
    List<WireEvent> events) {

  static SeenSpan of(WireSpan span) {
    return new SeenSpan(
        span.traceIdHigh,
        span.traceIdLow,
        span.spanId,
        span.parentSpanId,
        span.name(),
        span.kind,
        span.flags,
        span.startEpochNanos,
        span.endEpochNanos,
        span.statusCode,
        values(span.attributes),
        values(span.resource),
        events(span.events));
  }

  private static List<WireEvent> events(WireEvents events) {
    List<WireEvent> seen = new ArrayList<>();
    events.forEach(seen::add);
    return seen;
  }

  /** An event with these attributes, numbers in decimal. */
  static WireEvent event(String name, Map<String, Object> values) {
    List<WireEvent.Attribute> attributes = new ArrayList<>();
    new TreeMap<>(values)
        .forEach(
            (key, value) ->
                attributes.add(
                    new WireEvent.Attribute(key, value.toString(), value instanceof Number)));
    return new WireEvent(name, attributes);
  }

  private static Map<String, Object> values(Attributes attributes) {
    Projection projection = attributes.projection();
    Map<String, Object> values = new TreeMap<>();
    for (int slot = 0; slot < projection.size(); slot++) {
      Object value =
          switch (attributes.type(slot)) {
            case ABSENT -> null;
            case STRING -> attributes.text(slot);
            case LONG -> attributes.number(slot);
            case DOUBLE -> Double.longBitsToDouble(attributes.number(slot));
            case BOOLEAN -> attributes.number(slot) == 1;
          };
      if (value != null) {
        values.put(projection.name(slot), value);
      }
    }
    return values;
  }
}
