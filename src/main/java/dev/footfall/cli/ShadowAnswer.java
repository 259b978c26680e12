package dev.footfall.cli;

import dev.footfall.funnel.Funnel;
import dev.footfall.trial.Differences;
import dev.footfall.trial.FunnelTotal;
import dev.footfall.trial.FunnelTotals;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What another configuration would change over a range. */
record ShadowAnswer(Differences differences, Side current, Side shadow) {

  /**
   * One of the two.
   *
   * @param name its file
   * @param spans and records, by what became of them
   */
  record Side(
      String name,
      String configVersion,
      List<Funnel> funnels,
      FunnelTotals totals,
      Map<String, Long> spans) {
    @Nullable Funnel funnel(String id) {
      return funnels.stream().filter(funnel -> funnel.id().equals(id)).findFirst().orElse(null);
    }
  }

  /** Two numbers that stand beside each other. */
  record Pair(long current, long shadow) {}

  /** Of every funnel that either has, its attempts by step, in the order of the steps. */
  Map<String, Map<String, Pair>> funnels() {
    Map<String, Map<String, Pair>> funnels = new LinkedHashMap<>();
    for (Side side : List.of(current, shadow)) {
      for (Funnel funnel : side.funnels()) {
        funnels.computeIfAbsent(funnel.id(), this::steps);
      }
    }
    return funnels;
  }

  private Map<String, Pair> steps(String id) {
    Map<String, Long> ofCurrent = reached(current, id);
    Map<String, Long> ofShadow = reached(shadow, id);
    Set<String> names = new LinkedHashSet<>(ofCurrent.keySet());
    names.addAll(ofShadow.keySet());
    Map<String, Pair> steps = new LinkedHashMap<>();
    for (String name : names) {
      steps.put(name, new Pair(ofCurrent.getOrDefault(name, 0L), ofShadow.getOrDefault(name, 0L)));
    }
    return steps;
  }

  private static Map<String, Long> reached(Side side, String id) {
    Funnel funnel = side.funnel(id);
    FunnelTotal total = side.totals().of(id);
    Map<String, Long> reached = new LinkedHashMap<>();
    for (int i = 0; funnel != null && i < funnel.steps().size(); i++) {
      boolean any = total != null && i < total.counts().steps().size();
      reached.put(
          (i + 1) + " " + funnel.steps().get(i).name(),
          any ? total.counts().steps().get(i).reached() : 0);
    }
    return reached;
  }

  /** Spans and records beside each other, by what became of them. */
  Map<String, Pair> spans() {
    Map<String, Pair> spans = new TreeMap<>();
    current.spans().forEach((name, count) -> spans.put(name, new Pair(count, 0)));
    shadow
        .spans()
        .forEach(
            (name, count) ->
                spans.merge(
                    name, new Pair(0, count), (one, two) -> new Pair(one.current(), two.shadow())));
    return spans;
  }
}
