package dev.footfall.session;

import dev.footfall.client.ClientFacts.DeviceClass;
import dev.footfall.client.ClientFacts.IdMethod;
import dev.footfall.event.AnalyticsEvent.Conversion;
import dev.footfall.event.EventDraft;
import dev.footfall.session.SessionOracle.Delivery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Histories of one visitor, with times near each of the limits. */
final class RandomVisits {
  private static final long SECOND = 1_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final long GAP = 30 * MINUTE;

  /** 23:20, so that some histories pass midnight. */
  private static final long START = EventDraft.NOON + 680 * MINUTE;

  private final Random random;
  private final boolean senders;
  private final boolean campaigns;
  private final boolean revisions;

  RandomVisits(Random random, boolean senders, boolean campaigns, boolean revisions) {
    this.random = random;
    this.senders = senders;
    this.campaigns = campaigns;
    this.revisions = revisions;
  }

  /** In the order of release. */
  List<Delivery> history() {
    List<Delivery> deliveries = new ArrayList<>();
    IdMethod method = chance(3) ? IdMethod.CONNECTION : IdMethod.COOKIE;
    long time = START;
    int events = 1 + random.nextInt(16);
    for (int i = 0; i < events; i++) {
      EventDraft draft = draft(i, time);
      draft.idMethod = method;
      deliveries.add(new Delivery(draft.event(), time));
      if (revisions && chance(3)) {
        addRevisions(draft, deliveries);
      }
      time += step();
    }
    deliveries.sort(Comparator.comparingLong(Delivery::now));
    return deliveries;
  }

  private long step() {
    return switch (random.nextInt(14)) {
      case 0, 1 -> 0;
      case 2 -> GAP;
      case 3 -> GAP + 1;
      case 4 -> 9_999_999;
      case 5 -> 10 * SECOND;
      case 6 -> 5 * MINUTE;
      case 7 -> 35 * MINUTE;
      case 8 -> random.nextInt(100) * MINUTE;
      default -> random.nextInt(1_000) * SECOND;
    };
  }

  private EventDraft draft(int place, long time) {
    EventDraft draft = EventDraft.micros(0);
    draft.id = id(place);
    draft.visitor = id(7);
    draft.micros = time;
    draft.traceId = id(random.nextInt(3));
    draft.spanId = String.format("%016x", random.nextInt(3));
    draft.rulePlace = place;
    fill(draft);
    if (senders && !chance(3)) {
      draft.sender = "sender" + random.nextInt(2);
    }
    if (senders && chance(4)) {
      draft.previousSender = "sender" + random.nextInt(2);
    }
    return draft;
  }

  /** What a revision may change. */
  private void fill(EventDraft draft) {
    draft.arrivalMillis = draft.micros / 1_000 + random.nextInt(60_000);
    draft.config = chance(40) ? "c2" : "c1";
    draft.durationMicros = random.nextInt(16);
    draft.status = List.of(200, 200, 200, 404, 410, 500, 503).get(random.nextInt(7));
    draft.error = chance(8);
    draft.service = chance(4) ? "cart" : "frontend";
    draft.version = "" + random.nextInt(12);
    draft.user = chance(4) ? id(random.nextInt(2)) : null;
    draft.device = chance(4) ? DeviceClass.MOBILE : DeviceClass.DESKTOP;
    draft.country = chance(4) ? null : "DE";
    draft.hint = chance(8) ? "monitor" : null;
    draft.referrer = chance(3) ? "search.example" : null;
    if (campaigns && chance(4)) {
      draft.campaign("campaign" + random.nextInt(2));
    }
    draft.clickId = campaigns && chance(6) ? "gclid" : null;
    draft.params.clear();
    name(draft);
  }

  private void name(EventDraft draft) {
    draft.interaction = true;
    draft.pageView = false;
    draft.conversion = Conversion.NONE;
    draft.repeated = false;
    switch (random.nextInt(7)) {
      case 0, 1 -> draft.request();
      case 2 -> {
        draft.named("purchase").counts(Conversion.EVERY).worth(amount(), currency());
        if (chance(2)) {
          draft.transaction("t" + random.nextInt(2));
          draft.repeated = chance(3);
        }
      }
      case 3 -> draft.named("sign_up").counts(Conversion.ONCE_PER_SESSION);
      case 4 -> {
        draft.request().counts(Conversion.ONCE_PER_SESSION).name = "callback";
        draft.worth(amount(), currency());
      }
      default -> {
        draft.name = "page_view";
        draft.pageView = true;
        draft.path = "/" + random.nextInt(4);
        draft.route = chance(2) ? null : "/{page}";
      }
    }
  }

  private String amount() {
    return random.nextInt(100) + "." + random.nextInt(10);
  }

  private String currency() {
    return chance(4) ? "USD" : "EUR";
  }

  private void addRevisions(EventDraft first, List<Delivery> deliveries) {
    EventDraft last = first;
    long now = first.micros;
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      now += delay();
      last = chance(2) ? last.takenBack() : last.revised();
      if (chance(2)) {
        fill(last);
      }
      deliveries.add(new Delivery(last.event(), now));
    }
  }

  /** Near the moments at which sessions are over and closed, and the updates between. */
  private long delay() {
    return switch (random.nextInt(8)) {
      case 0 -> 0;
      case 1 -> GAP + 5 * MINUTE;
      case 2 -> GAP + 5 * MINUTE + 1;
      case 3 -> random.nextInt(60) * MINUTE;
      default -> random.nextInt(600) * SECOND;
    };
  }

  private static String id(int number) {
    return String.format("%032x", number);
  }

  private boolean chance(int outOf) {
    return random.nextInt(outOf) == 0;
  }
}
