package dev.footfall.aggregate;

import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

/**
 * Chooses the labels that get a row of their own: those with the greatest weight, among equals the
 * first in order. Holds no more labels than it may choose.
 */
final class HeaviestLabels {
  private static final Comparator<Weighed> LIGHTEST_FIRST =
      Comparator.comparingLong(Weighed::weight)
          .thenComparing(Weighed::label, Comparator.reverseOrder());

  private final TreeSet<Weighed> chosen = new TreeSet<>(LIGHTEST_FIRST);
  private final int most;

  private record Weighed(Label label, long weight) {}

  HeaviestLabels(int most) {
    this.most = most;
  }

  /** Offers a label, once. */
  void offer(Label label, long weight) {
    chosen.add(new Weighed(label, weight));
    if (chosen.size() > most) {
      chosen.pollFirst();
    }
  }

  /** Adds those chosen to a set. */
  void addTo(Set<Label> labels) {
    chosen.forEach(weighed -> labels.add(weighed.label));
  }
}
