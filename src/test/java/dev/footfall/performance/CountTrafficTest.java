package dev.footfall.performance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.aggregate.Label;
import dev.footfall.aggregate.WindowKey;
import dev.footfall.aggregate.WindowTimes;
import dev.footfall.event.EventDraft;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountTrafficTest {
  private static final CountTraffic COUNT = new CountTraffic(new WindowTimes(60_000, 1_000, 1_000));

  private final Map<String, TrafficCount> counts = new TreeMap<>();
  private final EventDraft draft = PerformanceRows.draft();

  @Test
  @DisplayName("events by name")
  void countsEventsByName() {
    event();
    event();
    draft.name = "purchase";
    draft.interaction = false;
    event();

    assertThat(counts())
        .isEqualTo(Map.of("0 event page_view null", 2L, "0 event purchase null", 1L));
  }

  @Test
  void takesEventsBack() {
    event();
    COUNT.event(new CountedEvent(draft.event(), -1), this::sum);

    assertThat(counts.get("0 event page_view null").isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"404, true", "410, true", "400, false", "403, false", "500, false", "200, false"})
  @DisplayName("not-found paths with referrer host")
  void countsPathsThatWereNotFound(int status, boolean counted) {
    draft.status = status;
    draft.path = "/gone/7";
    draft.route = "/gone/{id}";
    draft.referrer = "blog.example";
    event();

    assertThat(counts.containsKey("0 not_found /gone/7 blog.example")).isEqualTo(counted);
  }

  @Test
  void countsNotFoundWithoutReferrerOrClient() {
    draft.status = 404;
    event();
    draft.client = false;
    draft.path = null;
    event();

    assertThat(counts()).containsKeys("0 not_found /cart null", "0 not_found (none) null");
  }

  @Test
  @DisplayName("entry and exit pages, next and previous page")
  void countsTheWayOfASession() {
    session(0, "/", "/cart", "/cart", "/thanks");

    assertThat(counts())
        .isEqualTo(
            Map.of(
                "0 entry_page / null", 1L,
                "0 transition / /cart", 1L,
                "0 transition /cart /cart", 1L,
                "0 transition /cart /thanks", 1L,
                "0 exit_page /thanks null", 1L));
  }

  @Test
  void aSessionOfOnePageEntersAndLeavesThere() {
    session(60_000, "/");

    assertThat(counts())
        .isEqualTo(Map.of("60000 entry_page / null", 1L, "60000 exit_page / null", 1L));
  }

  @Test
  void aSessionOfVeryManyPagesLeavesFromTheLast() {
    COUNT.session(PerformanceRows.MINUTE * 1_000, List.of("/", "/a"), "/z", this::sum);
    COUNT.session(PerformanceRows.MINUTE * 1_000, List.of("/"), null, this::sum);

    assertThat(counts())
        .containsEntry("0 exit_page /z null", 1L)
        .containsEntry("0 exit_page (none) null", 1L)
        .doesNotContainKeys("0 exit_page /a null", "0 transition /a /z");
  }

  @Test
  void aSessionWithoutPagesCountsNothing() {
    session(0);

    assertThat(counts).isEmpty();
  }

  private void event() {
    COUNT.event(new CountedEvent(draft.event(), 1), this::sum);
  }

  private void session(long sinceStart, String... pages) {
    COUNT.session(
        (PerformanceRows.MINUTE + sinceStart) * 1_000,
        List.of(pages),
        pages.length == 0 ? null : pages[pages.length - 1],
        this::sum);
  }

  private TrafficCount sum(WindowKey key, Label label) {
    long sinceStart = key.startMillis() - PerformanceRows.MINUTE;
    return counts.computeIfAbsent(
        sinceStart + " " + key.name() + " " + label.text() + " " + label.second(),
        place -> new TrafficCount());
  }

  private Map<String, Long> counts() {
    Map<String, Long> numbers = new TreeMap<>();
    counts.forEach((label, count) -> numbers.put(label, count.count()));
    return numbers;
  }
}
