package dev.footfall.trace;

import dev.footfall.source.TimeSettings;
import java.util.List;

/**
 * Finds the groups among the parts of a trace, which are in order of arrival: a group goes on while
 * gaps between arrivals are at most the quiet gap. One that never falls quiet is cut.
 *
 * <p>Cuts are only at multiples of half the arrival span: a group ends at the second multiple after
 * its first arrival, and so spans between half and the whole of it. A cut counted from the first
 * arrival itself would move when an earlier fragment comes; with fixed places, fragments that are
 * within the quiet gap and between the same two multiples are in one group for certain, whatever
 * else is still to come.
 */
final class ArrivalGroups {
  private final long quietGap;
  private final long halfSpan;

  ArrivalGroups(AssemblySettings settings, TimeSettings time) {
    this.quietGap = time.quietGap().toMillis();
    this.halfSpan = Math.max(1, settings.maxArrivalSpan().toMillis() / 2);
  }

  /** Where the first group ends: the index behind its last part. */
  int endOfFirst(List<TracePart> parts) {
    long cut = (cell(parts.get(0)) + 2) * halfSpan;
    return endOfRun(parts, 0, cut);
  }

  /** Where the parts end that are in one group with this one for certain. */
  int endOfCertain(List<TracePart> parts, int from) {
    long cut = (cell(parts.get(from)) + 1) * halfSpan;
    return endOfRun(parts, from, cut);
  }

  /** The last arrival among parts before the end. */
  static long lastArrival(List<TracePart> parts, int end) {
    long last = Long.MIN_VALUE;
    for (int i = 0; i < end; i++) {
      last = Math.max(last, parts.get(i).lastArrivalMillis());
    }
    return last;
  }

  /** Whether the first group was cut: it went on behind its end. */
  boolean isCut(List<TracePart> parts, int end) {
    return end < parts.size()
        && parts.get(end).firstArrivalMillis() - lastArrival(parts, end) <= quietGap;
  }

  private int endOfRun(List<TracePart> parts, int from, long cut) {
    long last = parts.get(from).lastArrivalMillis();
    int end = from + 1;
    while (end < parts.size()) {
      TracePart next = parts.get(end);
      if (next.firstArrivalMillis() - last > quietGap || next.firstArrivalMillis() >= cut) {
        break;
      }
      last = Math.max(last, next.lastArrivalMillis());
      end++;
    }
    return end;
  }

  private long cell(TracePart part) {
    return Math.floorDiv(part.firstArrivalMillis(), halfSpan);
  }
}
