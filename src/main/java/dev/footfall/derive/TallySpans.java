package dev.footfall.derive;

import dev.footfall.rule.SpanTree;
import dev.footfall.trace.SpanClass;
import dev.footfall.trace.SpanTally;
import dev.footfall.trace.TraceSpan;
import org.jspecify.annotations.Nullable;

/**
 * Counts each new span of an issue in one class: that of its nearest entry span upwards. A span
 * whose parents are missing is used if any entry of the trace is, else it goes with the first
 * entry; one that stands below no entry, or in a circle, is {@code NO_ENTRY}.
 */
final class TallySpans {
  private static final String PARENT_CYCLE = "parent_cycle";

  private TallySpans() {}

  /**
   * @param dropped by place of an entry span, why it is no event; null where it is
   */
  static void count(SpanTree tree, @Nullable String[] dropped, SpanTally tally) {
    String orphans = tree.hasOrphans() ? reasonOfOrphans(tree, dropped) : null;
    boolean orphansEnter = tree.entryCount() > 0;
    for (int i = 0; i < tree.size(); i++) {
      TraceSpan span = tree.traceSpan(i);
      if (!span.isNew()) {
        continue;
      }
      int entry = tree.entry(i);
      boolean orphan = entry == SpanTree.ORPHAN;
      if (entry >= 0 || (orphan && orphansEnter)) {
        String reason = orphan ? orphans : dropped[entry];
        if (reason == null) {
          tally.count(span.arrivalMillis(), SpanClass.USED, "", 1);
        } else {
          tally.count(span.arrivalMillis(), SpanClass.DROPPED_BY_RULE, reason, 1);
        }
      } else {
        String reason = entry == SpanTree.CYCLE ? PARENT_CYCLE : "";
        tally.count(span.arrivalMillis(), SpanClass.NO_ENTRY, reason, 1);
      }
    }
  }

  private static @Nullable String reasonOfOrphans(SpanTree tree, @Nullable String[] dropped) {
    String first = null;
    for (int i = 0; i < tree.size(); i++) {
      if (tree.isEntry(i)) {
        if (dropped[i] == null) {
          return null;
        }
        first = first == null ? dropped[i] : first;
      }
    }
    return first;
  }
}
