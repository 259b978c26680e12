package dev.footfall.replay;

import dev.footfall.funnel.Funnel;
import dev.footfall.source.TimeSettings;
import dev.footfall.trace.AssemblySettings;
import dev.footfall.visitor.VisitorSettings;
import java.time.Duration;

/**
 * How much more than its range a replay has to read, so that what it writes is as a run over
 * everything would have written it.
 *
 * @param traceReach how long before an event's time the first span of its trace can have arrived:
 *     the event may come with a late group, which begins within the late horizon behind the group
 *     before; each lasts an arrival span at most and waits for its quiet gap. Late groups behind
 *     late groups reach further
 * @param warmUp that, and twice the session gap, so that sessions that began up to one gap before
 *     the range are no edge, or how far back events decide over a funnel's windows, if that is more
 * @param coolDown until an event's trace is issued, takes no revision any more, and its session is
 *     closed, unless it goes on, and attempts in funnels are over: the longer of the gap and the
 *     longest funnel's window
 */
public record Margins(Duration traceReach, Duration warmUp, Duration coolDown) {

  /** What the settings ask for. */
  public static Margins of(TimeSettings time, AssemblySettings assembly, VisitorSettings visitors) {
    Duration sessionGap = visitors.sessions().gap();
    Duration longest =
        visitors.funnels().stream().map(Funnel::window).reduce(sessionGap, Margins::longer);
    Duration before =
        visitors.funnels().stream()
            .map(funnel -> funnel.reach(visitors.sessions().maxDuration()))
            .reduce(sessionGap.multipliedBy(2), Margins::longer);
    Duration group = assembly.maxArrivalSpan().plus(time.quietGap());
    Duration traceReach = time.lateHorizon().plus(group.multipliedBy(2));
    return new Margins(
        traceReach,
        traceReach.plus(before),
        time.eventDelay().plus(group).plus(time.lateHorizon()).plus(longest));
  }

  /** As much as both ask for. */
  public Margins longer(Margins other) {
    return new Margins(
        longer(traceReach, other.traceReach),
        longer(warmUp, other.warmUp),
        longer(coolDown, other.coolDown));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
