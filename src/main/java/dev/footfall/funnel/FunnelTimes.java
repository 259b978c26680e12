package dev.footfall.funnel;

import dev.footfall.aggregate.RowTimes;
import dev.footfall.aggregate.WindowKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When the rows of a funnel's windows go out: while attempts come and change, and last when none of
 * the window's can change any more. A window's key has the funnel's id for its name.
 */
public final class FunnelTimes implements RowTimes {
  private static final long serialVersionUID = 1;

  private final Map<String, Funnel> funnels = new HashMap<>();
  private final long horizonMicros;
  private final long updateMillis;

  /**
   * @param horizon for how long after an event's time its revisions count
   */
  public FunnelTimes(List<Funnel> funnels, Duration horizon, Duration updateInterval) {
    funnels.forEach(funnel -> this.funnels.put(funnel.id(), funnel));
    this.horizonMicros = horizon.toNanos() / 1_000;
    this.updateMillis = Math.max(1, updateInterval.toMillis());
  }

  @Override
  public long firstMillis(WindowKey key) {
    return Math.min(lastMillis(key), key.startMillis() + updateMillis);
  }

  /** Of a funnel that is no longer configured, its start: what is left of it goes out at once. */
  @Override
  public long lastMillis(WindowKey key) {
    Funnel funnel = funnels.get(key.name());
    return funnel == null
        ? key.startMillis()
        : Math.floorDiv(funnel.lastMicros(key.startMillis() * 1_000) + horizonMicros, 1_000L);
  }

  @Override
  public long updateMillis() {
    return updateMillis;
  }
}
