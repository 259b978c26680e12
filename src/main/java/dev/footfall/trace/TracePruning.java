package dev.footfall.trace;

import dev.footfall.source.TimeSettings;
import java.util.List;

/**
 * Cuts a trace that grows large while its fragments wait, so that it never needs much over its cap:
 * each run of parts that will be in one group for certain becomes one part.
 */
final class TracePruning {
  private final int maxBytes;
  private final ArrivalGroups groups;
  private final TraceCap cap;

  TracePruning(AssemblySettings settings, TimeSettings time, SpanTally tally) {
    this.maxBytes = settings.maxBytes();
    this.groups = new ArrivalGroups(settings, time);
    this.cap = new TraceCap(settings, tally);
  }

  /** Whether the trace has grown by a cap since it was pruned last. */
  boolean isDue(HeldTrace trace) {
    return trace.accountedBytes - trace.bytesAtPruning > maxBytes;
  }

  void prune(HeldTrace trace) {
    trace.sortOpen();
    for (int from = 0; from < trace.open.size(); from++) {
      List<TracePart> run = trace.open.subList(from, groups.endOfCertain(trace.open, from));
      if (cap.isOverBytes(run)) {
        TracePart pruned = cap.prune(run);
        run.clear();
        run.add(pruned);
      }
    }
  }
}
