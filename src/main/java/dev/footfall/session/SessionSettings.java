package dev.footfall.session;

import dev.footfall.source.TimeSettings;
import java.io.Serializable;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Where sessions begin and end, and when their records go out.
 *
 * @param gap two interactions at most this far apart belong to one session (30 min)
 * @param maxDuration an event later than this after a session's start begins another (24 h)
 * @param maxEvents interactions of a session; the next one begins another (10,000)
 * @param updateInterval between two records of a session that is not closed (5 min)
 * @param publish which records go out
 * @param newSessionOnCampaign another campaign or click id begins another session (off)
 * @param splitAtMidnight so does another day in the time zone (off)
 * @param zone of the site, for its midnight (UTC)
 * @param lateHorizon how long after its gap a session waits for revisions, as long as traces do
 * @param visitorRetention how long after its last interaction a visitor is known to have been here
 *     (30 days)
 */
public record SessionSettings(
    Duration gap,
    Duration maxDuration,
    int maxEvents,
    Duration updateInterval,
    Publish publish,
    boolean newSessionOnCampaign,
    boolean splitAtMidnight,
    ZoneId zone,
    Duration lateHorizon,
    Duration visitorRetention)
    implements Serializable {

  /** Which records of a session go out. */
  public enum Publish {
    /** Open, updates, closed. */
    ALL,
    /** Only the last one: when it is closed, or a bounded range ends. */
    CLOSED
  }

  public static final SessionSettings DEFAULTS =
      new SessionSettings(
          Duration.ofMinutes(30),
          Duration.ofHours(24),
          10_000,
          Duration.ofMinutes(5),
          Publish.ALL,
          false,
          false,
          ZoneOffset.UTC,
          TimeSettings.DEFAULTS.lateHorizon(),
          Duration.ofDays(30));

  /** The same rules with another gap. */
  public SessionSettings withGap(Duration other) {
    return new SessionSettings(
        other,
        maxDuration,
        maxEvents,
        updateInterval,
        publish,
        newSessionOnCampaign,
        splitAtMidnight,
        zone,
        lateHorizon,
        visitorRetention);
  }
}
