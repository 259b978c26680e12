package dev.footfall.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import dev.footfall.aggregate.AggregateRow;
import dev.footfall.performance.PerformanceRows;
import dev.footfall.performance.PerformanceSettings;
import dev.footfall.performance.ResponseTargets;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import org.apache.datasketches.memory.Memory;
import org.apache.datasketches.theta.Sketches;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PerformanceJsonTest {
  private static final ObjectMapper JACKSON = new ObjectMapper();

  private final PerformanceJson json = new PerformanceJson("c0ffee", settings(2));

  @Test
  void writesAllThatIsKnown() throws IOException {
    AggregateRow row = PerformanceRows.full();

    ObjectNode read = (ObjectNode) JACKSON.readTree(json.value(row));
    String sketch = read.remove("visitors_sketch").textValue();

    assertThat(read)
        .isEqualTo(
            JACKSON.readTree(
                """
                {"window_start": "2026-11-24T11:29:00.000Z",
                 "window_end": "2026-11-24T11:30:00.000Z",
                 "dimension": "service_version", "value": "shop", "service_version": "1.0",
                 "requests": 4, "interactions": 2, "errors": 1, "client_errors": 1,
                 "satisfied": 2, "tolerating": 1, "frustrated": 1, "apdex": 0.625,
                 "duration_p50_ms": 0.012, "duration_p90_ms": 1.023, "duration_p99_ms": 1.023,
                 "duration_histogram": {"12": 2, "1023": 2}, "busy_ms": {"shop": 6},
                 "visitors": 2, "revision": 2, "issued_at": "2026-11-24T11:30:00.000Z",
                 "final": true, "retracted": false, "config_version": "c0ffee"}
                """));
    assertThat(Sketches.getEstimate(Memory.wrap(Base64.getDecoder().decode(sketch)))).isEqualTo(2);
    assertThat(json.key(row)).asString().isEqualTo("2026-11-24T11:29:00Z|service_version|shop|1.0");
    assertThat(json.timestampMillis(row)).isEqualTo(1_795_519_740_000L);
    assertThat(json.output()).isEqualTo(Output.PERFORMANCE);
  }

  @Test
  void leavesOutWhatThereIsNotInARetractedRow() throws IOException {
    JsonNode read = JACKSON.readTree(json.value(PerformanceRows.retracted()));

    assertThat(read.get("requests").intValue()).isZero();
    assertThat(read.get("retracted").booleanValue()).isTrue();
    assertThat(read.get("duration_histogram")).isEmpty();
    assertThat(ImmutableList.copyOf(read.fieldNames()))
        .doesNotContain("apdex", "duration_p50_ms", "service_version", "visitors");
  }

  @Test
  void keepsKeysApartWhateverTheTexts() {
    assertThat(json.key(PerformanceRows.retracted()))
        .asString()
        .isEqualTo("2026-11-24T11:29:00Z|service_version|/a\\|b\\\\c");
  }

  @Test
  @DisplayName("Minimum group size suppresses sketches too")
  void saysNothingOfVisitorsInAGroupThatIsTooSmall() throws IOException {
    PerformanceJson strict = new PerformanceJson("c0ffee", settings(3));

    assertThat(
            ImmutableList.copyOf(
                JACKSON.readTree(strict.value(PerformanceRows.full())).fieldNames()))
        .contains("requests")
        .doesNotContain("visitors", "visitors_sketch");
  }

  @Test
  void hasExactlyTheDeclaredColumns() throws IOException {
    JsonNode read = JACKSON.readTree(json.value(PerformanceRows.full()));

    var columns = PerformanceSchema.columns("c", settings(1));
    assertThat(ImmutableList.copyOf(read.fieldNames()))
        .containsExactlyElementsOf(columns.stream().map(Column::name).toList());
    columns.forEach(column -> DeclaredColumns.assertType(column, read.get(column.name())));
  }

  private static PerformanceSettings settings(int minGroupSize) {
    return new PerformanceSettings(
        true,
        Duration.ofMinutes(1),
        Duration.ofHours(1),
        10,
        ResponseTargets.DEFAULTS,
        Duration.ofMinutes(1),
        minGroupSize);
  }
}
