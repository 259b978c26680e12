package dev.footfall.session;

import dev.footfall.client.ClientFacts;
import dev.footfall.client.ClientFacts.Campaign;
import dev.footfall.client.ClientFacts.DeviceClass;
import dev.footfall.client.ClientFacts.IdMethod;
import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.AnalyticsEvent.Conversion;
import dev.footfall.event.ParameterValue;
import dev.footfall.event.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An event in the making; a view of {@code /} by a visitor with a cookie, unless told otherwise.
 */
final class EventDraft implements Cloneable {
  /** 2026-11-24T12:00:00Z. */
  static final long NOON = 1_795_521_600_000_000L;

  String id;
  String name = "page_view";
  long micros;
  int revision = 1;
  boolean retracted;
  boolean interaction = true;
  boolean pageView = true;
  Conversion conversion = Conversion.NONE;
  String visitor = "visitor";
  IdMethod idMethod = IdMethod.COOKIE;
  String user;
  String sender;
  String previousSender;
  DeviceClass device = DeviceClass.DESKTOP;
  String country = "DE";
  String language = "de";
  String referrer;
  Campaign campaign;
  String clickId;
  String hint;
  String path = "/";
  String route;
  int status = 200;
  boolean error;
  long durationMicros = 1_000;
  String service = "frontend";
  String version = "1";
  long arrivalMillis;
  String config = "c1";
  Map<String, ParameterValue> params = new LinkedHashMap<>();

  private EventDraft(String id, long micros) {
    this.id = id;
    this.micros = micros;
    arrivalMillis = micros / 1000 + 1;
  }

  /** A page view so many microseconds after noon. */
  static EventDraft micros(long afterNoon) {
    return new EventDraft("e" + afterNoon, NOON + afterNoon);
  }

  static EventDraft seconds(double afterNoon) {
    return micros(Math.round(afterNoon * 1e6));
  }

  static EventDraft minutes(double afterNoon) {
    return seconds(afterNoon * 60);
  }

  /** A call that is no interaction. */
  EventDraft request() {
    name = "request";
    interaction = false;
    pageView = false;
    return this;
  }

  /** An interaction that is no view. */
  EventDraft named(String event) {
    name = event;
    pageView = false;
    return this;
  }

  EventDraft path(String text) {
    path = text;
    return this;
  }

  EventDraft sender(String text) {
    sender = text;
    return this;
  }

  EventDraft campaign(String source) {
    campaign = new Campaign(source, null, null, null, null, null);
    return this;
  }

  EventDraft counts(Conversion how) {
    conversion = how;
    return this;
  }

  EventDraft worth(String value, String currency) {
    params.put("value", new ParameterValue(value, true));
    params.put("currency", new ParameterValue(currency, false));
    return this;
  }

  EventDraft transaction(String text) {
    params.put("transaction_id", new ParameterValue(text, false));
    return this;
  }

  EventDraft visitor(IdMethod method) {
    idMethod = method;
    return this;
  }

  EventDraft copy() {
    try {
      EventDraft copy = (EventDraft) clone();
      copy.params = new LinkedHashMap<>(params);
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }

  /** The same event as it is issued again. */
  EventDraft revised() {
    EventDraft next = copy();
    next.revision++;
    next.retracted = false;
    return next;
  }

  EventDraft takenBack() {
    EventDraft next = revised();
    next.retracted = true;
    return next;
  }

  ClientFacts client() {
    boolean connection = idMethod == IdMethod.CONNECTION;
    return new ClientFacts(
        idMethod,
        connection ? null : visitor,
        connection ? visitor : null,
        null,
        1,
        user,
        sender,
        previousSender,
        device,
        country,
        language,
        referrer,
        campaign,
        clickId,
        false,
        false,
        true,
        hint);
  }

  AnalyticsEvent event() {
    Request request =
        new Request(
            "t" + id,
            "s" + id,
            "GET",
            "https",
            "shop.example",
            path,
            null,
            route,
            status,
            "text/html",
            durationMicros,
            error,
            null,
            service,
            version,
            null,
            1,
            0,
            List.of());
    return new AnalyticsEvent(
        id,
        name,
        micros,
        false,
        arrivalMillis,
        arrivalMillis + 10_000,
        revision,
        retracted,
        interaction,
        pageView,
        conversion,
        name,
        0,
        config,
        true,
        request,
        client(),
        Map.copyOf(params));
  }
}
