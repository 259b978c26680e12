package dev.footfall.trace;

import dev.footfall.otlp.Span;
import dev.footfall.trace.Issues.Issue;
import dev.footfall.trace.Issues.IssuedSpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What assembly has to come to, worked out the slow way: everything is sorted first, and nothing is
 * forgotten before it is known not to matter. It follows the sentences of the documentation.
 */
final class AssemblyOracle {
  private static final Comparator<Copy> STANDS_FOR_ITS_SPAN =
      Comparator.comparing((Copy c) -> c.isNew)
          .thenComparingLong(c -> c.arrival)
          .thenComparing(c -> c.span.encoded(), Arrays::compareUnsigned);

  final List<Issue> issues = new ArrayList<>();
  final Map<String, Long> sums = new TreeMap<>();

  private final long quietGap;
  private final long lateHorizon;
  private final long cell;
  private final int maxSpans;
  private final int maxBytes;

  private record Copy(Span span, long arrival, boolean isNew) {}

  AssemblyOracle(long quietGap, long lateHorizon, long maxArrivalSpan, int maxSpans, int maxBytes) {
    this.quietGap = quietGap;
    this.lateHorizon = lateHorizon;
    this.cell = maxArrivalSpan / 2;
    this.maxSpans = maxSpans;
    this.maxBytes = maxBytes;
  }

  void work(List<TraceFragment> fragments) {
    Map<TraceId, List<TraceFragment>> byTrace = new LinkedHashMap<>();
    fragments.stream()
        .sorted(Comparator.comparingLong(TraceFragment::arrivalMillis))
        .forEach(f -> byTrace.computeIfAbsent(f.traceId(), id -> new ArrayList<>()).add(f));
    byTrace.forEach(this::workTrace);
  }

  private void workTrace(TraceId id, List<TraceFragment> fragments) {
    List<Copy> known = new ArrayList<>();
    long lastIssuedAt = Long.MIN_VALUE;
    int revision = 0;
    long[] cut = null;
    int from = 0;
    while (from < fragments.size()) {
      int to = endOfGroup(fragments, from);
      long first = fragments.get(from).arrivalMillis();
      long last = fragments.get(to - 1).arrivalMillis();
      boolean goesOn =
          to < fragments.size() && fragments.get(to).arrivalMillis() - last <= quietGap;
      if (revision > 0 && first > lastIssuedAt + lateHorizon) {
        known = new ArrayList<>();
        revision = 0;
        cut = null;
      }
      List<Copy> copies = new ArrayList<>(known);
      for (TraceFragment f : fragments.subList(from, to)) {
        Span.read(f.spans(), span -> copies.add(new Copy(span, f.arrivalMillis(), true)));
      }
      long[] nextCut = cut(copies, cut);
      List<Copy> kept = keep(copies, nextCut);
      if (kept.stream().anyMatch(c -> c.isNew)) {
        revision++;
        lastIssuedAt = last + quietGap;
        cut = nextCut;
        issues.add(issue(id, lastIssuedAt, goesOn || cut != null, revision, kept));
        known = new ArrayList<>();
        for (Copy c : kept) {
          known.add(new Copy(c.span, c.arrival, false));
        }
      }
      from = to;
    }
  }

  private int endOfGroup(List<TraceFragment> fragments, int from) {
    long end = (Math.floorDiv(fragments.get(from).arrivalMillis(), cell) + 2) * cell;
    int to = from + 1;
    while (to < fragments.size()
        && fragments.get(to).arrivalMillis() - fragments.get(to - 1).arrivalMillis() <= quietGap
        && fragments.get(to).arrivalMillis() < end) {
      to++;
    }
    return to;
  }

  /** The first rank over a bound, or null: of all copies at once. */
  private long[] cut(List<Copy> copies, long[] before) {
    long[] cut = before;
    TreeMap<long[], Integer> charges = new TreeMap<>(Arrays::compare);
    for (Copy c : copies) {
      int charge = c.span.encoded().length;
      if (charge > maxBytes) {
        cut = earlier(cut, new long[] {2, 0});
      } else {
        charges.merge(rank(c.span), charge, Math::max);
      }
    }
    int spans = 0;
    int bytes = 0;
    for (Map.Entry<long[], Integer> next : charges.entrySet()) {
      spans++;
      bytes += next.getValue();
      if (spans > maxSpans || bytes > maxBytes) {
        return earlier(cut, next.getKey());
      }
    }
    return cut;
  }

  /** The copies that stand for spans before the cut; all other new ones are counted. */
  private List<Copy> keep(List<Copy> copies, long[] cut) {
    Map<Long, Copy> kept = new HashMap<>();
    List<Copy> sorted = new ArrayList<>(copies);
    sorted.sort(STANDS_FOR_ITS_SPAN);
    for (Copy c : sorted) {
      if (c.span.encoded().length > maxBytes
          || cut != null && Arrays.compare(rank(c.span), cut) >= 0) {
        count(c, "DROPPED_BY_RULE trace_cap");
      } else if (kept.putIfAbsent(c.span.spanId(), c) != null) {
        count(c, "DUPLICATE ");
      }
    }
    return new ArrayList<>(kept.values());
  }

  private Issue issue(TraceId id, long issuedAt, boolean truncated, int revision, List<Copy> kept) {
    kept.sort(
        Comparator.comparingLong((Copy c) -> c.span.startEpochNanos())
            .thenComparingLong(c -> c.span.spanId()));
    boolean used = kept.stream().anyMatch(c -> c.span.isServer());
    kept.forEach(c -> count(c, used ? "USED " : "NO_ENTRY "));
    return new Issue(
        id,
        issuedAt,
        truncated,
        revision,
        kept.stream()
            .map(c -> new IssuedSpan(c.span.spanId(), c.arrival, c.isNew, Issues.note(c.span)))
            .toList());
  }

  private void count(Copy copy, String what) {
    if (copy.isNew) {
      sums.merge(Math.floorDiv(copy.arrival, 60_000L) * 60_000 + " " + what, 1L, Long::sum);
    }
  }

  private static long[] earlier(long[] a, long[] b) {
    return a == null || Arrays.compare(b, a) < 0 ? b : a;
  }

  /** SERVER spans first, then SplitMix64's finalizer of the span id. */
  private static long[] rank(Span span) {
    long z = span.spanId();
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return new long[] {span.isServer() ? 0 : 1, z ^ (z >>> 31)};
  }
}
