package dev.footfall.source;

import java.io.Serializable;
import java.time.Duration;

/**
 * The job's clock: how records, traces and events relate to arrival time.
 *
 * @param outOfOrderness how far behind its partition's highest timestamp a record may count as
 *     arriving (5 s)
 * @param quietGap a trace's fragments form one group while gaps between arrivals are at most this
 *     (10 s)
 * @param lateHorizon how long after its last issue a trace is remembered and revised (5 min)
 * @param eventDelay how far before its issue an event's time may lie; the watermark behind assembly
 *     is held back by it (60 s)
 * @param idleness after which a silent partition no longer holds the watermark; zero turns it off,
 *     as bounded runs do
 */
public record TimeSettings(
    Duration outOfOrderness,
    Duration quietGap,
    Duration lateHorizon,
    Duration eventDelay,
    Duration idleness)
    implements Serializable {
  public static final TimeSettings DEFAULTS =
      new TimeSettings(
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofMinutes(5),
          Duration.ofSeconds(60),
          Duration.ofMinutes(2));
}
