package dev.footfall.cluster;

import dev.footfall.cluster.OutputRecord.Content;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Two runs' records as multisets: order between partitions and records may differ, contents and
 * their number may not.
 *
 * @param onlyFirst records of the first run that the second one lacks, each as often as it is
 *     lacking
 * @param onlySecond the reverse
 */
record Comparison(List<Content> onlyFirst, List<Content> onlySecond) {

  private static final int LONGEST_EXAMPLE = 2_000;

  static Comparison of(List<OutputRecord> first, List<OutputRecord> second) {
    Map<Content, Integer> counts = new HashMap<>();
    first.forEach(record -> counts.merge(record.content(), 1, Integer::sum));
    second.forEach(record -> counts.merge(record.content(), -1, Integer::sum));
    List<Content> onlyFirst = new ArrayList<>();
    List<Content> onlySecond = new ArrayList<>();
    counts.forEach(
        (content, surplus) -> {
          for (int i = 0; i < Math.abs(surplus); i++) {
            (surplus > 0 ? onlyFirst : onlySecond).add(content);
          }
        });
    return new Comparison(onlyFirst, onlySecond);
  }

  boolean equal() {
    return onlyFirst.isEmpty() && onlySecond.isEmpty();
  }

  /** The difference in a few lines, with an example of each side. */
  String difference() {
    return "%d only in the first%s, %d only in the second%s"
        .formatted(onlyFirst.size(), example(onlyFirst), onlySecond.size(), example(onlySecond));
  }

  private static String example(List<Content> contents) {
    if (contents.isEmpty()) {
      return "";
    }
    String first = contents.get(0).toString();
    return " (such as " + first.substring(0, Math.min(first.length(), LONGEST_EXAMPLE)) + ")";
  }
}
