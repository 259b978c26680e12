package dev.footfall.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import dev.footfall.aggregate.AggregateRow;
import dev.footfall.performance.PerformanceRows;
import dev.footfall.performance.PerformanceSettings;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TrafficJsonTest {
  private static final ObjectMapper JACKSON = new ObjectMapper();

  private final TrafficJson json = new TrafficJson("c0ffee", PerformanceSettings.DEFAULTS);
  private final AggregateRow row = PerformanceRows.transition(3);

  @Test
  void writesAllThatIsKnown() throws IOException {
    assertThat(JACKSON.readTree(json.value(row)))
        .isEqualTo(
            JACKSON.readTree(
                """
                {"window_start": "2026-11-24T11:00:00.000Z",
                 "window_end": "2026-11-24T12:00:00.000Z",
                 "kind": "transition", "value": "/", "second_value": "/cart", "count": 3,
                 "revision": 1, "issued_at": "2026-11-24T12:00:00.000Z", "final": false,
                 "retracted": false, "config_version": "c0ffee"}
                """));
    assertThat(json.key(row)).asString().isEqualTo("2026-11-24T11:00:00Z|transition|/|/cart");
    assertThat(json.timestampMillis(row)).isEqualTo(row.key().startMillis());
    assertThat(json.output()).isEqualTo(Output.TRAFFIC);
  }

  @Test
  void hasExactlyTheDeclaredColumns() throws IOException {
    JsonNode read = JACKSON.readTree(json.value(row));

    var columns = TrafficSchema.columns("c", PerformanceSettings.DEFAULTS);
    assertThat(ImmutableList.copyOf(read.fieldNames()))
        .containsExactlyElementsOf(columns.stream().map(Column::name).toList());
    columns.forEach(column -> DeclaredColumns.assertType(column, read.get(column.name())));
  }
}
