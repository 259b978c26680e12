package dev.footfall.rule;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.ByteBuffer;

/**
 * A span for tests, written with the generated classes. Times are milliseconds after {@link #BASE}.
 */
public final class SpanDraft {
  /** 2026-11-24T12:00:00Z. */
  public static final long BASE = 1_795_521_600_000L;

  private final Span.Builder span = Span.newBuilder();
  private String service = "shop";
  private long startMicros;
  private long durationMicros = 100_000;
  public long arrivalMillis = BASE + 1_000;
  public boolean isNew = true;
  public byte[] clientFacts;

  private SpanDraft(long id, SpanKind kind) {
    span.setTraceId(bytes(7, 7)).setSpanId(bytes(id)).setKind(kind);
  }

  /** A request to the shop, answered 200. */
  public static SpanDraft get(long id, String path) {
    return request(id, "GET", path, 200);
  }

  public static SpanDraft request(long id, String method, String path, int status) {
    return server(id)
        .with("http.request.method", method)
        .with("url.path", path)
        .with("http.response.status_code", status);
  }

  public static SpanDraft server(long id) {
    return new SpanDraft(id, SpanKind.SPAN_KIND_SERVER);
  }

  public static SpanDraft client(long id) {
    return new SpanDraft(id, SpanKind.SPAN_KIND_CLIENT);
  }

  public static SpanDraft internal(long id) {
    return new SpanDraft(id, SpanKind.SPAN_KIND_INTERNAL);
  }

  public SpanDraft below(long parent) {
    span.setParentSpanId(bytes(parent));
    return this;
  }

  public SpanDraft from(String service) {
    this.service = service;
    return this;
  }

  public SpanDraft named(String name) {
    span.setName(name);
    return this;
  }

  public SpanDraft at(long startMillis, long durationMillis) {
    startMicros = startMillis * 1_000;
    durationMicros = durationMillis * 1_000;
    return this;
  }

  public SpanDraft failed() {
    span.setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR));
    return this;
  }

  public SpanDraft arrives(long arrivalMillis) {
    this.arrivalMillis = BASE + arrivalMillis;
    return this;
  }

  /** Known from an issue before. */
  public SpanDraft known() {
    isNew = false;
    return this;
  }

  public SpanDraft with(String name, String text) {
    return with(name, AnyValue.newBuilder().setStringValue(text));
  }

  public SpanDraft with(String name, long number) {
    return with(name, AnyValue.newBuilder().setIntValue(number));
  }

  public SpanDraft with(String name, double number) {
    return with(name, AnyValue.newBuilder().setDoubleValue(number));
  }

  /** A list of texts and doubles. */
  public SpanDraft withList(String name, Object... values) {
    AnyValue.Builder list = AnyValue.newBuilder();
    for (Object value : values) {
      AnyValue.Builder one = list.getArrayValueBuilder().addValuesBuilder();
      if (value instanceof Double number) {
        one.setDoubleValue(number);
      } else {
        one.setStringValue((String) value);
      }
    }
    return with(name, list);
  }

  private SpanDraft with(String name, AnyValue.Builder value) {
    span.addAttributes(KeyValue.newBuilder().setKey(name).setValue(value));
    return this;
  }

  public SpanDraft event(String name, String attribute, String text) {
    span.addEventsBuilder()
        .setName(name)
        .addAttributes(
            KeyValue.newBuilder()
                .setKey(attribute)
                .setValue(AnyValue.newBuilder().setStringValue(text)));
    return this;
  }

  public ResourceSpans message() {
    long start = BASE * 1_000_000 + startMicros * 1_000;
    span.setStartTimeUnixNano(start).setEndTimeUnixNano(start + durationMicros * 1_000);
    ResourceSpans.Builder message = ResourceSpans.newBuilder();
    message
        .getResourceBuilder()
        .addAttributes(
            KeyValue.newBuilder()
                .setKey("service.name")
                .setValue(AnyValue.newBuilder().setStringValue(service)));
    return message.addScopeSpans(ScopeSpans.newBuilder().addSpans(span)).build();
  }

  private static ByteString bytes(long... values) {
    ByteBuffer buffer = ByteBuffer.allocate(8 * values.length);
    for (long value : values) {
      buffer.putLong(value);
    }
    return ByteString.copyFrom(buffer.array());
  }
}
