package dev.footfall.trace;

import dev.footfall.otlp.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Merges the parts of a trace to spans with unique ids. A remembered span stays; else the copy that
 * {@link RankedSpan#precedes precedes} wins, so the order of the parts does not matter. Used again
 * and again, one trace at a time.
 */
final class SpanMerge {
  private static final Comparator<TraceSpan> BY_START =
      Comparator.<TraceSpan>comparingLong(s -> s.span().startEpochNanos())
          .thenComparingLong(s -> s.span().spanId());

  /** Beyond this, room made for one trace is given back before the next. */
  private static final int LARGE = 1 << 10;

  private final List<TracePart> parts = new ArrayList<>();
  private final List<TraceSpan> spans = new ArrayList<>();
  private final List<Long> duplicateArrivals = new ArrayList<>();

  /** Per span, the index of its part. */
  private int[] partOfSpan = new int[32];

  /** Finds a span by its id: open addressing, 0 is free, else index + 1; at most half full. */
  private int[] slots = new int[64];

  private boolean isNew;
  private int added;

  /** Starts again with these parts. */
  void merge(List<TracePart> remembered, List<TracePart> group) {
    clear();
    remembered.forEach(this::read);
    isNew = true;
    group.forEach(this::read);
  }

  private void clear() {
    if (slots.length > LARGE) {
      slots = new int[LARGE];
      partOfSpan = new int[LARGE / 2];
    }
    Arrays.fill(slots, 0);
    parts.clear();
    spans.clear();
    duplicateArrivals.clear();
    added = 0;
    isNew = false;
  }

  /** How many spans there are, and new copies of them. */
  int copies() {
    return spans.size() + duplicateArrivals.size();
  }

  /** Whether the group had a span that was not remembered. */
  boolean addsSpans() {
    return added > 0;
  }

  /** The spans by start, then span id. */
  List<TraceSpan> sorted() {
    List<TraceSpan> sorted = new ArrayList<>(spans);
    sorted.sort(BY_START);
    return sorted;
  }

  /** Counts the group's copies of spans that others stand for. */
  void countDuplicates(SpanTally tally) {
    for (long arrivalMillis : duplicateArrivals) {
      tally.count(arrivalMillis, SpanClass.DUPLICATE, "", 1);
    }
  }

  /** The parts from which at least one span was taken. */
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
    part.read(this::add);
  }

  private void add(Span span, long arrivalMillis, int index) {
    int slot = slotOf(span.spanId());
    if (slots[slot] == 0) {
      append(new TraceSpan(span, arrivalMillis, isNew), slot);
      return;
    }
    int place = slots[slot] - 1;
    TraceSpan present = spans.get(place);
    long loserArrivalMillis = arrivalMillis;
    if (present.isNew() == isNew
        && RankedSpan.precedes(span, arrivalMillis, present.span(), present.arrivalMillis())) {
      loserArrivalMillis = present.arrivalMillis();
      spans.set(place, new TraceSpan(span, arrivalMillis, isNew));
      partOfSpan[place] = parts.size() - 1;
    }
    if (isNew) {
      duplicateArrivals.add(loserArrivalMillis);
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

  private void append(TraceSpan span, int slot) {
    partOfSpan[spans.size()] = parts.size() - 1;
    spans.add(span);
    slots[slot] = spans.size();
    added += isNew ? 1 : 0;
    if (spans.size() == partOfSpan.length) {
      grow();
    }
  }

  private void grow() {
    partOfSpan = Arrays.copyOf(partOfSpan, 2 * spans.size());
    slots = new int[4 * spans.size()];
    for (int place = 0; place < spans.size(); place++) {
      slots[slotOf(spans.get(place).span().spanId())] = place + 1;
    }
  }
}
