package dev.footfall.trace;

import dev.footfall.otlp.Attributes;
import dev.footfall.otlp.Projection;
import dev.footfall.otlp.SpanWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The fragments of the record that is being read, by trace id: open addressing over pooled writers,
 * so that a record costs no allocation but its fragments' own bytes.
 */
final class FragmentTable {
  private static final int INITIAL_SLOTS = 256;

  /** A fragment in the making. */
  private static final class Slot {
    final SpanWriter writer;
    long traceIdHigh;
    long traceIdLow;
    int resource;

    Slot(Projection projection) {
      writer = new SpanWriter(projection);
    }
  }

  private final Projection projection;
  private final List<Slot> pool = new ArrayList<>();
  private int used;

  /** Index into the pool plus one; 0 is free. */
  private int[] table = new int[INITIAL_SLOTS];

  private int resource;

  FragmentTable(Projection projection) {
    this.projection = projection;
  }

  void clear() {
    // One huge record must not leave its table and writers behind for good.
    if (table.length > 64 * INITIAL_SLOTS) {
      table = new int[INITIAL_SLOTS];
      pool.clear();
    } else if (used > 0) {
      Arrays.fill(table, 0);
    }
    used = 0;
    resource = 0;
  }

  /** The spans from here on belong to another resource. */
  void nextResource() {
    resource++;
  }

  /** The writer of a trace, positioned behind the current resource. */
  SpanWriter writer(
      long traceIdHigh, long traceIdLow, Attributes attributes, SpanWriter.TextFilter values) {
    Slot slot = slot(traceIdHigh, traceIdLow);
    if (slot.resource != resource) {
      slot.writer.resource(attributes, values);
      slot.resource = resource;
    }
    return slot.writer;
  }

  void forEach(BiConsumer<TraceId, byte[]> fragment) {
    for (int i = 0; i < used; i++) {
      Slot slot = pool.get(i);
      fragment.accept(new TraceId(slot.traceIdHigh, slot.traceIdLow), slot.writer.toBytes());
    }
  }

  private Slot slot(long traceIdHigh, long traceIdLow) {
    int mask = table.length - 1;
    int at = hash(traceIdHigh, traceIdLow) & mask;
    while (table[at] != 0) {
      Slot slot = pool.get(table[at] - 1);
      if (slot.traceIdLow == traceIdLow && slot.traceIdHigh == traceIdHigh) {
        return slot;
      }
      at = (at + 1) & mask;
    }
    if (used * 2 >= table.length) {
      grow();
      return slot(traceIdHigh, traceIdLow);
    }
    if (used == pool.size()) {
      pool.add(new Slot(projection));
    }
    Slot slot = pool.get(used++);
    table[at] = used;
    slot.traceIdHigh = traceIdHigh;
    slot.traceIdLow = traceIdLow;
    slot.resource = -1;
    slot.writer.reset();
    return slot;
  }

  private void grow() {
    table = new int[table.length * 2];
    int mask = table.length - 1;
    for (int i = 0; i < used; i++) {
      int at = hash(pool.get(i).traceIdHigh, pool.get(i).traceIdLow) & mask;
      while (table[at] != 0) {
        at = (at + 1) & mask;
      }
      table[at] = i + 1;
    }
  }

  private static int hash(long high, long low) {
    long mixed = (high ^ low * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
    return (int) (mixed >>> 32);
  }
}
