package dev.footfall.trace;

import dev.footfall.source.TimeSettings;
import java.util.List;

/**
 * Decides when a trace is issued, and with which spans. A trace's fragments by arrival form one
 * group while gaps are at most the quiet gap; the group is issued at its last arrival plus the
 * quiet gap. A group whose first arrival is within the late horizon of the trace's last issue
 * issues the trace again, with all its spans; any other begins a new trace.
 *
 * <p>All of this follows from the fragments' arrivals alone. Neither the order in which fragments
 * come nor the steps of the watermark change what is issued, as long as no fragment is behind the
 * watermark.
 *
 * <p>State: {@link TraceStore}. A trace leaves it with the first watermark that is past its last
 * issue plus the late horizon, unless fragments are waiting.
 */
final class TraceAssembly {
  private final long quietGap;
  private final long lateHorizon;
  private final long halfArrivalSpan;
  private final TraceStore store;
  private final TraceConsumer consumer;
  private final SpanTally tally;
  private final SpanMerge merge;
  private long watermark = Long.MIN_VALUE;

  TraceAssembly(
      AssemblySettings settings,
      TimeSettings time,
      TraceStore store,
      TraceConsumer consumer,
      SpanTally tally) {
    this.quietGap = time.quietGap().toMillis();
    this.lateHorizon = time.lateHorizon().toMillis();
    this.halfArrivalSpan = Math.max(1, settings.maxArrivalSpan().toMillis() / 2);
    this.store = store;
    this.consumer = consumer;
    this.tally = tally;
    this.merge = new SpanMerge(tally);
  }

  void add(TraceFragment fragment) {
    store.add(
        fragment.traceId(),
        new TracePart(fragment.arrivalMillis(), fragment.spans()),
        fragment.arrivalMillis() + quietGap);
  }

  /** Issues all that is complete by this watermark, and lets go of what is past its horizon. */
  void advance(long watermark) {
    this.watermark = watermark;
    store.advance(watermark, this::look);
  }

  private void look(HeldTrace trace) {
    if (trace.spilledOpen) {
      store.load(trace);
    }
    trace.sortOpen();
    long due = Long.MAX_VALUE;
    while (!trace.open.isEmpty()) {
      int end = endOfFirstGroup(trace.open);
      due = trace.open.get(end - 1).arrivalMillis() + quietGap;
      if (due > watermark) {
        break;
      }
      issue(trace, end, due);
    }
    settle(trace, due);
  }

  private void settle(HeldTrace trace, long due) {
    boolean waiting = !trace.open.isEmpty();
    boolean late = waiting && isLate(trace);
    long until = trace.isIssued() ? trace.lastIssuedAt + lateHorizon : Long.MAX_VALUE;
    if (trace.isIssued() && until <= watermark && !late) {
      store.forget(trace);
      until = Long.MAX_VALUE;
    }
    if (waiting) {
      store.settle(trace, late ? due : Math.min(due, until));
    } else if (trace.isIssued()) {
      store.settle(trace, until);
    } else {
      store.remove(trace);
    }
  }

  /** Whether the first group that waits revises the trace. */
  private boolean isLate(HeldTrace trace) {
    return trace.isIssued()
        && trace.open.get(0).arrivalMillis() <= trace.lastIssuedAt + lateHorizon;
  }

  /**
   * A group that never falls quiet is cut at the second multiple of half the arrival span after it
   * began. At fixed times, so that no fragment that is still to come can move the cut.
   */
  private int endOfFirstGroup(List<TracePart> open) {
    long last = open.get(0).arrivalMillis();
    long cut = (Math.floorDiv(last, halfArrivalSpan) + 2) * halfArrivalSpan;
    int end = 1;
    while (end < open.size()) {
      long arrival = open.get(end).arrivalMillis();
      if (arrival - last > quietGap || arrival >= cut) {
        break;
      }
      last = arrival;
      end++;
    }
    return end;
  }

  private void issue(HeldTrace trace, int end, long issuedAt) {
    if (isLate(trace)) {
      store.load(trace);
    } else {
      store.forget(trace);
    }
    List<TracePart> group = trace.open.subList(0, end);
    List<TraceSpan> spans = merge.merge(trace.remembered, group);
    if (merge.addsSpans()) {
      trace.remembered = merge.contributing();
      Trace issued = new Trace(trace.id, spans, issuedAt, false);
      trace.consumerMemory = consumer.issue(issued, trace.consumerMemory, tally);
      trace.lastIssuedAt = issuedAt;
    }
    group.clear();
  }
}
