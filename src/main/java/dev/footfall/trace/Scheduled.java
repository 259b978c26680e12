package dev.footfall.trace;

import org.jspecify.annotations.Nullable;

/**
 * Something for which something may be due; where {@link DeadlineIndex} keeps its place.
 *
 * @param <T> the class that extends this one
 */
public abstract class Scheduled<T extends Scheduled<T>> {
  /** Nothing is due before; epoch milliseconds. */
  long nextCheck = Long.MAX_VALUE;

  /** Where the index has it; null where it has not. */
  DeadlineIndex.@Nullable Bucket<T> bucket;

  /** Its neighbours there. */
  @Nullable T before;

  @Nullable T after;

  /** Nothing is due before; epoch milliseconds, {@link Long#MAX_VALUE} where nothing ever is. */
  public final long nextCheckMillis() {
    return nextCheck;
  }
}
