package dev.footfall.session;

import dev.footfall.client.ClientFacts;
import dev.footfall.event.AnalyticsEvent;
import dev.footfall.session.Session.EndReason;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Decides where a session ends, and when it is closed. Times are epoch microseconds. */
final class Boundaries {
  private final SessionSettings settings;
  private final long gapMicros;
  private final long maxDurationMicros;
  private final long lateHorizonMicros;

  Boundaries(SessionSettings settings) {
    this.settings = settings;
    gapMicros = micros(settings.gap());
    maxDurationMicros = micros(settings.maxDuration());
    lateHorizonMicros = micros(settings.lateHorizon());
  }

  static long micros(Duration duration) {
    return TimeUnit.MICROSECONDS.convert(duration);
  }

  /**
   * Why an event does not belong to the open session; null where it does. What is no interaction
   * neither fills a session up nor brings a campaign.
   */
  @Nullable EndReason between(UnclosedSession open, AnalyticsEvent event, ClientFacts client) {
    long timeMicros = event.eventTimeMicros();
    String senderId = client.sessionId();
    if (senderId == null || !senderId.equals(open.senderId)) {
      if (isAnotherSender(open.senderId, client)) {
        return EndReason.SESSION_ID;
      }
      if (timeMicros > open.members.endMicros + gapMicros) {
        return EndReason.GAP;
      }
    }
    if (timeMicros - open.members.startMicros > maxDurationMicros) {
      return EndReason.MAX_DURATION;
    }
    if (event.interaction() && open.members.joinedInteractions >= settings.maxEvents()) {
      return EndReason.MAX_EVENTS;
    }
    if (isAnotherDay(open, timeMicros)) {
      return EndReason.MIDNIGHT;
    }
    return event.interaction() && isAnotherCampaign(open, client) ? EndReason.CAMPAIGN : null;
  }

  /** The event names another session than the open one, or says that the open one came before. */
  private static boolean isAnotherSender(@Nullable String openId, ClientFacts client) {
    return openId != null
        && (client.sessionId() != null || openId.equals(client.previousSessionId()));
  }

  private boolean isAnotherDay(UnclosedSession open, long timeMicros) {
    return settings.splitAtMidnight()
        && !day(open.members.startMicros, settings.zone()).equals(day(timeMicros, settings.zone()));
  }

  private static LocalDate day(long micros, ZoneId zone) {
    Instant instant = Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L));
    return LocalDate.ofInstant(instant, zone);
  }

  private boolean isAnotherCampaign(UnclosedSession open, ClientFacts client) {
    return settings.newSessionOnCampaign()
        && open.members.circumstances().differsFromCampaignOf(client);
  }

  /** Whether some event of that time would join: one with the sender's id, if there is one. */
  boolean mayTake(UnclosedSession open, long timeMicros) {
    return (open.senderId != null || timeMicros <= open.members.endMicros + gapMicros)
        && timeMicros - open.members.startMicros <= maxDurationMicros
        && !isAnotherDay(open, timeMicros);
  }

  /** How long a session that the event may belong to can have been silent before it. */
  long longestSilenceMicros(ClientFacts client) {
    return client.sessionId() == null ? gapMicros : Math.max(gapMicros, maxDurationMicros);
  }

  /** Whether a moment lies between a session's start and the end of its gap. */
  boolean covers(long startMicros, long endMicros, long timeMicros) {
    return startMicros <= timeMicros && timeMicros <= endMicros + gapMicros;
  }

  /** When no interaction can come any more; what has ended waits for its gap all the same. */
  long overMicros(UnclosedSession session) {
    return session.outlivesSilence()
        ? session.members.startMicros + maxDurationMicros
        : session.members.endMicros + gapMicros;
  }

  /** When a session is closed. */
  long closingMicros(UnclosedSession session) {
    return Math.max(overMicros(session) + lateHorizonMicros, session.changedMicros);
  }

  /** What ends a session that nothing has ended, once it is over. */
  static EndReason endReason(UnclosedSession session) {
    if (session.endReason != null) {
      return session.endReason;
    }
    return session.senderId == null ? EndReason.GAP : EndReason.MAX_DURATION;
  }
}
