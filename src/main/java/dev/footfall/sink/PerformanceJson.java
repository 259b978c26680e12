package dev.footfall.sink;

import dev.footfall.aggregate.AggregateRow;
import dev.footfall.performance.PerformanceRow;
import dev.footfall.performance.PerformanceSettings;

/**
 * Rows of performance as JSON by {@link PerformanceSchema}. Keyed by window, dimension and value,
 * such as {@code 2026-11-24T11:29:00Z|page|/cart}; the record's time is the window's start.
 */
public final class PerformanceJson implements Encoding<AggregateRow> {
  private final RowEncoder<PerformanceRow> encoder;

  public PerformanceJson(String configVersion, PerformanceSettings settings) {
    encoder = new RowEncoder<>(PerformanceSchema.columns(configVersion, settings));
  }

  @Override
  public Output output() {
    return Output.PERFORMANCE;
  }

  @Override
  public byte[] key(AggregateRow row) {
    return AggregateColumns.key(row);
  }

  @Override
  public byte[] value(AggregateRow row) {
    return encoder.encode(PerformanceRow.of(row));
  }

  @Override
  public long timestampMillis(AggregateRow row) {
    return row.key().startMillis();
  }
}
