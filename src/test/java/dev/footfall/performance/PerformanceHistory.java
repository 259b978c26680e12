package dev.footfall.performance;

import dev.footfall.client.ClientFacts.DeviceClass;
import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.EventDraft;
import dev.footfall.event.Request.ServiceTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Random events with revisions, retractions and returns, as a visitor's stage hands them on. */
final class PerformanceHistory {
  private static final String[] PATHS = {
    "/",
    "/cart",
    "/owners/7",
    "/owners/12;v=1/pets",
    "/a/3f2504e0-4f89-41d3-9a0c-0305e82c3301",
    "/x/deadbeef",
    "/x/dead1beef",
    "/list/2026-11-24",
    null
  };
  private static final String[] ROUTES = {null, null, "/owners/{ownerId}", "/cart"};
  private static final int[] STATUSES = {200, 200, 304, 399, 400, 404, 410, 499, 500, 503, 0};
  private static final long[] DURATIONS = {
    0, 1, 199_999, 200_000, 200_001, 500_000, 500_001, 800_000, 800_001, 2_000_000, 2_000_001
  };

  final List<Timed> counted = new ArrayList<>();
  final List<AnalyticsEvent> last = new ArrayList<>();
  final List<AnalyticsEvent> ever = new ArrayList<>();

  /** What is to be counted, and when it became known. */
  record Timed(CountedEvent event, long timeMillis) {}

  PerformanceHistory(Random random) {
    int events = 1 + random.nextInt(25);
    for (int i = 0; i < events; i++) {
      event(random, "e" + i);
    }
    counted.sort(Comparator.comparingLong(Timed::timeMillis));
  }

  private void event(Random random, String id) {
    long micros = PerformanceRows.MINUTE * 1_000 + random.nextLong(150_000_000);
    long known = micros / 1_000;
    AnalyticsEvent before = null;
    int revisions = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 1;
    for (int revision = 1; revision <= revisions; revision++) {
      if (before != null) {
        counted.add(new Timed(new CountedEvent(before, -1), known));
      }
      boolean retracted = revision > 1 && random.nextInt(3) == 0;
      before = retracted ? null : content(random, id, micros, revision);
      if (before != null) {
        counted.add(new Timed(new CountedEvent(before, 1), known));
        ever.add(before);
      }
      known += 1 + random.nextInt(90_000);
    }
    if (before != null) {
      last.add(before);
    }
  }

  private static AnalyticsEvent content(Random random, String id, long micros, int revision) {
    EventDraft draft = PerformanceRows.draft();
    draft.id = id;
    draft.name = pick(random, "page_view", "view_item", "request");
    draft.micros = micros;
    draft.revision = revision;
    draft.interaction = random.nextInt(3) > 0;
    draft.path = pick(random, PATHS);
    draft.route = pick(random, ROUTES);
    draft.status = STATUSES[random.nextInt(STATUSES.length)];
    draft.durationMicros =
        random.nextBoolean()
            ? DURATIONS[random.nextInt(DURATIONS.length)]
            : random.nextInt(3_000_000);
    draft.error = random.nextInt(6) == 0;
    draft.service = pick(random, "shop", "owners");
    draft.version = pick(random, "1.0", "1.1", null);
    draft.visitor =
        random.nextInt(6) == 0 ? null : "%032x".formatted(random.nextInt(5) * 0x1_0000_0001L);
    draft.referrer = pick(random, "search.example", "shop.example", null);
    draft.device = DeviceClass.values()[random.nextInt(DeviceClass.values().length)];
    draft.client = random.nextInt(8) > 0;
    for (int i = random.nextInt(4); i > 0; i--) {
      draft.services.add(
          new ServiceTime("service-" + random.nextInt(70), 1, 0, random.nextInt(1_000)));
    }
    return draft.event();
  }

  private static String pick(Random random, String... of) {
    return of[random.nextInt(of.length)];
  }
}
