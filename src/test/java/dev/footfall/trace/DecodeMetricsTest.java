package dev.footfall.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.footfall.otlp.Projection;
import dev.footfall.privacy.DayKeys;
import dev.footfall.privacy.PrivacySettings;
import dev.footfall.source.RawRecord;
import dev.footfall.source.TimeSettings;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecodeMetricsTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  @TempDir private Path folder;

  private final Map<String, Gauge<?>> gauges = new HashMap<>();
  private RecordDecoder decoder;

  @BeforeEach
  void open() throws Exception {
    Path ring = folder.resolve("keys.txt");
    DayKeys.generate(ring, LocalDate.parse("2026-11-24"), 2);
    decoder =
        RecordDecoder.create(
            new Projection(Set.of(), false), privacy(ring), TimeSettings.DEFAULTS, 1_024);
    new DecodeMetrics(new Gauges(), decoder);
  }

  @Test
  void countsStringsThatWereNotUtf8() {
    decode("\u00ffshop", NOON);
    decode("shop", NOON);
    decode("sh\u00ffp", NOON);

    assertThat(gauges.get("stringsReplaced").getValue()).isEqualTo(2L);
  }

  @Test
  void countsRequestsWhoseDaysKeyWasDeleted() {
    decode("shop", NOON);
    decode("shop", NOON.minusSeconds(3 * 86_400));

    assertThat(gauges.get("requestsWithoutKey").getValue()).isEqualTo(1L);
  }

  /**
   * @param service a character a byte
   */
  private void decode(String service, Instant arrival) {
    String marker = "X".repeat(service.length());
    Span span =
        Span.newBuilder()
            .setTraceId(
                ByteString.copyFrom(
                    new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}))
            .setSpanId(ByteString.copyFrom(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}))
            .setKind(Span.SpanKind.SPAN_KIND_SERVER)
            .setStartTimeUnixNano(arrival.toEpochMilli() * 1_000_000)
            .addAttributes(text("client.address", "192.0.2.1"))
            .addAttributes(text("user_agent.original", "Mozilla/5.0"))
            .addAttributes(text("server.address", "shop.example"))
            .build();
    ResourceSpans.Builder spans = ResourceSpans.newBuilder();
    spans.getResourceBuilder().addAttributes(text("service.name", marker));
    spans.addScopeSpans(ScopeSpans.newBuilder().addSpans(span));
    byte[] sent = TracesData.newBuilder().addResourceSpans(spans).build().toByteArray();
    byte[] value = new String(sent, ISO_8859_1).replace(marker, service).getBytes(ISO_8859_1);
    decoder.decode(
        new RawRecord("otlp_spans", 0, 0, arrival.toEpochMilli(), null, value, List.of()),
        arrival.toEpochMilli(),
        new Nowhere());
  }

  private static PrivacySettings privacy(Path ring) {
    return new PrivacySettings(
        ring.toString(),
        ZoneOffset.UTC,
        LocalTime.MIDNIGHT,
        Set.of(),
        Map.of(),
        "shop",
        List.of(),
        null,
        false,
        null,
        Set.of());
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static final class Nowhere implements RecordDecoder.Output {
    @Override
    public void fragment(TraceFragment fragment) {}

    @Override
    public void deadLetter(DeadLetter letter) {
      throw new AssertionError(letter);
    }

    @Override
    public void count(AccountingCount count) {}
  }

  private final class Gauges extends UnregisteredMetricsGroup {
    @Override
    public MetricGroup addGroup(String name) {
      return this;
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
      gauges.put(name, gauge);
      return gauge;
    }
  }
}
