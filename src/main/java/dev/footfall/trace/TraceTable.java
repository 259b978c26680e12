package dev.footfall.trace;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Held traces by id: open addressing, linear probing. A map from the library costs two objects and
 * two more cache misses per look-up, on the hottest path of assembly.
 */
final class TraceTable {
  private @Nullable HeldTrace[] slots = new @Nullable HeldTrace[1 << 10];
  private int size;

  int size() {
    return size;
  }

  /** The trace of this id, a new one where there is none. */
  HeldTrace findOrCreate(TraceId id) {
    int mask = slots.length - 1;
    int slot = hash(id) & mask;
    HeldTrace trace;
    while ((trace = slots[slot]) != null) {
      if (trace.has(id)) {
        return trace;
      }
      slot = (slot + 1) & mask;
    }
    HeldTrace created = new HeldTrace(id);
    slots[slot] = created;
    if (++size > slots.length / 2) {
      grow();
    }
    return created;
  }

  /** Removes a trace that is in here; those behind it close the gap. */
  void remove(TraceId id) {
    int mask = slots.length - 1;
    int gap = hash(id) & mask;
    HeldTrace trace = slots[gap];
    while (trace != null && !trace.has(id)) {
      gap = (gap + 1) & mask;
      trace = slots[gap];
    }
    int slot = gap;
    while ((trace = slots[slot = (slot + 1) & mask]) != null) {
      int home = hash(trace.id) & mask;
      if (((slot - home) & mask) >= ((slot - gap) & mask)) {
        slots[gap] = trace;
        gap = slot;
      }
    }
    slots[gap] = null;
    size--;
  }

  void forEach(Consumer<HeldTrace> action) {
    for (HeldTrace trace : slots) {
      if (trace != null) {
        action.accept(trace);
      }
    }
  }

  private void grow() {
    @Nullable HeldTrace[] old = slots;
    slots = new @Nullable HeldTrace[old.length * 2];
    int mask = slots.length - 1;
    for (HeldTrace trace : old) {
      if (trace != null) {
        int slot = hash(trace.id) & mask;
        while (slots[slot] != null) {
          slot = (slot + 1) & mask;
        }
        slots[slot] = trace;
      }
    }
  }

  private static int hash(TraceId id) {
    long mixed = (id.high() ^ Long.rotateLeft(id.low(), 32)) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32);
  }
}
