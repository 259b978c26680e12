package dev.footfall.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Random trace data that parses: odd in its values, also in its ids. */
final class RandomTraces {
  private static final List<String> TEXTS =
      List.of("", "GET", "/owners/7", "ä€😀", "\u0000\u0001", "a\"b\\c\n", "x".repeat(300));
  private static final List<String> KEYS =
      Stream.concat(
              Stream.of(Field.values()).flatMap(field -> field.names().stream()),
              Stream.of("", "thread.id", "app.plan", "http.rout", "http.routes", "ä".repeat(40)))
          .toList();

  private static final List<String> EVENT_KEYS =
      List.of("thread.id", "app.plan", "exception.type", "user.id");

  private final Random random;

  RandomTraces(Random random) {
    this.random = random;
  }

  TracesData next() {
    TracesData.Builder data = TracesData.newBuilder();
    times(3, () -> data.addResourceSpans(resourceSpans()));
    return data.build();
  }

  private ResourceSpans resourceSpans() {
    ResourceSpans.Builder spans = ResourceSpans.newBuilder();
    if (random.nextInt(8) > 0) {
      Resource.Builder resource = Resource.newBuilder().setDroppedAttributesCount(small());
      times(8, () -> resource.addAttributes(attribute()));
      spans.setResource(resource);
    }
    times(3, () -> spans.addScopeSpans(scopeSpans()));
    return spans.setSchemaUrl(text()).build();
  }

  private ScopeSpans scopeSpans() {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    scope.setScope(InstrumentationScope.newBuilder().setName(text()).addAttributes(attribute()));
    times(6, () -> scope.addSpans(span()));
    return scope.setSchemaUrl(text()).build();
  }

  private Span span() {
    Span.Builder span = Span.newBuilder();
    span.setTraceId(id(16)).setSpanId(id(8)).setName(text()).setKindValue(random.nextInt(6));
    if (random.nextBoolean()) {
      span.setParentSpanId(id(8));
    }
    span.setTraceState(text()).setFlags(random.nextInt() & 0x3FF);
    span.setStartTimeUnixNano(random.nextLong()).setEndTimeUnixNano(random.nextLong());
    times(20, () -> span.addAttributes(attribute()));
    times(3, () -> span.addEvents(event()));
    times(2, () -> span.addLinks(Span.Link.newBuilder().setTraceId(id(16)).setSpanId(id(8))));
    span.setStatus(Status.newBuilder().setCodeValue(random.nextInt(3)).setMessage(text()));
    return span.setDroppedAttributesCount(small()).build();
  }

  private Span.Event event() {
    Span.Event.Builder event = Span.Event.newBuilder();
    event.setName(text()).setTimeUnixNano(random.nextLong()).setDroppedAttributesCount(small());
    times(
        4,
        () ->
            event.addAttributes(attribute().toBuilder().setKey(EVENT_KEYS.get(random.nextInt(4)))));
    return event.build();
  }

  private ByteString id(int length) {
    byte[] id = new byte[random.nextInt(40) == 0 ? random.nextInt(20) : length];
    if (random.nextInt(40) > 0) {
      random.nextBytes(id);
    }
    return ByteString.copyFrom(id);
  }

  private KeyValue attribute() {
    KeyValue.Builder attribute = KeyValue.newBuilder();
    attribute.setKey(KEYS.get(random.nextInt(KEYS.size())));
    if (random.nextInt(20) > 0) {
      attribute.setValue(value(0));
    }
    return attribute.build();
  }

  private AnyValue value(int depth) {
    AnyValue.Builder value = AnyValue.newBuilder();
    switch (random.nextInt(depth > 3 ? 5 : 8)) {
      case 0 -> value.setBoolValue(random.nextBoolean());
      case 1 -> value.setIntValue(random.nextLong() >> random.nextInt(64));
      case 2 -> value.setDoubleValue(random.nextInt(9) == 0 ? Double.NaN : random.nextGaussian());
      case 3 -> value.setBytesValue(ByteString.copyFromUtf8(text()));
      case 4 -> value.setStringValue(text());
      case 5 -> {
        ArrayValue.Builder texts = ArrayValue.newBuilder();
        times(3, () -> texts.addValues(AnyValue.newBuilder().setStringValue(text())));
        value.setArrayValue(texts);
      }
      case 6 -> {
        ArrayValue.Builder values = ArrayValue.newBuilder();
        int kinds = random.nextInt(3) == 0 ? depth + 1 : 4;
        times(4, () -> values.addValues(value(kinds)));
        value.setArrayValue(values);
      }
      default -> {
        KeyValueList.Builder list = KeyValueList.newBuilder();
        times(
            3,
            () -> list.addValues(KeyValue.newBuilder().setKey(text()).setValue(value(depth + 1))));
        value.setKvlistValue(list);
      }
    }
    return value.build();
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private int small() {
    return random.nextInt(3);
  }

  private void times(int bound, Supplier<?> work) {
    for (int i = random.nextInt(bound + 1); i > 0; i--) {
      work.get();
    }
  }
}
