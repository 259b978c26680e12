package dev.footfall.sink;

import dev.footfall.funnel.Funnel;
import dev.footfall.funnel.FunnelKey;
import dev.footfall.funnel.FunnelRow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * Rows of the funnels as JSON by {@link FunnelSchema}. Keyed by funnel, window and, where there is
 * one, breakdown, such as {@code purchase|2026-11-24T11:00:00Z|mobile}; the record's time is the
 * window's start.
 */
public final class FunnelJson implements Encoding<FunnelRow> {
  private final RowEncoder<FunnelRow> encoder;

  /**
   * @param funnels by whose definitions steps are named
   * @param minGroupSize with fewer visitors, a step says nothing of them
   */
  public FunnelJson(List<Funnel> funnels, String configVersion, int minGroupSize) {
    encoder = new RowEncoder<>(FunnelSchema.columns(funnels, configVersion, minGroupSize));
  }

  @Override
  public Output output() {
    return Output.FUNNELS;
  }

  @Override
  public byte[] key(FunnelRow row) {
    FunnelKey key = row.key();
    String window = key.funnelId() + "|" + Instant.ofEpochMilli(key.cohortStartMillis());
    return (key.breakdown() == null ? window : window + "|" + key.breakdown())
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] value(FunnelRow row) {
    return encoder.encode(row);
  }

  @Override
  public long timestampMillis(FunnelRow row) {
    return row.key().cohortStartMillis();
  }
}
