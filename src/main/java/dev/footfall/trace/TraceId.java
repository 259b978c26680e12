package dev.footfall.trace;

/** A 16-byte trace id as two big-endian longs; the key of assembly. */
public record TraceId(long high, long low) {
  /**
   * Fixed for ever: Flink's key groups, and so the place of state in a savepoint, come from it. A
   * record's own is left open by the language.
   */
  @Override
  public int hashCode() {
    return 31 * Long.hashCode(high) + Long.hashCode(low);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TraceId that && high == that.high && low == that.low;
  }

  /** 32 lower-case hexadecimal digits. */
  @Override
  public String toString() {
    return String.format("%016x%016x", high, low);
  }
}
