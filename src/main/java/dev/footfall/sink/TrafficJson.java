package dev.footfall.sink;

import dev.footfall.aggregate.AggregateRow;
import dev.footfall.performance.PerformanceSettings;
import dev.footfall.performance.TrafficRow;

/**
 * Rows of traffic as JSON by {@link TrafficSchema}. Keyed by window, kind and values, such as
 * {@code 2026-11-24T11:00:00Z|transition|/|/cart}; the record's time is the window's start.
 */
public final class TrafficJson implements Encoding<AggregateRow> {
  private final RowEncoder<TrafficRow> encoder;

  public TrafficJson(String configVersion, PerformanceSettings settings) {
    encoder = new RowEncoder<>(TrafficSchema.columns(configVersion, settings));
  }

  @Override
  public Output output() {
    return Output.TRAFFIC;
  }

  @Override
  public byte[] key(AggregateRow row) {
    return AggregateColumns.key(row);
  }

  @Override
  public byte[] value(AggregateRow row) {
    return encoder.encode(TrafficRow.of(row));
  }

  @Override
  public long timestampMillis(AggregateRow row) {
    return row.key().startMillis();
  }
}
