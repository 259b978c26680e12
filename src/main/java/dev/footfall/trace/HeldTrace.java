package dev.footfall.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is held of one trace: fragments not issued yet, and what is remembered of its issues until
 * the late horizon has passed. Mutable, owned by {@link TraceStore}; gone once neither is left.
 */
final class HeldTrace {
  static final long NEVER = Long.MIN_VALUE;

  /** Of an object of this class with its lists and its places in table and index, by measure. */
  private static final int OVERHEAD_BYTES = 200;

  private static final int PART_OVERHEAD_BYTES = 64;

  private static final Comparator<TracePart> BY_ARRIVAL =
      Comparator.comparingLong(TracePart::arrivalMillis)
          .thenComparing(TracePart::block, Arrays::compareUnsigned);

  final TraceId id;

  /** Fragments not issued yet; in order after {@link #sortOpen}. */
  final List<TracePart> open = new ArrayList<>(4);

  /** All that issues so far were made of; empty where there was none. */
  List<TracePart> remembered = List.of();

  /** The consumer's memory of the last issue. */
  byte @Nullable [] consumerMemory;

  /** Time of the last issue, or {@link #NEVER}. */
  long lastIssuedAt = NEVER;

  /** A blob of this trace is in the spill store. */
  boolean spilled;

  /** That blob holds fragments not issued yet. */
  boolean spilledOpen;

  /** Nothing is due before; kept by {@link DeadlineIndex}. */
  long nextCheck = Long.MAX_VALUE;

  /** Where {@link DeadlineIndex} has this trace. */
  long bucket = DeadlineIndex.NOWHERE;

  /** What {@link TraceStore} counts for this trace. */
  int accountedBytes;

  HeldTrace(TraceId id) {
    this.id = id;
  }

  /** By arrival, then bytes: the same order whatever the order they came in. */
  void sortOpen() {
    if (open.size() > 1) {
      open.sort(BY_ARRIVAL);
    }
  }

  boolean isIssued() {
    return lastIssuedAt != NEVER;
  }

  /** Forgets earlier issues. */
  void forget() {
    remembered = List.of();
    consumerMemory = null;
    lastIssuedAt = NEVER;
  }

  static int bytesOf(TracePart part) {
    return PART_OVERHEAD_BYTES + part.block().length;
  }

  /** Heap in use, as near as it can be told. */
  int bytes() {
    int bytes = OVERHEAD_BYTES + (consumerMemory == null ? 0 : 16 + consumerMemory.length);
    for (TracePart part : open) {
      bytes += bytesOf(part);
    }
    for (TracePart part : remembered) {
      bytes += bytesOf(part);
    }
    return bytes;
  }
}
