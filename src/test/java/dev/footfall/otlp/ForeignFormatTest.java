package dev.footfall.otlp;

import static dev.footfall.otlp.TraceMessages.bytes;
import static dev.footfall.otlp.TraceMessages.field;
import static dev.footfall.otlp.TraceMessages.join;
import static dev.footfall.otlp.TraceMessages.record;
import static dev.footfall.otlp.TraceMessages.span;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xerial.snappy.SnappyFramedOutputStream;
import org.xerial.snappy.SnappyOutputStream;

/** What else ends up in a topic: each is a dead letter that says what it is. */
class ForeignFormatTest {
  private static final byte[] TRACE_ID = TraceMessages.TRACE_ID.toByteArray();
  private static final byte[] SPAN_ID = bytes(1, 2, 3, 4, 5, 6, 7, 8);

  private final OtlpReader reader = new OtlpReader(new Projection(Set.of(), false));
  private final byte[] good = record(span(1)).toByteArray();

  private void assertNamed(String name, byte[] value) {
    SeenRecord record = SeenRecord.read(reader, value);
    assertThat(record.outcome).isEqualTo(new OtlpReader.Outcome(0, false, name, 0));
    assertThat(record.spans).isEmpty();
    assertThat(record.badSpans).isEmpty();
  }

  @Test
  void namesCompressedPayloads() throws IOException {
    assertNamed("zstd", Zstd.compress(good));
    assertNamed("gzip", compressed(GZIPOutputStream::new));
    assertNamed("lz4", compressed(LZ4FrameOutputStream::new));
    assertNamed("snappy", compressed(SnappyOutputStream::new));
    assertNamed("snappy", compressed(SnappyFramedOutputStream::new));
  }

  private interface Compression {
    OutputStream around(OutputStream out) throws IOException;
  }

  private byte[] compressed(Compression compression) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = compression.around(bytes)) {
      out.write(good);
    }
    return bytes.toByteArray();
  }

  @Test
  void namesFramedPayloads() {
    assertNamed("grpc_framed", join(bytes(0, 0, 0, 0, good.length), good));
    assertNamed("schema_registry_framed", join(bytes(0, 0, 0, 0, 1, 0), good));
  }

  @Test
  void namesLogs() {
    LogRecord log =
        LogRecord.newBuilder()
            .setTimeUnixNano(5)
            .setSeverityNumberValue(9)
            .setBody(AnyValue.newBuilder().setStringValue("hello"))
            .setTraceId(TraceMessages.TRACE_ID)
            .build();
    ScopeLogs scope = ScopeLogs.newBuilder().addLogRecords(log).addLogRecords(log).build();
    LogsData logs =
        LogsData.newBuilder()
            .addResourceLogs(
                ResourceLogs.newBuilder()
                    .setResource(TraceMessages.resource("shop"))
                    .addScopeLogs(scope))
            .build();

    assertNamed("logs", logs.toByteArray());
    assertNamed("logs", "{\"resourceLogs\":[{\"scopeLogs\":[]}]}".getBytes(UTF_8));
  }

  @Test
  void namesMetrics() {
    NumberDataPoint point = NumberDataPoint.newBuilder().setTimeUnixNano(5).setAsInt(7).build();
    Metric.Builder metric = Metric.newBuilder().setName("http.server.duration").setUnit("ms");

    assertNamed(
        "metrics", metrics(metric.setGauge(Gauge.newBuilder().addDataPoints(point)).build()));
    assertNamed("metrics", metrics(metric.setSum(Sum.newBuilder().addDataPoints(point)).build()));
    assertNamed(
        "metrics",
        metrics(
            metric
                .setHistogram(
                    Histogram.newBuilder()
                        .addDataPoints(HistogramDataPoint.newBuilder().setCount(3)))
                .build()));
    assertNamed("metrics", "{\"resourceMetrics\":[]}".getBytes(UTF_8));
  }

  private static byte[] metrics(Metric metric) {
    return MetricsData.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder()
                .setResource(TraceMessages.resource("shop"))
                .addScopeMetrics(ScopeMetrics.newBuilder().addMetrics(metric)))
        .build()
        .toByteArray();
  }

  @Test
  void namesZipkin() {
    byte[] root =
        join(
            field(1, TRACE_ID), field(3, SPAN_ID), bytes(0x20, 2), field(5, "get".getBytes(UTF_8)));
    byte[] child =
        join(
            field(1, TRACE_ID),
            field(2, SPAN_ID),
            field(3, SPAN_ID),
            field(5, "get /owners".repeat(20).getBytes(UTF_8)));

    assertNamed("zipkin_proto", join(field(1, root), field(1, child)));
    assertNamed("zipkin_proto", field(1, child));
    assertNamed(
        "zipkin_json",
        "[{\"id\":\"0102030405060708\",\"tags\":{\"a\":\"b\"},\"traceId\":\"0102\"}]"
            .getBytes(UTF_8));
  }

  @Test
  void namesJaeger() {
    byte[] process = field(1, "shop".getBytes(UTF_8));

    assertNamed(
        "jaeger_proto",
        join(
            field(1, TRACE_ID),
            field(2, SPAN_ID),
            field(3, "GET /".getBytes(UTF_8)),
            field(10, process)));
    assertNamed(
        "jaeger_json",
        "{\"traceId\":\"AQI=\",\"spanId\":\"AQI=\",\"operationName\":\"GET /\"}".getBytes(UTF_8));
  }

  @Test
  void jaegerSpanIsNoScopeWhateverItsTraceId() {
    Random random = new Random(7);
    byte[] traceId = new byte[16];
    for (int i = 0; i < 100_000; i++) {
      random.nextBytes(traceId);
      assertThat(
              SeenRecord.read(reader, join(field(1, traceId), field(2, SPAN_ID), field(3, SPAN_ID)))
                  .outcome
                  .damage())
          .isEqualTo("jaeger_proto");
    }
  }

  @Test
  void namesTempo() {
    assertNamed("tempo", join(field(2, good), field(3, TRACE_ID)));
    assertNamed(
        "tempo", join(field(2, good), field(2, good), field(3, TRACE_ID), field(3, TRACE_ID)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello", "<html>", "12", "\"text\"", "[1]", "{\"a\":1}", "[]", "\u0001"})
  void otherTextIsNotOtlp(String text) {
    assertNamed("not_otlp", text.getBytes(UTF_8));
  }

  @Test
  void noiseIsNotOtlp() {
    byte[] noise = new byte[300];
    new Random(11).nextBytes(noise);

    assertNamed("not_otlp", noise);
  }
}
