package dev.footfall.otlp;

import static dev.footfall.otlp.TraceMessages.field;
import static dev.footfall.otlp.TraceMessages.join;
import static dev.footfall.otlp.TraceMessages.number;
import static dev.footfall.otlp.TraceMessages.record;
import static dev.footfall.otlp.TraceMessages.recordOf;
import static dev.footfall.otlp.TraceMessages.span;
import static dev.footfall.otlp.TraceMessages.text;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span.Event;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Events of spans, from the wire to what rules read. */
class SpanEventTest {
  private static final Map<String, Set<String>> EXCEPTIONS =
      Map.of("exception", Set.of("exception.type", "retries"));

  private static Event.Builder event(String name, KeyValue... attributes) {
    return Event.newBuilder()
        .setName(name)
        .setTimeUnixNano(7)
        .addAllAttributes(List.of(attributes));
  }

  private static byte[] write(
      byte[] value, Map<String, Set<String>> events, SpanWriter.TextFilter values) {
    Projection projection = new Projection(Set.of(), false, events);
    SpanWriter writer = new SpanWriter(projection);
    new OtlpReader(projection)
        .read(
            value,
            new SpanHandler() {
              @Override
              public void resource(WireSpan next) {
                writer.resource(next.resource, values);
              }

              @Override
              public void span(WireSpan span) {
                writer.span(span, null, null, values);
              }

              @Override
              public void badSpan(String reason, byte[] bytes, int offset, int length) {
                throw new AssertionError(reason);
              }
            });
    return writer.toBytes();
  }

  private static Span only(byte[] value) {
    List<Span> spans = new ArrayList<>();
    Span.read(write(value, EXCEPTIONS, (name, text) -> text), spans::add);
    assertThat(spans).hasSize(1);
    return spans.get(0);
  }

  @Test
  void eventsAreReadBackInTheirOrder() {
    Span span =
        only(
            record(
                    span(1)
                        .addEvents(event("exception", text("exception.type", "a.First")))
                        .addEvents(event("log", text("exception.type", "b.Other")))
                        .addEvents(event("exception", number("retries", 3))))
                .toByteArray());

    List<SpanEvent> exceptions = span.events("exception");
    assertThat(exceptions).hasSize(2);
    assertThat(exceptions.get(0).attribute("exception.type"))
        .isEqualTo(new Span.Value("a.First", false));
    assertThat(exceptions.get(0).attribute("retries")).isNull();
    assertThat(exceptions.get(1).attribute("retries")).isEqualTo(new Span.Value("3", true));
    assertThat(span.events("log")).isEmpty();
    assertThat(span.attribute("exception.type")).isNull();
  }

  @Test
  void nextSpanHasItsOwnEvents() {
    TracesData data =
        record(span(1).addEvents(event("exception", text("exception.type", "a.B"))), span(2));

    List<Span> spans = new ArrayList<>();
    Span.read(write(data.toByteArray(), EXCEPTIONS, (name, text) -> text), spans::add);

    assertThat(spans).extracting(each -> each.events("exception").size()).containsExactly(1, 0);
  }

  @Test
  void onlyWhatRulesNameIsWritten() {
    TracesData data =
        record(
            span(1)
                .addEvents(
                    event(
                        "exception",
                        text("exception.type", "a.B"),
                        text("exception.message", "to 77"),
                        text("user.id", "user-77")))
                .addEvents(event("log", text("exception.type", "a.77"))));

    assertThat(new String(write(data.toByteArray(), EXCEPTIONS, (n, text) -> text), ISO_8859_1))
        .contains("a.B")
        .doesNotContain("77");
    assertThat(write(data.toByteArray(), Map.of(), (n, text) -> text))
        .isEqualTo(write(record(span(1)).toByteArray(), Map.of(), (n, text) -> text));
  }

  @Test
  void neverWritesAPersonalFieldEvenIfARuleAsks() {
    TracesData data = record(span(1).addEvents(event("login", text("user.id", "user-77"))));

    byte[] written =
        write(data.toByteArray(), Map.of("login", Set.of("user.id")), (name, text) -> text);

    assertThat(new String(written, ISO_8859_1)).doesNotContain("77");
  }

  @Test
  void filterMayRefuseAndChangeText() {
    TracesData data =
        record(
            span(1)
                .addEvents(
                    event("exception", text("exception.type", "a.B"), number("retries", 3))));
    List<Span> spans = new ArrayList<>();

    Span.read(
        write(
            data.toByteArray(),
            EXCEPTIONS,
            (name, text) -> name.equals("retries") ? null : text + "!"),
        spans::add);

    SpanEvent event = spans.get(0).events("exception").get(0);
    assertThat(event.attribute("exception.type")).isEqualTo(new Span.Value("a.B!", false));
    assertThat(event.attribute("retries")).isNull();
  }

  @Test
  void nameMayStandBehindTheAttributes() {
    KeyValue type = text("exception.type", "a.B");
    byte[] event = join(field(3, type.toByteArray()), field(2, "exception".getBytes(UTF_8)));

    Span span = only(recordOf(join(span(1).build().toByteArray(), field(11, event))));

    assertThat(span.events("exception").get(0).attribute("exception.type"))
        .isEqualTo(new Span.Value("a.B", false));
  }

  @Test
  void eventThatIsDamagedInsideIsPassedOverAndItsSpanKept() {
    byte[] damaged = join(field(2, "exception".getBytes(UTF_8)), new byte[] {3 << 3 | 2, 100});
    byte[] good = event("exception", text("exception.type", "a.B")).build().toByteArray();

    Span span =
        only(recordOf(join(span(1).build().toByteArray(), field(11, damaged), field(11, good))));

    assertThat(span.events("exception")).hasSize(1);
    assertThat(span.events("exception").get(0).attribute("exception.type").text()).isEqualTo("a.B");
  }

  @Test
  void jsonEventsOfAnotherShapeArePassedOver() {
    String json =
        """
        {"resourceSpans": [{"scopeSpans": [{"spans": [
          {"traceId": "0102030405060708090a0b0c0d0e0f10", "spanId": "0000000000000001", "events": 7},
          {"traceId": "0102030405060708090a0b0c0d0e0f10", "spanId": "0000000000000002", "events": [
            null, "exception", {"name": 7}, {"attributes": [{"key": "retries"}]},
            {"attributes": [{"key": "exception.type", "value": {"stringValue": "a.B"}}],
             "name": "exception", "timeUnixNano": "7"}]}]}]}]}
        """;
    List<Span> spans = new ArrayList<>();

    Span.read(write(json.getBytes(UTF_8), EXCEPTIONS, (name, text) -> text), spans::add);

    assertThat(spans).extracting(each -> each.events("exception").size()).containsExactly(0, 1);
    assertThat(spans.get(1).events("exception").get(0).attribute("exception.type").text())
        .isEqualTo("a.B");
  }
}
