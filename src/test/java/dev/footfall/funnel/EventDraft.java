package dev.footfall.funnel;

import dev.footfall.client.ClientFacts;
import dev.footfall.client.ClientFacts.Campaign;
import dev.footfall.client.ClientFacts.DeviceClass;
import dev.footfall.client.ClientFacts.IdMethod;
import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.AnalyticsEvent.Conversion;
import dev.footfall.event.ParameterValue;
import dev.footfall.event.Request;
import dev.footfall.event.Request.ServiceTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Analytics events for tests. */
final class EventDraft {
  private static final String ID = "0123456789abcdef0123456789abcdef";

  private final String name;
  private String id = ID;
  private long micros = FunnelDraft.HOUR;
  private boolean retracted;
  private boolean interaction = true;
  private int status = 200;
  private boolean error;
  private String errorType;
  private final List<ServiceTime> services = new ArrayList<>();
  private final Map<String, ParameterValue> params = new LinkedHashMap<>();

  EventDraft(String name) {
    this.name = name;
  }

  EventDraft at(String hexId, long micros) {
    this.id = hexId;
    this.micros = micros;
    return this;
  }

  EventDraft retracted() {
    retracted = true;
    return this;
  }

  EventDraft noInteraction() {
    interaction = false;
    return this;
  }

  EventDraft status(int status) {
    this.status = status;
    return this;
  }

  EventDraft error(String type) {
    error = true;
    errorType = type;
    return this;
  }

  EventDraft service(String service, int errors, long busyMicros) {
    services.add(new ServiceTime(service, 1, errors, busyMicros));
    return this;
  }

  EventDraft param(String key, String value) {
    params.put(key, new ParameterValue(value, false));
    return this;
  }

  AnalyticsEvent event() {
    return new AnalyticsEvent(
        id,
        name,
        micros,
        false,
        micros / 1_000,
        micros / 1_000 + 10_000,
        1,
        retracted,
        interaction,
        interaction,
        Conversion.NONE,
        name,
        3,
        "c0ffee",
        true,
        request(),
        facts(),
        params);
  }

  Request request() {
    return new Request(
        ID,
        "0123456789abcdef",
        "POST",
        "https",
        "shop.example",
        "/cart",
        null,
        "/{page}",
        status,
        "text/html",
        100_000,
        error,
        errorType,
        "frontend",
        "1.4.2",
        null,
        3,
        services.stream().mapToInt(ServiceTime::errors).sum(),
        services);
  }

  private static ClientFacts facts() {
    return new ClientFacts(
        IdMethod.COOKIE,
        ID,
        null,
        null,
        1,
        null,
        null,
        null,
        DeviceClass.MOBILE,
        "DE",
        "de",
        null,
        new Campaign("newsletter", "email", "spring", null, null, null),
        null,
        false,
        false,
        true,
        null);
  }
}
