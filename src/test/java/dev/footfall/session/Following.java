package dev.footfall.session;

import dev.footfall.event.EventDraft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Drives a {@link SessionBuilder} with one visitor's drafts, as the visitor stage does. */
final class Following {
  static final long NOON = EventDraft.NOON;

  /** Requests of at least a second are slow. */
  static final long SLOW_MICROS = 1_000_000;

  final List<Session> records = new ArrayList<>();
  final SessionBuilder builder;
  VisitorSessions visitor = new VisitorSessions();

  Following(SessionSettings settings) {
    this(settings, SessionBuilder.KEPT_SINGLY);
  }

  Following(SessionSettings settings, int keptSingly) {
    builder =
        new SessionBuilder(
            settings,
            r -> r.durationMicros() >= SLOW_MICROS,
            records::add,
            History.WHOLE,
            keptSingly);
  }

  static Following withDefaults() {
    return new Following(SessionSettings.DEFAULTS);
  }

  static Following with(UnaryOperator<SettingsDraft> change) {
    return new Following(change.apply(new SettingsDraft()).settings());
  }

  /** The one session of these events, by default settings. */
  static Session session(EventDraft... events) {
    Following visitor = withDefaults();
    visitor.add(events);
    return visitor.passAll().closed();
  }

  static Session.Content content(EventDraft... events) {
    return session(events).content();
  }

  /** Releases events at their own time. */
  SessionStamp add(EventDraft... drafts) {
    SessionStamp last = null;
    for (EventDraft draft : drafts) {
      last = add(draft, draft.micros);
    }
    return last;
  }

  /** Releases a revision so many minutes after noon. */
  SessionStamp addAtMinute(double minutes, EventDraft draft) {
    return add(draft, NOON + Math.round(minutes * 60e6));
  }

  private SessionStamp add(EventDraft draft, long nowMicros) {
    builder.advance(visitor, nowMicros);
    return builder.add(visitor, draft.event(), nowMicros);
  }

  /** Does what is due up to that minute after noon, it included. */
  Following passMinute(double minutes) {
    builder.advance(visitor, NOON + Math.round(minutes * 60e6) + 1);
    return this;
  }

  /** Lets all that is due come. */
  Following passAll() {
    builder.advance(visitor, Long.MAX_VALUE);
    return this;
  }

  Following finishAtMinute(double minutes) {
    builder.finish(visitor, NOON + Math.round(minutes * 60e6));
    return this;
  }

  /** The only closed record. */
  Session closed() {
    List<Session> closed = allClosed();
    if (closed.size() != 1) {
      throw new AssertionError("not one closed record: " + records);
    }
    return closed.get(0);
  }

  List<Session> allClosed() {
    return records.stream().filter(r -> r.state() == Session.State.CLOSED).toList();
  }

  /** Of each closed session, its events and why it ended. */
  List<String> ends() {
    return allClosed().stream()
        .map(session -> session.content().events() + " " + session.endReason())
        .toList();
  }

  /** State, events and minute of each record. */
  List<String> said() {
    return records.stream()
        .map(
            r ->
                r.state()
                    + " "
                    + r.content().events()
                    + " at "
                    + (r.issuedAtMicros() - NOON) / 60_000_000)
        .toList();
  }

  Session last() {
    return records.get(records.size() - 1);
  }

  /** Settings that differ from the defaults. */
  static final class SettingsDraft {
    Duration gap = SessionSettings.DEFAULTS.gap();
    Duration maxDuration = SessionSettings.DEFAULTS.maxDuration();
    int maxEvents = SessionSettings.DEFAULTS.maxEvents();
    SessionSettings.Publish publish = SessionSettings.Publish.ALL;
    boolean campaign;
    boolean midnight;
    java.time.ZoneId zone = java.time.ZoneOffset.UTC;
    Duration retention = SessionSettings.DEFAULTS.visitorRetention();

    SettingsDraft maxDuration(Duration value) {
      maxDuration = value;
      return this;
    }

    SettingsDraft maxEvents(int value) {
      maxEvents = value;
      return this;
    }

    SettingsDraft onlyClosed() {
      publish = SessionSettings.Publish.CLOSED;
      return this;
    }

    SettingsDraft splitOnCampaign() {
      campaign = true;
      return this;
    }

    SettingsDraft splitAtMidnight(String inZone) {
      midnight = true;
      zone = java.time.ZoneId.of(inZone);
      return this;
    }

    SettingsDraft retention(Duration value) {
      retention = value;
      return this;
    }

    SessionSettings settings() {
      return new SessionSettings(
          gap,
          maxDuration,
          maxEvents,
          Duration.ofMinutes(5),
          publish,
          campaign,
          midnight,
          zone,
          Duration.ofMinutes(5),
          retention);
    }
  }
}
