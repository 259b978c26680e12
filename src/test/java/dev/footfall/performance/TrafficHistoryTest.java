package dev.footfall.performance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.aggregate.Sums;
import dev.footfall.aggregate.WindowTimes;
import dev.footfall.event.AnalyticsEvent;
import dev.footfall.performance.PerformanceHistory.Timed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Random events with revisions and random sessions: the counts are those of the last revisions. */
class TrafficHistoryTest {
  private static final long WINDOW = 60_000;
  private static final CountTraffic COUNT =
      new CountTraffic(new WindowTimes(WINDOW, 10_000, 600_000));
  private static final String[] PAGES = {"/", "/cart", "/item"};

  private record Visit(long endMicros, List<String> pages, String exit) {}

  @Test
  void countsComeToTheLastRevisionsInAnyOrder() {
    long first = Long.getLong("seed", System.nanoTime());
    for (long seed = first; seed < first + Integer.getInteger("histories", 20_000); seed++) {
      try {
        check(new Random(seed));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  private static void check(Random random) {
    PerformanceHistory history = new PerformanceHistory(random);
    List<Visit> visits = visits(random);
    Map<String, TrafficCount> counts = new TreeMap<>();
    Sums<TrafficCount> sums =
        (key, label) ->
            counts.computeIfAbsent(
                key.startMillis() + " " + key.name() + " " + label.text() + " " + label.second(),
                place -> new TrafficCount());
    List<Timed> shuffled = new ArrayList<>(history.counted);
    Collections.shuffle(shuffled, random);
    shuffled.forEach(next -> COUNT.event(next.event(), sums));
    visits.forEach(visit -> COUNT.session(visit.endMicros, visit.pages, visit.exit, sums));

    Map<String, Long> result = new TreeMap<>();
    counts.forEach(
        (label, count) -> {
          if (!count.isEmpty()) {
            result.put(label, count.count());
          }
        });
    assertThat(result).isEqualTo(oracle(history.last, visits));
  }

  private static List<Visit> visits(Random random) {
    List<Visit> visits = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      List<String> pages = new ArrayList<>();
      for (int page = random.nextInt(5); page > 0; page--) {
        pages.add(PAGES[random.nextInt(PAGES.length)]);
      }
      String exit = PAGES[random.nextInt(PAGES.length)];
      long micros = PerformanceRows.MINUTE * 1_000 + random.nextLong(150_000_000);
      visits.add(new Visit(micros, pages, exit));
    }
    return visits;
  }

  private static Map<String, Long> oracle(List<AnalyticsEvent> events, List<Visit> visits) {
    List<String> all = new ArrayList<>();
    for (AnalyticsEvent event : events) {
      String start = start(event.eventTimeMicros());
      all.add(start + " event " + event.eventName() + " null");
      if (List.of(404, 410).contains(event.request().status())) {
        String path = event.request().path();
        String referrer = event.client() == null ? null : event.client().referrerHost();
        all.add(start + " not_found " + (path == null ? "(none)" : path) + " " + referrer);
      }
    }
    for (Visit visit : visits) {
      String start = start(visit.endMicros);
      List<String> pages = visit.pages;
      String before = null;
      for (String page : pages) {
        all.add(
            before == null
                ? start + " entry_page " + page + " null"
                : start + " transition " + before + " " + page);
        before = page;
      }
      if (before != null) {
        all.add(start + " exit_page " + visit.exit + " null");
      }
    }
    Map<String, Long> counts = new TreeMap<>();
    all.forEach(label -> counts.merge(label, 1L, Long::sum));
    return counts;
  }

  private static String start(long micros) {
    return String.valueOf(micros / 1_000 / WINDOW * WINDOW);
  }
}
