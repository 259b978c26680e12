package dev.footfall.trace;

import dev.footfall.otlp.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the parts that a cap leaves: one block, with what the cap has to know of its spans. */
final class PrunedParts {
  /** A block names a resource wherever it changes, so spans of a service stand together. */
  private static final Comparator<RankedSpan> BY_SERVICE =
      Comparator.comparing(ranked -> ranked.span().service().name());

  private PrunedParts() {}

  /**
   * @param ranked in an order that does not depend on that of arrival
   * @param arrivals where the part begins and ends, whether or not those spans were kept
   */
  static TracePart of(Collection<RankedSpan> ranked, @Nullable SpanRank cut, Arrivals arrivals) {
    List<RankedSpan> kept = new ArrayList<>(ranked);
    kept.sort(BY_SERVICE);
    List<Span> spans = new ArrayList<>(kept.size());
    long[] arrivalOf = new long[kept.size()];
    int[] charges = new int[kept.size()];
    List<Long> duplicates = new ArrayList<>();
    for (int i = 0; i < kept.size(); i++) {
      RankedSpan next = kept.get(i);
      spans.add(next.span());
      arrivalOf[i] = next.arrivalMillis();
      charges[i] = next.charge();
      long index = i;
      next.duplicates()
          .forEach((minute, copies) -> duplicates.addAll(List.of(index, minute, copies)));
    }
    return new TracePart(
        arrivals.first(),
        arrivals.last(),
        Span.block(spans),
        new TracePart.Pruned(
            arrivalOf, charges, duplicates.stream().mapToLong(n -> n).toArray(), cut));
  }

  /** What is remembered of an issue that was cut. */
  static TracePart ofIssue(List<TraceSpan> issued, @Nullable SpanRank cut) {
    List<RankedSpan> ranked = new ArrayList<>(issued.size());
    for (TraceSpan next : issued) {
      int charge = next.span().encoded().length;
      ranked.add(new RankedSpan(next.span(), next.arrivalMillis(), charge, false));
    }
    return of(ranked, cut, new Arrivals(0, 0));
  }

  /** First and last arrival in epoch milliseconds. */
  record Arrivals(long first, long last) {
    static Arrivals of(List<TracePart> parts) {
      long first = Long.MAX_VALUE;
      long last = Long.MIN_VALUE;
      for (TracePart part : parts) {
        first = Math.min(first, part.firstArrivalMillis());
        last = Math.max(last, part.lastArrivalMillis());
      }
      return new Arrivals(first, last);
    }
  }
}
