package dev.footfall.aggregate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rows that two phases have to come to, worked out from all sales at once. */
final class RowsOracle {
  private final long window;
  private final long update;
  private final long keep;
  private final int maxLabels;

  RowsOracle(long window, long update, long keep, int maxLabels) {
    this.window = window;
    this.update = update;
    this.keep = keep;
    this.maxLabels = maxLabels;
  }

  /** Rows as text, in order of window, moment and label. */
  List<String> rows(List<Sale> sales) {
    List<String> rows = new ArrayList<>();
    for (String shop : new TreeSet<>(sales.stream().map(Sale::shop).toList())) {
      for (long start : new TreeSet<>(sales.stream().map(Sale::startMillis).toList())) {
        rows.addAll(
            windowRows(
                shop + "@" + start,
                start + window,
                sales.stream()
                    .filter(s -> s.shop().equals(shop) && s.startMillis() == start)
                    .toList()));
      }
    }
    return rows;
  }

  private List<String> windowRows(String name, long first, List<Sale> sales) {
    List<String> rows = new ArrayList<>();
    List<String> own = new ArrayList<>();
    Map<String, Long> said = new TreeMap<>();
    Map<String, Integer> revisions = new HashMap<>();
    List<Long> moments = moments(first);
    if (sales.stream().allMatch(s -> s.timeMillis() > first + keep)) {
      return rows;
    }
    long from = Long.MIN_VALUE;
    for (long moment : moments) {
      long after = from;
      from = moment;
      Map<String, Long> newcomers = new TreeMap<>();
      sales.stream()
          .filter(s -> s.timeMillis() > after && s.timeMillis() <= moment)
          .filter(s -> !own.contains(s.article()) && !s.article().equals("(other)"))
          .forEach(s -> newcomers.merge(s.article(), s.number(), Long::sum));
      newcomers.entrySet().stream()
          .sorted(
              Comparator.comparing((Map.Entry<String, Long> e) -> -e.getValue())
                  .thenComparing(Map.Entry::getKey))
          .limit(maxLabels - own.size())
          .forEach(e -> own.add(e.getKey()));
      Map<String, Long> totals = new TreeMap<>();
      for (Sale s : sales) {
        if (s.timeMillis() <= moment) {
          totals.merge(own.contains(s.article()) ? s.article() : "(other)", s.number(), Long::sum);
        }
      }
      boolean last = moment == first + keep;
      totals.forEach(
          (label, total) -> {
            long before = said.getOrDefault(label, 0L);
            if (total != before || (last && total != 0)) {
              int revision = revisions.merge(label, 1, Integer::sum);
              said.put(label, total);
              rows.add(row(name, label, total, revision, moment, last, total == 0));
            }
          });
    }
    return rows;
  }

  private List<Long> moments(long first) {
    List<Long> moments = new ArrayList<>();
    for (long moment = first; moment < first + keep; moment += update) {
      moments.add(moment);
    }
    moments.add(first + keep);
    return moments;
  }

  static String row(
      String window,
      String label,
      long total,
      int revision,
      long moment,
      boolean last,
      boolean retracted) {
    return "%s %s=%d r%d at %d%s%s"
        .formatted(
            window, label, total, revision, moment, last ? " final" : "", retracted ? " gone" : "");
  }
}
