package dev.footfall.trace;

import com.google.protobuf.ByteString;
import dev.footfall.otlp.OtlpReader;
import dev.footfall.otlp.Projection;
import dev.footfall.otlp.SpanHandler;
import dev.footfall.otlp.SpanWriter;
import dev.footfall.otlp.WireSpan;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Makes fragments as decode does: from OTLP bytes, through the reader and the writer. */
final class Fragments {
  private static final Projection PROJECTION = new Projection(Set.of("note"), false);
  private static final OtlpReader READER = new OtlpReader(PROJECTION);

  private Fragments() {}

  /**
   * A span to send.
   *
   * @param note an attribute, so that copies may differ in content and length
   */
  record Sent(long spanId, long parentSpanId, boolean server, long startNanos, String note) {
    static Sent server(long spanId) {
      return new Sent(spanId, 0, true, spanId * 1_000, "");
    }

    static Sent inner(long spanId, long parentSpanId) {
      return new Sent(spanId, parentSpanId, false, spanId * 1_000, "");
    }

    Sent withNote(String other) {
      return new Sent(spanId, parentSpanId, server, startNanos, other);
    }
  }

  static TraceFragment fragment(TraceId id, long arrivalMillis, Sent... spans) {
    return new TraceFragment(id, arrivalMillis, block(Arrays.asList(spans)));
  }

  static byte[] block(List<Sent> spans) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    spans.forEach(span -> scope.addSpans(otlp(span)));
    ResourceSpans.Builder resource = ResourceSpans.newBuilder().addScopeSpans(scope);
    resource.getResourceBuilder().addAttributes(attribute("service.name", "shop"));
    byte[] record = TracesData.newBuilder().addResourceSpans(resource).build().toByteArray();
    Encoder encoder = new Encoder();
    READER.read(record, encoder);
    return encoder.writer.toBytes();
  }

  private static Span.Builder otlp(Sent span) {
    Span.Builder otlp =
        Span.newBuilder()
            .setTraceId(
                ByteString.copyFrom(new byte[15]).concat(ByteString.copyFrom(new byte[] {1})))
            .setSpanId(bytes(span.spanId))
            .setKind(span.server ? Span.SpanKind.SPAN_KIND_SERVER : Span.SpanKind.SPAN_KIND_CLIENT)
            .setStartTimeUnixNano(span.startNanos)
            .setEndTimeUnixNano(span.startNanos + 1_000);
    if (span.parentSpanId != 0) {
      otlp.setParentSpanId(bytes(span.parentSpanId));
    }
    if (!span.note.isEmpty()) {
      otlp.addAttributes(attribute("note", span.note));
    }
    return otlp;
  }

  private static KeyValue attribute(String name, String text) {
    return KeyValue.newBuilder()
        .setKey(name)
        .setValue(AnyValue.newBuilder().setStringValue(text))
        .build();
  }

  private static ByteString bytes(long id) {
    return ByteString.copyFrom(ByteBuffer.allocate(8).putLong(id).array());
  }

  private static final class Encoder implements SpanHandler {
    private final SpanWriter writer = new SpanWriter(PROJECTION);

    @Override
    public void resource(WireSpan next) {
      writer.resource(next.resource, (name, text) -> text);
    }

    @Override
    public void span(WireSpan span) {
      writer.span(span, null, null, (name, text) -> text);
    }

    @Override
    public void badSpan(String reason, byte[] bytes, int offset, int length) {
      throw new AssertionError(reason);
    }
  }
}
