package dev.footfall.analysis;

import dev.footfall.aggregate.LogHistogram;
import dev.footfall.privacy.KeyedId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Times between one interaction of a visitor and the next, up to {@link #LONGEST}. Of a visitor
 * only the last interaction is remembered, in one of two generations, for at least the longest time
 * and at most twice that; so which times are counted depends on the data alone. Not thread-safe.
 */
final class Intervals {
  /** Longer ones are not counted: whoever comes back after it, comes for another visit. */
  static final Duration LONGEST = Duration.ofHours(4);

  private static final long LONGEST_MICROS = LONGEST.toNanos() / 1_000;

  private final LogHistogram millis;
  private Map<KeyedId, Long> young = new HashMap<>();
  private Map<KeyedId, Long> old = new HashMap<>();
  private long rotateMicros = Long.MIN_VALUE;

  /**
   * @param millis gets the times
   */
  Intervals(LogHistogram millis) {
    this.millis = millis;
  }

  /**
   * Takes a visitor's next interaction.
   *
   * @param id of the visitor
   * @param previousId the same connection's id of the day before; null where there is none
   */
  void interaction(KeyedId id, @Nullable KeyedId previousId, long micros) {
    Long before = last(id);
    if (before == null && previousId != null) {
      before = last(previousId);
    }
    if (before != null && micros - before <= LONGEST_MICROS) {
      millis.add((micros - before) / 1_000);
    }
    young.put(id, micros);
  }

  /** Takes an interaction of which only what follows it counts. */
  void before(KeyedId id, long micros) {
    young.put(id, micros);
  }

  private @Nullable Long last(KeyedId id) {
    Long last = young.get(id);
    return last == null ? old.get(id) : last;
  }

  /** To be told that all interactions before a time have come. */
  void passed(long micros) {
    if (micros >= rotateMicros) {
      old = young;
      young = new HashMap<>();
      rotateMicros = micros + LONGEST_MICROS;
    }
  }

  /** Visitors remembered. */
  int size() {
    return young.size() + old.size();
  }
}
