package dev.footfall.trace;

/** A 16-byte trace id as two big-endian longs; the key of assembly. */
public record TraceId(long high, long low) {
  /** 32 lower-case hexadecimal digits. */
  @Override
  public String toString() {
    return String.format("%016x%016x", high, low);
  }
}
