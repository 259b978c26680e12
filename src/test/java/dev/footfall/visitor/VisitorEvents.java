package dev.footfall.visitor;

import dev.footfall.client.ClientFacts;
import dev.footfall.client.ClientFacts.DeviceClass;
import dev.footfall.client.ClientFacts.IdMethod;
import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.AnalyticsEvent.Conversion;
import dev.footfall.event.IssuedEvent;
import dev.footfall.event.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Events of made-up visitors, as assembly would issue them. */
public final class VisitorEvents {
  public static final long EVENT_DELAY_MILLIS = 60_000;

  /** When keys change: 2026-11-25T04:00:00Z. */
  public static final long CHANGE_MILLIS = 1_795_579_200_000L;

  private static final long HOUR_MILLIS = 3_600_000;

  private VisitorEvents() {}

  /** Ids that a request carries. */
  record Ids(IdMethod method, @Nullable String id, @Nullable String previousId, int route) {
    static final Ids NOBODY = new Ids(IdMethod.NONE, null, null, -1);

    static Ids device(int number) {
      return new Ids(IdMethod.COOKIE, "%032x".formatted(number), null, number % 7);
    }

    /** Today's and yesterday's id of a connection. */
    static Ids connection(int number, int day) {
      return new Ids(
          IdMethod.CONNECTION,
          connectionId(number, day),
          connectionId(number, day - 1),
          number % 7);
    }

    private static String connectionId(int number, int day) {
      return "%016x%016x".formatted(day + 100, number);
    }
  }

  /** A page view. */
  static IssuedEvent pageView(int number, Ids ids, long timeMillis) {
    return IssuedEvent.of(event(number, ids, timeMillis, timeMillis + 11_000, 1, false), null);
  }

  /** The next revision of an event. */
  static IssuedEvent revised(IssuedEvent before, long issuedAtMillis, boolean retracted) {
    AnalyticsEvent e = before.event();
    int number = Integer.parseInt(e.eventId(), 16);
    ClientFacts client = e.client();
    Ids ids =
        client == null || client.visitorId() == null
            ? Ids.NOBODY
            : new Ids(
                client.idMethod(),
                client.visitorId(),
                client.previousConnectionId(),
                client.route());
    return IssuedEvent.of(
        event(
            number,
            ids,
            e.eventTimeMicros() / 1_000,
            issuedAtMillis,
            before.revision() + 1,
            retracted),
        before.retracted() ? null : e);
  }

  private static AnalyticsEvent event(
      int number, Ids ids, long timeMillis, long issuedAtMillis, int revision, boolean retracted) {
    boolean interaction = number % 4 != 3;
    return new AnalyticsEvent(
        "%032x".formatted(number),
        interaction ? "page_view" : "request",
        timeMillis * 1_000,
        false,
        timeMillis + 900,
        issuedAtMillis,
        revision,
        retracted,
        interaction,
        interaction,
        number % 5 == 0 ? Conversion.ONCE_PER_SESSION : Conversion.NONE,
        false,
        "page_view",
        9,
        "test",
        true,
        request(number, 1_000L * revision),
        facts(ids),
        Map.of(),
        List.of(),
        null);
  }

  private static Request request(int number, long durationMicros) {
    return new Request(
        "%032x".formatted(number + 1),
        "%016x".formatted(number + 1),
        "GET",
        "https",
        "shop.example",
        "/page/" + number % 11,
        null,
        null,
        200,
        null,
        durationMicros,
        false,
        null,
        "shop",
        "1.0",
        null,
        1,
        0,
        List.of());
  }

  private static ClientFacts facts(Ids ids) {
    boolean connection = ids.method() == IdMethod.CONNECTION;
    return new ClientFacts(
        ids.method(),
        connection ? null : ids.id(),
        connection ? ids.id() : null,
        ids.previousId(),
        ids.route(),
        null,
        null,
        null,
        DeviceClass.DESKTOP,
        null,
        null,
        null,
        null,
        null,
        false,
        false,
        true,
        null);
  }

  /**
   * A history around a change of keys, in the order of release: half of the visitors have a device,
   * half a connection whose id changes. Times repeat, some events are revised or taken back.
   */
  public static List<IssuedEvent> history(Random random, int visitors, int events) {
    List<IssuedEvent> history = new ArrayList<>();
    long from = CHANGE_MILLIS - 6 * HOUR_MILLIS;
    for (int number = 0; number < events; number++) {
      int visitor = random.nextInt(visitors);
      long time = from + random.nextInt(12 * 360) * 10_000L;
      IssuedEvent event = pageView(number, ids(visitor, time), time);
      history.add(event);
      while (random.nextInt(10) == 0) {
        event =
            revised(event, event.issuedAtMillis() + random.nextInt(300_000), random.nextBoolean());
        history.add(event);
      }
    }
    history.sort(ReleaseEvents.order(EVENT_DELAY_MILLIS));
    return history;
  }

  private static Ids ids(int visitor, long timeMillis) {
    if (visitor % 10 == 9) {
      return Ids.NOBODY;
    }
    return visitor % 2 == 0
        ? Ids.device(visitor)
        : Ids.connection(visitor, timeMillis < CHANGE_MILLIS ? 1 : 2);
  }
}
