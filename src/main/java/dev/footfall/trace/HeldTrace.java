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
final class HeldTrace extends Scheduled<HeldTrace> {
  static final long NEVER = Long.MIN_VALUE;

  /** Of an object of this class with its lists and its places in table and index, by measure. */
  private static final int OVERHEAD_BYTES = 200;

  private static final Comparator<TracePart> BY_ARRIVAL =
      Comparator.comparingLong(TracePart::firstArrivalMillis)
          .thenComparing(TracePart::block, Arrays::compareUnsigned);

  final TraceId id;

  /** The id's halves, compared with each fragment: one step less into memory. */
  private final long high;

  private final long low;

  /** Fragments not issued yet; in order after {@link #sortOpen}. */
  final List<TracePart> open;

  /** All that issues so far were made of; empty where there was none. Replaced, never changed. */
  List<TracePart> remembered = List.of();

  /** The consumer's memory of the last issue. Replaced, never changed. */
  byte @Nullable [] consumerMemory;

  /** Time of the last issue, or {@link #NEVER}. */
  long lastIssuedAt = NEVER;

  /** A blob of this trace is in the spill store. */
  boolean spilled;

  /** That blob holds fragments not issued yet. */
  boolean spilledOpen;

  /** What {@link TraceStore} counts for this trace. */
  int accountedBytes;

  /** What that was when a cap was last tried. */
  int bytesAtPruning;

  /** Whether {@link TraceStore} counts it among the open ones. */
  boolean accountedOpen;

  HeldTrace(TraceId id) {
    this(id, new ArrayList<>(4));
  }

  private HeldTrace(TraceId id, List<TracePart> open) {
    this.id = id;
    this.high = id.high();
    this.low = id.low();
    this.open = open;
  }

  boolean has(TraceId other) {
    return high == other.high() && low == other.low();
  }

  /** What a checkpoint needs of this trace, as it is now; shares all that never changes. */
  HeldTrace freeze() {
    HeldTrace frozen = new HeldTrace(id, open.isEmpty() ? List.of() : new ArrayList<>(open));
    frozen.remembered = remembered;
    frozen.consumerMemory = consumerMemory;
    frozen.lastIssuedAt = lastIssuedAt;
    frozen.spilled = spilled;
    frozen.spilledOpen = spilledOpen;
    frozen.nextCheck = nextCheck;
    return frozen;
  }

  /** By arrival, then bytes: the same order whatever the order they came in. */
  void sortOpen() {
    if (open.size() > 1) {
      open.sort(BY_ARRIVAL);
    }
  }

  /** Whether fragments wait to be issued. */
  boolean isOpen() {
    return !open.isEmpty() || spilledOpen;
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

  /** All of it is in a blob now, but for what is known of its times. */
  void spilledAway() {
    spilled = true;
    spilledOpen = !open.isEmpty();
    open.clear();
    remembered = List.of();
    consumerMemory = null;
  }

  /** Whether there is anything in memory that a blob could take. */
  boolean isInMemory() {
    return !open.isEmpty() || !remembered.isEmpty();
  }

  /** Heap in use, as near as it can be told. */
  int bytes() {
    int bytes = OVERHEAD_BYTES + (consumerMemory == null ? 0 : 16 + consumerMemory.length);
    for (TracePart part : open) {
      bytes += part.bytes();
    }
    for (TracePart part : remembered) {
      bytes += part.bytes();
    }
    return bytes;
  }
}
