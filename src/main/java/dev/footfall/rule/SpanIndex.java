package dev.footfall.rule;

import java.util.Arrays;

/** Finds a span's place in its trace by id: an open-addressed table without boxing, reused. */
final class SpanIndex {
  private long[] ids = new long[32];
  private int[] places = new int[32];
  private int mask = 31;

  /** Empties the table and makes room for a number of spans. */
  void reset(int spans) {
    int capacity = Math.max(32, Integer.highestOneBit(Math.max(1, spans)) << 2);
    if (capacity > ids.length) {
      ids = new long[capacity];
      places = new int[capacity];
    }
    mask = capacity - 1;
    Arrays.fill(places, 0, capacity, -1);
  }

  void put(long id, int place) {
    int slot = slot(id);
    ids[slot] = id;
    places[slot] = place;
  }

  /** The place of the span, or -1. */
  int find(long id) {
    return places[slot(id)];
  }

  /** Where the id is, or where it would go. */
  private int slot(long id) {
    int slot = (int) (id * 0x9E3779B97F4A7C15L >>> 33) & mask;
    while (places[slot] >= 0 && ids[slot] != id) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
