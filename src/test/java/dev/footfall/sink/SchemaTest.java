package dev.footfall.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.performance.PerformanceSettings;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaTest {
  static Stream<List<? extends Column<?>>> schemas() {
    return Stream.of(
        EventSchema.columns(true),
        SessionSchema.columns(),
        PerformanceSchema.columns("c", PerformanceSettings.DEFAULTS),
        TrafficSchema.columns("c", PerformanceSettings.DEFAULTS),
        FunnelSchema.columns(List.of(), "c", 1),
        AccountingSchema.columns("c"),
        DeadLetterSchema.columns("c"));
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void everyColumnSaysWhatItIsWhyItIsThereAndWhereItComesFrom(List<Column<?>> columns) {
    assertThat(columns)
        .allSatisfy(
            column -> {
              assertThat(column.field().description()).as(column.name()).isNotBlank().endsWith(".");
              assertThat(column.purpose()).as(column.name()).isNotNull();
              assertThat(column.source()).as(column.name()).isNotBlank();
              assertThat(column.name()).matches("[a-z][a-z0-9_]*");
            });
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void columnNamesAreUnique(List<Column<?>> columns) {
    assertThat(columns).extracting(Column::name).doesNotHaveDuplicates();
  }
}
