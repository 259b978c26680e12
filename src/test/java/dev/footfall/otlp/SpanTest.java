package dev.footfall.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpanTest {
  private final Projection projection = new Projection(Set.of("thread.name", "thread.id"), false);
  private final OtlpReader reader = new OtlpReader(projection);
  private final SpanWriter writer = new SpanWriter(projection);

  @Test
  void readsBackWhatWasWritten() {
    byte[] facts = {1, 2, 3};
    for (byte[] value : Captured.values(Captured.PROTOBUF)) {
      writer.reset();
      List<SeenSpan> seen = new ArrayList<>();
      List<HttpRequest> requests = new ArrayList<>();
      reader.read(value, new Writing(seen, requests, facts));
      List<Span> spans = new ArrayList<>();
      Span.read(writer.toBytes(), spans::add);

      assertThat(spans).hasSameSizeAs(seen);
      for (int i = 0; i < spans.size(); i++) {
        assertSame(spans.get(i), seen.get(i), requests.get(i), facts);
      }
    }
  }

  @Test
  void blockOfSpansIsReadBackInItsOrder() {
    byte[] facts = {1, 2, 3};
    for (byte[] value : Captured.values(Captured.PROTOBUF)) {
      writer.reset();
      reader.read(value, new Writing(new ArrayList<>(), new ArrayList<>(), facts));
      List<Span> spans = new ArrayList<>();
      Span.read(writer.toBytes(), spans::add);
      Collections.reverse(spans);

      List<Span> again = new ArrayList<>();
      Span.read(Span.block(spans), again::add);

      assertThat(again).map(Span::encoded).containsExactlyElementsOf(encoded(spans));
      assertThat(again).map(Span::service).isEqualTo(spans.stream().map(Span::service).toList());
    }
  }

  private static List<byte[]> encoded(List<Span> spans) {
    return spans.stream().map(Span::encoded).toList();
  }

  private static void assertSame(Span span, SeenSpan seen, HttpRequest request, byte[] facts) {
    assertThat(span.spanId()).isEqualTo(seen.spanId());
    assertThat(span.parentSpanId()).isEqualTo(seen.parentSpanId());
    assertThat(span.kind()).isEqualTo(seen.kind());
    assertThat(span.isError()).isEqualTo(seen.statusCode() == 2);
    assertThat(span.startEpochNanos()).isEqualTo(seen.startEpochNanos());
    assertThat(span.durationNanos()).isEqualTo(seen.endEpochNanos() - seen.startEpochNanos());
    assertThat(span.name()).isEqualTo(seen.name());
    assertThat(span.service().name()).isEqualTo(seen.resource().get("service.name"));
    assertThat(span.service().version()).isEqualTo(seen.resource().get("service.version"));
    assertThat(span.service().environment())
        .isEqualTo(seen.resource().get("deployment.environment.name"));
    assertThat(span.attribute("thread.name")).isEqualTo(value(seen, "thread.name"));
    assertThat(span.attribute("thread.id")).isEqualTo(value(seen, "thread.id"));
    assertThat(span.field(Field.ERROR_TYPE)).isEqualTo(seen.attributes().get("error.type"));
    if (!span.isServer()) {
      assertThat(span.field(Field.PATH)).isNull();
      return;
    }
    assertThat(span.field(Field.METHOD)).isEqualTo(request.method());
    assertThat(span.status()).isEqualTo(request.status());
    assertThat(span.field(Field.PATH)).isEqualTo(request.path());
    assertThat(span.field(Field.QUERY)).isEqualTo(request.query());
    assertThat(span.field(Field.HOST)).isEqualTo(request.host());
    assertThat(span.field(Field.SCHEME)).isEqualTo(request.scheme());
    assertThat(span.field(Field.ROUTE)).isEqualTo(request.route());
    assertThat(span.clientFacts()).isEqualTo(facts);
    for (Field field : Field.values()) {
      if (field.personal()) {
        assertThat(span.field(field)).isNull();
      }
    }
  }

  private static Span.Value value(SeenSpan seen, String name) {
    Object value = seen.attributes().get(name);
    return value == null ? null : new Span.Value(value.toString(), value instanceof Long);
  }

  /** Writes each span with its request, and remembers both. */
  private final class Writing implements SpanHandler {
    private final List<SeenSpan> seen;
    private final List<HttpRequest> requests;
    private final byte[] facts;

    private Writing(List<SeenSpan> seen, List<HttpRequest> requests, byte[] facts) {
      this.seen = seen;
      this.requests = requests;
      this.facts = facts;
    }

    @Override
    public void resource(WireSpan next) {
      writer.resource(next.resource, (name, text) -> text);
    }

    @Override
    public void span(WireSpan span) {
      HttpRequest request = span.isServer() ? HttpRequest.of(span) : null;
      writer.span(span, request, request == null ? null : facts, (name, text) -> text);
      seen.add(SeenSpan.of(span));
      requests.add(request);
    }

    @Override
    public void badSpan(String reason, byte[] bytes, int offset, int length) {
      throw new AssertionError(reason);
    }
  }
}
