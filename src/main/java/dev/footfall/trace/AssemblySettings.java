package dev.footfall.trace;

import java.io.Serializable;
import java.time.Duration;

/**
 * Bounds of assembly.
 *
 * @param memoryBytes of heap that one subtask uses for traces, open and issued ones together;
 *     beyond it those that would stay the longest spill to keyed state, which leaves some 200 bytes
 *     of each
 * @param maxSpans kept per trace: SERVER spans first, then by a hash of the span id
 * @param maxBytes kept per trace, in the compact encoding
 * @param maxArrivalSpan after which a group that never falls quiet is issued as it is, at the
 *     latest; no group of half of it is cut ({@link ArrivalGroups})
 */
public record AssemblySettings(
    long memoryBytes, int maxSpans, int maxBytes, Duration maxArrivalSpan) implements Serializable {
  public static final AssemblySettings DEFAULTS =
      new AssemblySettings(128L << 20, 10_000, 4 << 20, Duration.ofMinutes(5));
}
