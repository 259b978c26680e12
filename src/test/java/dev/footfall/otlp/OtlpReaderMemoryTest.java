package dev.footfall.otlp;

import static dev.footfall.otlp.TraceMessages.attribute;
import static dev.footfall.otlp.TraceMessages.field;
import static dev.footfall.otlp.TraceMessages.record;
import static dev.footfall.otlp.TraceMessages.span;
import static dev.footfall.otlp.TraceMessages.text;
import static dev.footfall.otlp.TraceMessages.texts;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a record may cost, at worst: memory by its length, time by its length. */
class OtlpReaderMemoryTest {
  private static final int LENGTH = 4_000_000;

  /** All that is allocated, not what is held at a time; the worst is JSON in Latin-1. */
  private static final int BYTES_PER_BYTE_AT_MOST = 28;

  private static final int BYTES_AT_MOST = 1 << 20;
  private static final long NANOS_PER_BYTE_AT_MOST = 2_000;

  private final OtlpReader reader =
      new OtlpReader(new Projection(Set.of("app.plan"), true, Map.of("log", Set.of("app.plan"))));

  private void assertBounded(byte[] value) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    SpanHandler nobody = new Nobody();
    long before = threads.getCurrentThreadAllocatedBytes();
    long start = threads.getCurrentThreadCpuTime();
    reader.read(value, nobody);
    long nanos = threads.getCurrentThreadCpuTime() - start;
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(bytes).isLessThan(BYTES_AT_MOST + (long) BYTES_PER_BYTE_AT_MOST * value.length);
    assertThat(nanos).isLessThan(NANOS_PER_BYTE_AT_MOST * value.length);
  }

  @Test
  void longTexts() {
    String text = "x".repeat(LENGTH);

    assertBounded(
        record(span(1).setName(text).addAttributes(text("app.plan", text))).toByteArray());
    assertBounded(json("{\"stringValue\":\"" + text + "\"}").getBytes(UTF_8));
    assertBounded(
        json("{\"stringValue\":\"" + "\\u00e4".repeat(LENGTH / 6) + "\"}").getBytes(UTF_8));
    assertBounded(json("{\"intValue\":\"" + "7".repeat(LENGTH) + "\"}").getBytes(UTF_8));
  }

  @Test
  void textsThatAreNotUtf8() {
    String text = "\u00e4".repeat(LENGTH);

    assertBounded(json("{\"stringValue\":\"" + text + "\"}").getBytes(ISO_8859_1));
    assertBounded(
        TraceMessages.recordOf(
            TraceMessages.join(
                span(1).build().toByteArray(), field(5, text.getBytes(ISO_8859_1)))));
  }

  @Test
  void arraysOfManyTexts() {
    String[] texts = new String[LENGTH / 6];
    Arrays.fill(texts, "ab");

    assertBounded(record(span(1).addAttributes(texts("app.plan", texts))).toByteArray());
    String values = "{\"stringValue\":\"ab\"},".repeat(LENGTH / 21);
    assertBounded(json("{\"arrayValue\":{\"values\":[" + values + "{}]}}").getBytes(UTF_8));
  }

  @Test
  void manySmallThings() {
    AnyValue map = AnyValue.newBuilder().setKvlistValue(KeyValueList.getDefaultInstance()).build();
    byte[] one = field(9, attribute("app.plan", map).toByteArray());
    byte[][] many = new byte[LENGTH / one.length][];
    Arrays.fill(many, one);
    byte[] empty = new byte[LENGTH];
    Arrays.fill(empty, 0, LENGTH, (byte) 0);
    for (int i = 0; i < LENGTH; i += 2) {
      empty[i] = 0x0A;
    }

    assertBounded(
        TraceMessages.recordOf(
            TraceMessages.join(span(1).build().toByteArray(), TraceMessages.join(many))));
    assertBounded(empty);
    Arrays.fill(many, field(11, field(2, "log".getBytes(UTF_8))));
    assertBounded(
        TraceMessages.recordOf(
            TraceMessages.join(span(1).build().toByteArray(), TraceMessages.join(many))));
    assertBounded(("{\"resourceSpans\":[" + "{},".repeat(LENGTH / 3) + "{}]}").getBytes(UTF_8));
  }

  private static String json(String value) {
    return ("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{"
            + "\"traceId\":\"0102030405060708090a0b0c0d0e0f10\",\"spanId\":\"0102030405060708\","
            + "\"attributes\":[{\"value\":%s,\"key\":\"app.plan\"}]}]}]}]}")
        .formatted(value);
  }

  private static final class Nobody implements SpanHandler {
    @Override
    public void resource(WireSpan next) {}

    @Override
    public void span(WireSpan span) {}

    @Override
    public void badSpan(String reason, byte[] bytes, int offset, int length) {}
  }
}
