package dev.footfall.funnel;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What is remembered of one visitor for all funnels: the log of events, and what was reported of
 * them. {@link FollowFunnels} fills it; it empties itself once every cohort in which the visitor
 * did something is final, and its last event cannot matter to another.
 */
public final class VisitorFunnels {
  final FunnelLog log;
  List<FunnelState> states;

  public VisitorFunnels() {
    this(new FunnelLog(), new ArrayList<>());
  }

  VisitorFunnels(FunnelLog log, List<FunnelState> states) {
    this.log = log;
    this.states = states;
  }

  /** Whether nothing is remembered, so that it need not be stored. */
  public boolean isEmpty() {
    if (!log.isEmpty()) {
      return false;
    }
    for (FunnelState state : states) {
      if (!state.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** What this takes of the heap, roughly. */
  public int heapBytes() {
    return isEmpty() ? 100 : 500 + 400 * log.events().size();
  }

  /** Writes the versioned byte form. */
  public void write(DataOutput out) throws IOException {
    VisitorFunnelsFormat.write(this, out);
  }

  /**
   * @throws IOException also for an unknown version
   */
  public static VisitorFunnels read(DataInput in) throws IOException {
    return VisitorFunnelsFormat.read(in);
  }
}
