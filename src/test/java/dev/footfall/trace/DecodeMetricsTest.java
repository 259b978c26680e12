package dev.footfall.trace;

import static dev.footfall.trace.DecoderHarness.NOON;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.client.ServerSpan;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecodeMetricsTest {
  private static final String AGENT = "Mozilla/5.0 (Marker)";

  @TempDir private Path folder;

  private final Map<String, Gauge<?>> gauges = new HashMap<>();
  private RecordDecoder decoder;

  @BeforeEach
  void open() throws Exception {
    decoder = DecoderHarness.decoder(folder);
    new DecodeMetrics(new Gauges(), decoder);
  }

  @Test
  void countsStringsThatWereNotUtf8() {
    decode("Mozilla/5.0 (\u00ffarker)", NOON);
    decode(AGENT, NOON);
    decode("Mozilla/5.0 (Marke\u00ff)", NOON);

    assertThat(gauges.get("stringsReplaced").getValue()).isEqualTo(2L);
  }

  @Test
  void countsRequestsOfADayBeforeTheKeysThatAreLeft() {
    decode(AGENT, NOON);
    decode(AGENT, NOON.minusSeconds(3 * 86_400));

    assertThat(gauges.get("requestsWithoutKey").getValue()).isEqualTo(1L);
  }

  /**
   * @param agent a character a byte
   */
  private void decode(String agent, Instant arrival) {
    byte[] sent =
        ServerSpan.visit().with("user_agent.original", AGENT).at(arrival.toString()).bytes();
    byte[] value = new String(sent, ISO_8859_1).replace(AGENT, agent).getBytes(ISO_8859_1);
    long arrivalMillis = arrival.toEpochMilli();
    decoder.decode(
        DecoderHarness.record(value, arrivalMillis), arrivalMillis, new DecodedFragments());
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
