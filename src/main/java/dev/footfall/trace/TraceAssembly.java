package dev.footfall.trace;

import dev.footfall.source.TimeSettings;
import java.util.List;

/**
 * Decides when a trace is issued, and with which spans. A trace's fragments form groups by arrival
 * ({@link ArrivalGroups}); a group is issued at its last arrival plus the quiet gap. A group whose
 * first arrival is within the late horizon of the trace's last issue issues the trace again, with
 * all its spans, if it adds one; any other begins a new trace.
 *
 * <p>All of this follows from the fragments' arrivals alone. Neither the order in which fragments
 * come nor the steps of the watermark change what is issued and counted, as long as no fragment is
 * behind the watermark.
 *
 * <p>State: {@link TraceStore}. A trace leaves it with the first watermark that is past its last
 * issue plus the late horizon, unless fragments are waiting.
 */
final class TraceAssembly {
  private final long quietGap;
  private final long lateHorizon;
  private final ArrivalGroups groups;
  private final TraceStore store;
  private final TraceIssues issues;
  private long watermark = Long.MIN_VALUE;
  private long delayMillis;

  TraceAssembly(
      AssemblySettings settings,
      TimeSettings time,
      TraceStore store,
      TraceConsumer consumer,
      SpanTally tally) {
    this.quietGap = time.quietGap().toMillis();
    this.lateHorizon = time.lateHorizon().toMillis();
    this.groups = new ArrivalGroups(settings, time);
    this.store = store;
    this.issues = new TraceIssues(new TraceCap(settings, tally), consumer, tally);
  }

  void add(TraceFragment fragment) {
    TracePart part = new TracePart(fragment.arrivalMillis(), fragment.spans());
    store.add(fragment.traceId(), part, fragment.arrivalMillis() + quietGap);
  }

  /** Issues all that is complete by this watermark, and lets go of what is past its horizon. */
  void advance(long watermark) {
    this.watermark = watermark;
    store.advance(watermark, this::look);
  }

  /**
   * How long the first fragment of the group that was issued last waited: in the job's time, from
   * its arrival to the watermark that issued it.
   */
  long delayMillis() {
    return delayMillis;
  }

  private void look(HeldTrace trace) {
    if (trace.spilledOpen) {
      store.load(trace);
    }
    trace.sortOpen();
    long due = Long.MAX_VALUE;
    while (!trace.open.isEmpty()) {
      int end = groups.endOfFirst(trace.open);
      due = ArrivalGroups.lastArrival(trace.open, end) + quietGap;
      if (due > watermark) {
        break;
      }
      issue(trace, end, due);
    }
    settle(trace, due);
  }

  private void issue(HeldTrace trace, int end, long issuedAt) {
    if (isLate(trace)) {
      store.load(trace);
    } else {
      store.forget(trace);
    }
    if (watermark != Long.MAX_VALUE) {
      delayMillis = watermark - trace.open.get(0).firstArrivalMillis();
    }
    boolean cut = groups.isCut(trace.open, end);
    List<TracePart> group = trace.open.subList(0, end);
    issues.issue(trace, group, issuedAt, cut);
    group.clear();
  }

  /** Keeps the trace until there may be something to do, or lets it go. */
  private void settle(HeldTrace trace, long due) {
    boolean late = isLate(trace);
    if (trace.isIssued() && horizon(trace) <= watermark && !late) {
      store.forget(trace);
    }
    if (!trace.open.isEmpty()) {
      store.settle(trace, trace.isIssued() && !late ? Math.min(due, horizon(trace)) : due);
    } else if (trace.isIssued()) {
      store.settle(trace, horizon(trace));
    } else {
      store.remove(trace);
    }
  }

  private long horizon(HeldTrace trace) {
    return trace.lastIssuedAt + lateHorizon;
  }

  /** Whether the first group that waits revises the trace. */
  private boolean isLate(HeldTrace trace) {
    return trace.isIssued()
        && !trace.open.isEmpty()
        && trace.open.get(0).firstArrivalMillis() <= horizon(trace);
  }
}
