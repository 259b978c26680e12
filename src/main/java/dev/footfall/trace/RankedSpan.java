package dev.footfall.trace;

import dev.footfall.otlp.Span;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * A span among those that a cap chooses from, with its copies. Which copy stands for it, what it is
 * charged and how its copies are counted does not depend on the order in which they are added.
 */
final class RankedSpan {
  private static final long MINUTE_MILLIS = 60_000;

  private Span span;
  private long arrivalMillis;
  private final boolean isNew;
  private int charge;

  /** How many copies came beside it, by start of the minute. */
  private final TreeMap<Long, Long> duplicates = new TreeMap<>();

  RankedSpan(Span span, long arrivalMillis, int charge, boolean isNew) {
    this.span = span;
    this.arrivalMillis = arrivalMillis;
    this.charge = charge;
    this.isNew = isNew;
  }

  Span span() {
    return span;
  }

  long arrivalMillis() {
    return arrivalMillis;
  }

  int charge() {
    return charge;
  }

  boolean isNew() {
    return isNew;
  }

  TreeMap<Long, Long> duplicates() {
    return duplicates;
  }

  /** Adds a copy; one that is new beside a remembered one never stands for it. */
  void add(RankedSpan copy) {
    charge = Math.max(charge, copy.charge);
    long loserArrivalMillis = copy.arrivalMillis;
    if (isNew == copy.isNew && precedes(copy.span, copy.arrivalMillis, span, arrivalMillis)) {
      loserArrivalMillis = arrivalMillis;
      span = copy.span;
      arrivalMillis = copy.arrivalMillis;
    }
    if (copy.isNew) {
      addDuplicates(loserArrivalMillis, 1);
    }
  }

  void addDuplicates(long duplicateArrivalMillis, long count) {
    long minuteMillis =
        duplicateArrivalMillis - Math.floorMod(duplicateArrivalMillis, MINUTE_MILLIS);
    duplicates.merge(minuteMillis, count, Long::sum);
  }

  /**
   * Which of two copies of a span stands for it: the earliest arrival, among equals the smaller
   * bytes; where those are equal too, its resource decides.
   */
  static boolean precedes(Span a, long aArrivalMillis, Span b, long bArrivalMillis) {
    if (aArrivalMillis != bArrivalMillis) {
      return aArrivalMillis < bArrivalMillis;
    }
    int order = Arrays.compareUnsigned(a.encoded(), b.encoded());
    return order != 0
        ? order < 0
        : Arrays.compareUnsigned(Span.block(List.of(a)), Span.block(List.of(b))) < 0;
  }
}
