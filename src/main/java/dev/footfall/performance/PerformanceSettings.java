package dev.footfall.performance;

import dev.footfall.aggregate.WindowTimes;
import dev.footfall.source.TimeSettings;
import dev.footfall.trace.AssemblySettings;
import java.io.Serializable;
import java.time.Duration;

/**
 * What is counted of performance and traffic.
 *
 * @param enabled whether it is counted at all
 * @param window length of a window of performance (1 min), aligned to the epoch
 * @param trafficWindow length of a window of traffic (1 h), aligned to the epoch
 * @param maxValues rows of a window and dimension; the rest is one row more
 * @param targets how fast pages are meant to be
 * @param updateInterval between rows of a window that late corrections change
 * @param minGroupSize rows, and steps of funnels, with fewer visitors say nothing of visitors
 */
public record PerformanceSettings(
    boolean enabled,
    Duration window,
    Duration trafficWindow,
    int maxValues,
    ResponseTargets targets,
    Duration updateInterval,
    int minGroupSize)
    implements Serializable {
  public static final PerformanceSettings DEFAULTS =
      new PerformanceSettings(
          true,
          Duration.ofMinutes(1),
          Duration.ofHours(1),
          1_000,
          ResponseTargets.DEFAULTS,
          Duration.ofMinutes(1),
          1);

  /** When rows of performance go out. */
  public WindowTimes times(TimeSettings time, AssemblySettings assembly) {
    return WindowTimes.of(window, updateInterval, corrections(time, assembly));
  }

  /**
   * When rows of traffic go out.
   *
   * @param sessionDelay how long after its end a session may close
   */
  public WindowTimes trafficTimes(
      TimeSettings time, AssemblySettings assembly, Duration sessionDelay) {
    Duration corrections = corrections(time, assembly);
    return WindowTimes.of(
        trafficWindow,
        updateInterval,
        sessionDelay.compareTo(corrections) > 0 ? sessionDelay : corrections);
  }

  /**
   * How long behind an event's time its trace may be revised: a late group begins within the
   * horizon, lasts one arrival span, and is issued one quiet gap after. A group that is late behind
   * a late one may come after that, and is no longer counted.
   */
  private static Duration corrections(TimeSettings time, AssemblySettings assembly) {
    return time.lateHorizon().plus(assembly.maxArrivalSpan()).plus(time.quietGap());
  }
}
