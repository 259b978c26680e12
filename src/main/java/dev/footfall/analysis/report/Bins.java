package dev.footfall.analysis.report;

import dev.footfall.aggregate.LogHistogram;
import dev.footfall.analysis.TimeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Groups of values that are shown as one bar each. A histogram's bucket goes where its middle is,
 * so a bar's bound is exact to a thirtieth.
 *
 * @param bounds the highest value of each, in order; the last takes all above
 */
record Bins(List<Long> bounds, List<String> names) {
  static Bins lengths() {
    List<Long> bounds = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int seconds : new int[] {0, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1_800, 3_600}) {
      bounds.add(seconds * 1_000L);
      names.add(seconds == 0 ? "0s" : "to " + TimeText.length(seconds * 1_000L));
    }
    bounds.add(Long.MAX_VALUE);
    names.add("longer");
    return new Bins(bounds, names);
  }

  static Bins pageViews() {
    List<Long> bounds = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (long views = 0; views <= 5; views++) {
      bounds.add(views);
      names.add(String.valueOf(views));
    }
    bounds.addAll(List.of(10L, 20L, 50L, Long.MAX_VALUE));
    names.addAll(List.of("6–10", "11–20", "21–50", "more"));
    return new Bins(bounds, names);
  }

  /** How many values fall into each. */
  long[] counts(LogHistogram values) {
    long[] counts = new long[bounds.size()];
    for (Map.Entry<Long, Long> bucket : values.buckets().entrySet()) {
      long middle = bucket.getKey() - bucket.getKey() / 32;
      int bin = 0;
      while (middle > bounds.get(bin)) {
        bin++;
      }
      counts[bin] += bucket.getValue();
    }
    return counts;
  }
}
