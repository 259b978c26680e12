package dev.footfall.config;

import dev.footfall.session.SessionSettings;
import dev.footfall.session.SessionSettings.Publish;
import dev.footfall.source.TimeSettings;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/** Reads {@code sessions}. */
final class SessionsSection {
  private SessionsSection() {}

  static SessionSettings sessions(Block block, TimeSettings time) {
    SessionSettings defaults = SessionSettings.DEFAULTS;
    Value gap = block.value("gap");
    Value maxDuration = block.value("max_duration");
    Value visitorRetention = block.value("visitor_retention");
    SessionSettings sessions =
        new SessionSettings(
            gap.duration(defaults.gap()),
            maxDuration.duration(defaults.maxDuration()),
            block.value("max_events").number(defaults.maxEvents(), 1),
            block.value("update_interval").duration(defaults.updateInterval()),
            block.value("publish").oneOf(defaults.publish(), List.of(Publish.values())),
            block.value("new_session_on_campaign").flag(defaults.newSessionOnCampaign()),
            block.value("split_at_midnight").flag(defaults.splitAtMidnight()),
            block
                .value("time_zone")
                .parsed("a time zone such as Europe/Berlin", ZoneId::of, defaults.zone()),
            time.lateHorizon(),
            visitorRetention.duration(defaults.visitorRetention()));
    refuseZero(gap, sessions.gap());
    refuseZero(maxDuration, sessions.maxDuration());
    if (sessions.visitorRetention().compareTo(sessions.gap()) < 0) {
      (visitorRetention.isAbsent() ? gap : visitorRetention)
          .report("makes visitor_retention shorter than gap: a visitor would be new in each visit");
    }
    block.close();
    return sessions;
  }

  private static void refuseZero(Value value, Duration duration) {
    if (duration.isZero()) {
      value.report("must not be 0");
    }
  }
}
