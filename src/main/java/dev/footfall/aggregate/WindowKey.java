package dev.footfall.aggregate;

/**
 * What is aggregated on its own: one thing that is counted, in one window of event time.
 *
 * @param name what is counted, such as a dimension or a funnel's id
 * @param startMillis the window's start, epoch milliseconds
 */
public record WindowKey(String name, long startMillis) {

  /** Written out, because it decides which subtask owns the key: it must never change. */
  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Long.hashCode(startMillis);
  }
}
