package dev.footfall.rule;

import dev.footfall.otlp.Span;
import dev.footfall.trace.Trace;
import dev.footfall.trace.TraceSpan;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Who is below whom in a trace, and below which entry span. One instance, refilled for each trace;
 * spans are numbered by their place in the trace. Not thread-safe.
 *
 * <p>An entry span is a SERVER span (of an entry service, where some are named) whose parent is not
 * in the trace: it has none, or a browser's, or its parent never came. Spans whose parents are
 * missing belong to no entry span for certain; where the trace has a single one, they are taken for
 * part of its request.
 */
public final class SpanTree {
  /** Instead of an entry span: the topmost span above is none, and has no parent. */
  public static final int ROOT = -1;

  /** Instead of an entry span: a parent is missing. */
  public static final int ORPHAN = -2;

  /** Instead of an entry span: the parents go round in a circle. */
  public static final int CYCLE = -3;

  private static final int UNKNOWN = -4;
  private static final int ON_THE_WAY = -5;

  private final Set<String> entryServices;
  private final SpanIndex places = new SpanIndex();
  private List<TraceSpan> spans = List.of();
  private int[] parents = new int[16];
  private int[] entries = new int[16];
  private int[] firsts = new int[16];
  private int[] nexts = new int[16];
  private int entryCount;
  private int orphanCount;

  /**
   * @param entryServices only their SERVER spans may be entries; empty for all
   */
  public SpanTree(Set<String> entryServices) {
    this.entryServices = entryServices;
  }

  public void fill(Trace trace) {
    spans = trace.spans();
    int size = spans.size();
    if (size > parents.length) {
      int capacity = Math.max(size, 2 * parents.length);
      parents = new int[capacity];
      entries = new int[capacity];
      firsts = new int[capacity];
      nexts = new int[capacity];
    }
    findParents(size);
    Arrays.fill(entries, 0, size, UNKNOWN);
    entryCount = 0;
    orphanCount = 0;
    int onlyEntry = ROOT;
    for (int i = 0; i < size; i++) {
      findEntry(i);
      if (entries[i] == i) {
        entryCount++;
        onlyEntry = i;
      }
      orphanCount += entries[i] == ORPHAN ? 1 : 0;
    }
    chain(size, entryCount == 1 ? onlyEntry : ROOT);
  }

  public int size() {
    return spans.size();
  }

  public TraceSpan traceSpan(int i) {
    return spans.get(i);
  }

  public Span span(int i) {
    return spans.get(i).span();
  }

  /** The place of a span's parent; negative where it is not in the trace. */
  public int parent(int i) {
    return parents[i];
  }

  public boolean isEntry(int i) {
    return entries[i] == i;
  }

  public int entryCount() {
    return entryCount;
  }

  /** The nearest entry span upwards, or ROOT, ORPHAN or CYCLE. */
  public int entry(int i) {
    return entries[i];
  }

  /** Whether a span other than an entry span misses its parent. */
  public boolean hasOrphans() {
    return orphanCount > 0;
  }

  /** The first span, in the trace's order, of an entry span's request; not always the entry. */
  public int first(int entry) {
    return firsts[entry];
  }

  /** The next span of the same request, or -1. */
  public int next(int i) {
    return nexts[i];
  }

  private void findParents(int size) {
    places.reset(size);
    for (int i = 0; i < size; i++) {
      places.put(span(i).spanId(), i);
    }
    for (int i = 0; i < size; i++) {
      long parent = span(i).parentSpanId();
      int place = parent == 0 ? -1 : places.find(parent);
      parents[i] = place >= 0 ? place : parent == 0 ? ROOT : ORPHAN;
    }
  }

  /** Walks up to a span whose entry is known, or to the top, and notes the answer on the way. */
  private void findEntry(int start) {
    int at = start;
    while (entries[at] == UNKNOWN && parents[at] >= 0) {
      entries[at] = ON_THE_WAY;
      at = parents[at];
    }
    int found = entries[at];
    if (found == ON_THE_WAY) {
      found = CYCLE;
    } else if (found == UNKNOWN) {
      found = mayEnter(span(at)) ? at : parents[at];
      entries[at] = found;
    }
    for (at = start; at >= 0 && entries[at] == ON_THE_WAY; at = parents[at]) {
      entries[at] = found;
    }
  }

  private boolean mayEnter(Span span) {
    return span.isServer()
        && (entryServices.isEmpty() || entryServices.contains(span.service().name()));
  }

  /** Links the spans of each request, in the trace's order. */
  private void chain(int size, int onlyEntry) {
    Arrays.fill(firsts, 0, size, -1);
    for (int i = size - 1; i >= 0; i--) {
      int entry = entries[i] == ORPHAN ? onlyEntry : entries[i];
      if (entry >= 0) {
        nexts[i] = firsts[entry];
        firsts[entry] = i;
      }
    }
  }
}
