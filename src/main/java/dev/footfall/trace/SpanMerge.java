package dev.footfall.trace;

import dev.footfall.otlp.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Merges the parts of a trace to spans with unique ids, and counts the duplicates. A remembered
 * span stays; else the earliest arrival wins, among equals the smaller bytes: so the order of the
 * parts does not matter. Used again and again, one trace at a time.
 */
final class SpanMerge {
  private static final Comparator<TraceSpan> BY_START =
      Comparator.<TraceSpan>comparingLong(s -> s.span().startEpochNanos())
          .thenComparingLong(s -> s.span().spanId());

  private final SpanTally tally;
  private final List<TracePart> parts = new ArrayList<>();
  private final List<TraceSpan> spans = new ArrayList<>();

  /** Per span, the index of its part. */
  private int[] partOfSpan = new int[32];

  /** Finds a span by its id: open addressing, 0 is free, else index + 1; at most half full. */
  private int[] slots = new int[64];

  private boolean isNew;
  private int added;

  SpanMerge(SpanTally tally) {
    this.tally = tally;
  }

  /** The spans of remembered and new parts by start, then span id. */
  List<TraceSpan> merge(List<TracePart> remembered, List<TracePart> group) {
    Arrays.fill(slots, 0);
    parts.clear();
    spans.clear();
    added = 0;
    isNew = false;
    remembered.forEach(this::read);
    isNew = true;
    group.forEach(this::read);
    List<TraceSpan> sorted = new ArrayList<>(spans);
    sorted.sort(BY_START);
    return sorted;
  }

  /** Whether the group had a span that was not remembered. */
  boolean addsSpans() {
    return added > 0;
  }

  /** The parts of the last merge from which at least one span was taken. */
  List<TracePart> contributing() {
    BitSet taken = new BitSet(parts.size());
    for (int span = 0; span < spans.size(); span++) {
      taken.set(partOfSpan[span]);
    }
    List<TracePart> contributing = new ArrayList<>(taken.cardinality());
    taken.stream().forEach(index -> contributing.add(parts.get(index)));
    return contributing;
  }

  private void read(TracePart part) {
    parts.add(part);
    Span.read(part.block(), this::add);
  }

  private void add(Span span) {
    int part = parts.size() - 1;
    TraceSpan candidate = new TraceSpan(span, parts.get(part).arrivalMillis(), isNew);
    int slot = slotOf(span.spanId());
    if (slots[slot] == 0) {
      append(candidate, part, slot);
      added += isNew ? 1 : 0;
      return;
    }
    int index = slots[slot] - 1;
    TraceSpan loser = candidate;
    if (spans.get(index).isNew() == isNew && precedes(candidate, spans.get(index))) {
      loser = spans.set(index, candidate);
      partOfSpan[index] = part;
    }
    if (isNew) {
      tally.count(loser.arrivalMillis(), SpanClass.DUPLICATE, "", 1);
    }
  }

  /** Where the id is, or the free slot where it belongs. */
  private int slotOf(long spanId) {
    int mask = slots.length - 1;
    int slot = (int) (spanId * 0x9E3779B97F4A7C15L >>> 32) & mask;
    while (slots[slot] != 0 && spans.get(slots[slot] - 1).span().spanId() != spanId) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void append(TraceSpan span, int part, int slot) {
    partOfSpan[spans.size()] = part;
    spans.add(span);
    slots[slot] = spans.size();
    if (spans.size() == partOfSpan.length) {
      partOfSpan = Arrays.copyOf(partOfSpan, 2 * spans.size());
      slots = new int[4 * spans.size()];
      for (int index = 0; index < spans.size(); index++) {
        slots[slotOf(spans.get(index).span().spanId())] = index + 1;
      }
    }
  }

  private static boolean precedes(TraceSpan a, TraceSpan b) {
    return a.arrivalMillis() != b.arrivalMillis()
        ? a.arrivalMillis() < b.arrivalMillis()
        : Arrays.compareUnsigned(a.span().encoded(), b.span().encoded()) < 0;
  }
}
