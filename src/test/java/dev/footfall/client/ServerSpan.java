package dev.footfall.client;

import com.google.protobuf.ByteString;
import dev.footfall.otlp.HttpRequest;
import dev.footfall.otlp.OtlpReader;
import dev.footfall.otlp.Projection;
import dev.footfall.otlp.SpanHandler;
import dev.footfall.otlp.WireSpan;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A SERVER span to send through a door, as the generated OTLP classes write it. */
public final class ServerSpan {
  static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Firefox/143.0";

  private String name = "";
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private Instant start = Instant.parse("2026-11-24T12:00:00Z");
  private Instant arrival = start.plusMillis(800);

  /** One that has what a connection needs. */
  public static ServerSpan visit() {
    return new ServerSpan()
        .with("client.address", "192.0.2.1")
        .with("user_agent.original", FIREFOX)
        .with("server.address", "www.shop.example");
  }

  public ServerSpan named(String spanName) {
    name = spanName;
    return this;
  }

  public ServerSpan with(String name, String value) {
    attributes.put(name, value);
    return this;
  }

  ServerSpan without(String name) {
    attributes.remove(name);
    return this;
  }

  public ServerSpan at(String instant) {
    return at(instant, instant);
  }

  ServerSpan at(String startInstant, String arrivalInstant) {
    start = Instant.parse(startInstant);
    arrival = Instant.parse(arrivalInstant);
    return this;
  }

  /** What the door makes of it; null where it says nothing of its client. */
  ClientFacts through(Door door) {
    Passage passage = new Passage(door);
    new OtlpReader(new Projection(Set.of(), false)).read(bytes(), passage);
    return passage.facts == null ? null : ClientFacts.decode(passage.facts);
  }

  /** A record with this span alone. */
  public byte[] bytes() {
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(
                ByteString.copyFrom(
                    new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}))
            .setSpanId(ByteString.copyFrom(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}))
            .setName(name)
            .setKind(Span.SpanKind.SPAN_KIND_SERVER)
            .setStartTimeUnixNano(start.getEpochSecond() * 1_000_000_000 + start.getNano());
    attributes.forEach(
        (name, value) ->
            span.addAttributes(
                KeyValue.newBuilder()
                    .setKey(name)
                    .setValue(AnyValue.newBuilder().setStringValue(value))));
    return TracesData.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder().addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
        .build()
        .toByteArray();
  }

  private final class Passage implements SpanHandler {
    private final Door door;
    private byte[] facts;

    Passage(Door door) {
      this.door = door;
    }

    @Override
    public void resource(WireSpan next) {}

    @Override
    public void span(WireSpan span) {
      facts = door.facts(span, HttpRequest.of(span), arrival.toEpochMilli());
    }

    @Override
    public void badSpan(String reason, byte[] bytes, int offset, int length) {
      throw new AssertionError(reason);
    }
  }
}
