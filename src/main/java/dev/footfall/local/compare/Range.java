package dev.footfall.local.compare;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The piece of time that is compared.
 *
 * @param from its start; null for no bound
 * @param to its end, which does not belong to it; null for no bound
 */
public record Range(@Nullable Instant from, @Nullable Instant to) {
  public static final Range ALL = new Range(null, null);

  /** Whether what begins and ends then lies in it, and, where it has a length, wholly. */
  boolean holds(Instant start, Instant end) {
    return (from == null || !start.isBefore(from))
        && (to == null || (start.isBefore(to) && !end.isAfter(to)));
  }

  boolean isBounded() {
    return from != null || to != null;
  }
}
