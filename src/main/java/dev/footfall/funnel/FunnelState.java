package dev.footfall.funnel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is remembered of a visitor in one funnel. */
final class FunnelState {
  static final long CLEAN = Long.MAX_VALUE;

  /** What {@link Funnel#definition} says. */
  final String definition;

  /** Since when the log has changed without a look at what follows from it; else CLEAN. */
  long dirtySinceMicros = CLEAN;

  /**
   * By start, the cohorts in which an attempt may start and still change, with what was last
   * reported of them. One leaves when it is final.
   */
  final TreeMap<Long, List<Reported>> cohorts = new TreeMap<>();

  /** By held value, behind which place attempts may start, where all attempts are counted. */
  final Map<@Nullable String, EventOrder> free = new HashMap<>();

  /** An attempt under its breakdown. */
  record Reported(@Nullable String breakdown, Attempt attempt) {}

  FunnelState(String definition) {
    this.definition = definition;
  }

  boolean isEmpty() {
    return cohorts.isEmpty() && free.isEmpty() && dirtySinceMicros == CLEAN;
  }

  /**
   * Whether the outcome of some open cohort may depend on an event of this time; one before the
   * cohort may be its session's first, by which attempts are broken down.
   */
  boolean mayConcern(Funnel funnel, long epochMicros) {
    if (cohorts.isEmpty()) {
      return false;
    }
    Long latest = funnel.breaksDownBySession() ? cohorts.lastKey() : cohorts.floorKey(epochMicros);
    return latest != null && epochMicros <= funnel.lastMicros(latest);
  }
}
