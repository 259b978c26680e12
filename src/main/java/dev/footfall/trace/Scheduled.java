package dev.footfall.trace;

/** Something for which something may be due; where {@link DeadlineIndex} keeps its place. */
public abstract class Scheduled {
  /** Nothing is due before; epoch milliseconds. */
  long nextCheck = Long.MAX_VALUE;

  /** Where the index has it. */
  long bucket = DeadlineIndex.NOWHERE;

  /** Nothing is due before; epoch milliseconds, {@link Long#MAX_VALUE} where nothing ever is. */
  public final long nextCheckMillis() {
    return nextCheck;
  }
}
