package dev.footfall.event;

import dev.footfall.client.ClientFacts;
import dev.footfall.client.ClientFacts.Campaign;
import dev.footfall.client.ClientFacts.DeviceClass;
import dev.footfall.client.ClientFacts.IdMethod;
import dev.footfall.event.AnalyticsEvent.Conversion;
import dev.footfall.event.Request.ServiceTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An event in the making; a view of {@code /} by a visitor with a cookie, unless told otherwise.
 */
public final class EventDraft implements Cloneable {
  /** 2026-11-24T12:00:00Z. */
  public static final long NOON = 1_795_521_600_000_000L;

  public static final String VISITOR = "0123456789abcdef0123456789abcdef";

  public String id;
  public String name = "page_view";
  public long micros;
  public int revision = 1;
  public boolean retracted;
  public boolean interaction = true;
  public boolean pageView = true;
  public Conversion conversion = Conversion.NONE;
  public boolean repeated;
  public int rulePlace;

  /** False for an event of which nothing is known of the client. */
  public boolean client = true;

  public String visitor = VISITOR;
  public IdMethod idMethod = IdMethod.COOKIE;
  public String user;
  public String sender;
  public String previousSender;
  public DeviceClass device = DeviceClass.DESKTOP;
  public String country = "DE";
  public String language = "de";
  public String referrer;
  public Campaign campaign;
  public String clickId;
  public String hint;

  public String traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
  public String spanId = "00f067aa0ba902b7";
  public String method = "GET";
  public String path = "/";
  public String route;
  public int status = 200;
  public boolean error;
  public String errorType;
  public long durationMicros = 1_000;
  public String service = "frontend";
  public String version = "1";
  public List<ServiceTime> services = new ArrayList<>();

  public long arrivalMillis;
  public String config = "c1";
  public Map<String, ParameterValue> params = new LinkedHashMap<>();
  public List<Item> items = new ArrayList<>();

  private EventDraft(long micros) {
    this.micros = micros;
    id = String.format("%032x", micros - NOON);
    arrivalMillis = micros / 1000 + 1;
  }

  /** A page view so many microseconds after noon, which are its id. */
  public static EventDraft micros(long afterNoon) {
    return new EventDraft(NOON + afterNoon);
  }

  public static EventDraft seconds(double afterNoon) {
    return micros(Math.round(afterNoon * 1e6));
  }

  public static EventDraft minutes(double afterNoon) {
    return seconds(afterNoon * 60);
  }

  /** An interaction that is no view. */
  public EventDraft named(String event) {
    name = event;
    pageView = false;
    return this;
  }

  public EventDraft noInteraction() {
    interaction = false;
    pageView = false;
    return this;
  }

  /** A call that is no interaction. */
  public EventDraft request() {
    return named("request").noInteraction();
  }

  public EventDraft path(String text) {
    path = text;
    return this;
  }

  public EventDraft status(int code) {
    status = code;
    return this;
  }

  public EventDraft error(String type) {
    error = true;
    errorType = type;
    return this;
  }

  /** A service that took part, with one span. */
  public EventDraft service(String part, int errors, long busyMicros) {
    services.add(new ServiceTime(part, 1, errors, busyMicros));
    return this;
  }

  public EventDraft sender(String text) {
    sender = text;
    return this;
  }

  public EventDraft campaign(String source) {
    campaign = new Campaign(source, null, null, null, null, null);
    return this;
  }

  public EventDraft counts(Conversion how) {
    conversion = how;
    return this;
  }

  public EventDraft worth(String value, String currency) {
    params.put("value", new ParameterValue(value, true));
    return param("currency", currency);
  }

  public EventDraft transaction(String text) {
    return param("transaction_id", text);
  }

  public EventDraft param(String key, String text) {
    params.put(key, new ParameterValue(text, false));
    return this;
  }

  /** With one more item. */
  public EventDraft item(Map<ItemField, String> fields) {
    items.add(new Item(fields));
    return this;
  }

  public EventDraft visitor(IdMethod by) {
    idMethod = by;
    return this;
  }

  public EventDraft copy() {
    try {
      EventDraft copy = (EventDraft) clone();
      copy.params = new LinkedHashMap<>(params);
      copy.items = new ArrayList<>(items);
      copy.services = new ArrayList<>(services);
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }

  /** The same event as it is issued again. */
  public EventDraft revised() {
    EventDraft next = copy();
    next.revision++;
    next.retracted = false;
    return next;
  }

  public EventDraft takenBack() {
    EventDraft next = revised();
    next.retracted = true;
    return next;
  }

  public AnalyticsEvent event() {
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
        repeated,
        name,
        rulePlace,
        config,
        true,
        servedBy(),
        client ? facts() : null,
        Map.copyOf(params),
        List.copyOf(items),
        null);
  }

  private Request servedBy() {
    return new Request(
        traceId,
        spanId,
        method,
        "https",
        "shop.example",
        path,
        null,
        route,
        status,
        "text/html",
        durationMicros,
        error,
        errorType,
        service,
        version,
        null,
        1,
        services.stream().mapToInt(ServiceTime::errors).sum(),
        List.copyOf(services));
  }

  private ClientFacts facts() {
    boolean connection = idMethod == IdMethod.CONNECTION;
    return new ClientFacts(
        visitor == null ? IdMethod.NONE : idMethod,
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
}
