package dev.footfall.performance;

import dev.footfall.client.ClientFacts;
import dev.footfall.client.ClientFacts.DeviceClass;
import dev.footfall.client.ClientFacts.IdMethod;
import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.AnalyticsEvent.Conversion;
import dev.footfall.event.Request;
import dev.footfall.event.Request.ServiceTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An event in the making; what nobody sets is plain. */
public final class EventDraft {
  static final long MINUTE = 1_795_519_740_000L;

  String id = "e1";
  String name = "page_view";
  long timeMicros = MINUTE * 1_000;
  int revision = 1;
  boolean interaction = true;
  String path = "/cart";
  String route;
  int status = 200;
  long durationMicros = 1_000;
  boolean error;
  String service = "shop";
  String version = "1.0";
  String visitor = "0123456789abcdef0123456789abcdef";
  String referrerHost;
  DeviceClass device = DeviceClass.DESKTOP;
  boolean client = true;
  final List<ServiceTime> services = new ArrayList<>();

  CountedEvent counted() {
    return new CountedEvent(event(), 1);
  }

  CountedEvent takenBack() {
    return new CountedEvent(event(), -1);
  }

  AnalyticsEvent event() {
    return new AnalyticsEvent(
        id,
        name,
        timeMicros,
        false,
        timeMicros / 1_000,
        timeMicros / 1_000 + 10_000,
        revision,
        false,
        interaction,
        interaction,
        Conversion.NONE,
        name,
        0,
        "c0ffee",
        true,
        request(),
        client ? facts() : null,
        Map.of());
  }

  Request request() {
    return new Request(
        "4bf92f3577b34da6a3ce929d0e0e4736",
        "00f067aa0ba902b7",
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
        List.copyOf(services));
  }

  private ClientFacts facts() {
    return new ClientFacts(
        visitor == null ? IdMethod.NONE : IdMethod.CONNECTION,
        null,
        visitor,
        null,
        1,
        null,
        null,
        null,
        device,
        null,
        null,
        referrerHost,
        null,
        null,
        false,
        false,
        true,
        null);
  }
}
