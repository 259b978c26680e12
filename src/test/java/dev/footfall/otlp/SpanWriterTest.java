package dev.footfall.otlp;

import static dev.footfall.otlp.TraceMessages.number;
import static dev.footfall.otlp.TraceMessages.record;
import static dev.footfall.otlp.TraceMessages.resource;
import static dev.footfall.otlp.TraceMessages.span;
import static dev.footfall.otlp.TraceMessages.text;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SpanWriterTest {
  private static final SpanWriter.TextFilter AS_IT_IS = (name, text) -> text;

  private Projection projection = new Projection(Set.of("app.plan", "app.price"), false);

  private byte[] write(TracesData data, SpanWriter.TextFilter values) {
    SpanWriter writer = new SpanWriter(projection);
    new OtlpReader(projection)
        .read(
            data.toByteArray(),
            new SpanHandler() {
              @Override
              public void resource(WireSpan next) {
                writer.resource(next.resource, values);
              }

              @Override
              public void span(WireSpan span) {
                writer.span(span, redacted(span), null, values);
              }

              @Override
              public void badSpan(String reason, byte[] bytes, int offset, int length) {
                throw new AssertionError(reason);
              }
            });
    return writer.toBytes();
  }

  private static @Nullable HttpRequest redacted(WireSpan span) {
    HttpRequest raw = HttpRequest.of(span);
    return span.isServer() ? raw.with("/redacted", null, raw.route()) : null;
  }

  private Span only(TracesData data, SpanWriter.TextFilter values) {
    List<Span> spans = spans(write(data, values));
    assertThat(spans).hasSize(1);
    return spans.get(0);
  }

  private static List<Span> spans(byte[] block) {
    List<Span> spans = new ArrayList<>();
    Span.read(block, spans::add);
    return spans;
  }

  private static TracesData withResource(TracesData data, Resource resource) {
    TracesData.Builder builder = data.toBuilder();
    builder.getResourceSpansBuilder(0).setResource(resource);
    return builder.build();
  }

  @Test
  void endBeforeStartIsNoDurationAndFlagged() {
    Span backwards = only(record(span(1).setStartTimeUnixNano(9).setEndTimeUnixNano(4)), AS_IT_IS);

    assertThat(backwards.startEpochNanos()).isEqualTo(9);
    assertThat(backwards.durationNanos()).isZero();
    assertThat(backwards.endedBeforeStart()).isTrue();
    assertThat(only(record(span(1)), AS_IT_IS).endedBeforeStart()).isFalse();
  }

  @Test
  void durationThatFitsNoLongIsTheLongest() {
    Span span =
        only(
            record(span(1).setStartTimeUnixNano(Long.MIN_VALUE).setEndTimeUnixNano(Long.MAX_VALUE)),
            AS_IT_IS);

    assertThat(span.durationNanos()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void neverWritesAPersonalFieldEvenIfARuleAsks() {
    projection =
        new Projection(
            Set.of("client.address", "user_agent.original", "user.id", "url.full", "app.plan"),
            false);
    TracesData data =
        record(
            span(1)
                .addAttributes(text("client.address", "192.0.2.77"))
                .addAttributes(text("user_agent.original", "Agent/7"))
                .addAttributes(text("user.id", "user-77"))
                .addAttributes(text("url.full", "http://shop.example/?token=77"))
                .addAttributes(text("url.path", "/raw/77"))
                .addAttributes(text("app.plan", "gold")));

    String written = new String(write(data, AS_IT_IS), ISO_8859_1);

    assertThat(written).contains("gold").doesNotContain("77", "Agent");
  }

  @Test
  void ruleThatAsksForThePathGetsTheRedactedOne() {
    projection = new Projection(Set.of("url.path", "http.target"), false);

    Span span = only(record(span(1).addAttributes(text("url.path", "/raw"))), AS_IT_IS);

    assertThat(span.attribute("url.path")).isEqualTo(new Span.Value("/redacted", false));
    assertThat(span.attribute("http.target")).isNull();
  }

  @Test
  void routeThatIsTheRedactedPathIsReadBackAndTakesTwoBytes() {
    TracesData literal = record(request("/redacted"));
    TracesData template = record(request("/{other}!"));

    Span span = only(literal, AS_IT_IS);

    assertThat(span.field(Field.ROUTE)).isEqualTo("/redacted");
    assertThat(span.attribute("http.route")).isEqualTo(new Span.Value("/redacted", false));
    assertThat(span.name()).isEqualTo("GET /redacted");
    assertThat(only(template, AS_IT_IS).field(Field.ROUTE)).isEqualTo("/{other}!");
    assertThat(write(template, AS_IT_IS).length - write(literal, AS_IT_IS).length)
        .isEqualTo("/redacted".length());
  }

  private static io.opentelemetry.proto.trace.v1.Span.Builder request(String route) {
    return span(1)
        .setName("GET " + route)
        .clearAttributes()
        .addAttributes(text("http.request.method", "GET"))
        .addAttributes(text("url.path", "/api/cart/items"))
        .addAttributes(text("http.route", route));
  }

  @Test
  void attributeOfTheSpanPrecedesThatOfItsResource() {
    Resource resource = resource("shop").toBuilder().addAttributes(text("app.plan", "r")).build();
    TracesData data =
        withResource(record(span(1).addAttributes(text("app.plan", "s")), span(2)), resource);

    List<Span> spans = spans(write(data, AS_IT_IS));

    assertThat(spans.get(0).attribute("app.plan")).isEqualTo(new Span.Value("s", false));
    assertThat(spans.get(1).attribute("app.plan")).isEqualTo(new Span.Value("r", false));
    assertThat(spans.get(1).attribute("app.price")).isNull();
  }

  @Test
  void filterMayRefuseAndChangeText() {
    TracesData data =
        record(
            span(1)
                .addAttributes(text("app.plan", "secret"))
                .addAttributes(number("app.price", 12)));

    Span span = only(data, (name, text) -> name.equals("app.plan") ? null : text + "!");

    assertThat(span.attribute("app.plan")).isNull();
    assertThat(span.attribute("app.price")).isEqualTo(new Span.Value("12!", false));
    assertThat(span.name()).isEqualTo("GET /!");
    assertThat(only(data, AS_IT_IS).attribute("app.price")).isEqualTo(new Span.Value("12", true));
  }

  @Test
  void serviceWithoutANameIsUnknown() {
    Span span = only(withResource(record(span(1)), Resource.getDefaultInstance()), AS_IT_IS);

    assertThat(span.service()).isEqualTo(new Span.Service("unknown_service", null, null));
  }

  @Test
  void equalServicesAreOne() {
    Span one = only(record(span(1)), AS_IT_IS);
    Span other = only(record(span(2)), AS_IT_IS);

    assertThat(one.service()).isSameAs(other.service());
  }

  @Test
  void textsOfAnyLengthAreReadBack() {
    for (int length : new int[] {0, 1, 90, 127, 128, 300, 16_383, 16_384, 3_000_000}) {
      String plan = "ä".repeat(length / 2) + "x".repeat(length % 2);
      Resource resource = resource(plan).toBuilder().addAttributes(text("app.price", plan)).build();
      TracesData data =
          withResource(
              record(
                  span(1).addAttributes(text("app.plan", plan)),
                  span(2).setKindValue(1).addAttributes(text("app.plan", plan))),
              resource);

      List<Span> spans = spans(write(data, AS_IT_IS));

      assertThat(spans).hasSize(2);
      for (Span span : spans) {
        assertThat(span.attribute("app.plan")).isEqualTo(new Span.Value(plan, false));
        assertThat(span.attribute("app.price")).isEqualTo(new Span.Value(plan, false));
        assertThat(span.service().name()).isEqualTo(plan);
      }
    }
  }

  @Test
  void namesOfOtherSpansAreKeptWhereARuleTestsThem() {
    TracesData data = record(span(1).setKindValue(1));

    assertThat(only(data, AS_IT_IS).name()).isNull();
    projection = new Projection(Set.of(), true);
    assertThat(only(data, AS_IT_IS).name()).isEqualTo("GET /");
  }

  @Test
  void blocksAreJoinedWithoutTheSecondVersion() {
    byte[] first = write(record(span(1)), AS_IT_IS);
    byte[] second = write(record(span(2), span(3)), AS_IT_IS);
    byte[] joined = java.util.Arrays.copyOf(first, first.length + second.length - 1);
    System.arraycopy(second, 1, joined, first.length, second.length - 1);

    assertThat(spans(joined)).map(Span::spanId).containsExactly(1L, 2L, 3L);
  }

  @Test
  void unknownVersionThrows() {
    byte[] block = write(record(span(1)), AS_IT_IS);
    block[0] = 2;

    assertThatThrownBy(() -> spans(block))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("unknown version 2");
  }
}
