package dev.footfall.performance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.aggregate.Label;
import dev.footfall.aggregate.WindowKey;
import dev.footfall.aggregate.WindowTimes;
import dev.footfall.client.ClientFacts.DeviceClass;
import dev.footfall.event.EventDraft;
import dev.footfall.event.Request.ServiceTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountPerformanceTest {
  private static final CountPerformance COUNT =
      new CountPerformance(
          new WindowTimes(60_000, 1_000, 1_000),
          new ResponseTargets(Duration.ofMillis(500), Map.of("/fast", Duration.ofMillis(100))));

  private final Map<WindowKey, Map<Label, PerformanceSummary>> sums = new HashMap<>();
  private final EventDraft draft = PerformanceRows.draft();

  @Test
  @DisplayName("requests, by page, device category, service and version")
  void countsAnEventOncePerDimension() {
    draft.device = DeviceClass.MOBILE;
    add();

    assertThat(row("page", Label.of("/cart")).requests()).isEqualTo(1);
    assertThat(row("device_category", Label.of("mobile")).requests()).isEqualTo(1);
    assertThat(row("service_version", new Label("shop", "1.0")).requests()).isEqualTo(1);
    assertThat(sums).hasSize(3);
  }

  @Test
  void countsInTheWindowOfTheEventsTime() {
    draft.micros = (PerformanceRows.MINUTE + 60_000) * 1_000 - 1;
    add();
    assertThat(row("page", Label.of("/cart")).requests()).isEqualTo(1);

    draft.micros++;
    add();

    assertThat(row("page", Label.of("/cart")).requests()).isEqualTo(1);
    assertThat(sums.get(new WindowKey("page", PerformanceRows.MINUTE + 60_000))).hasSize(1);
  }

  @Test
  void knowsNoDeviceWithoutClient() {
    draft.client = false;
    draft.version = null;
    add();

    assertThat(row("device_category", Label.of("unknown")).visitors().estimate()).isZero();
    assertThat(row("service_version", Label.of("shop")).requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "/any, 500000, 200, false, satisfied",
    "/any, 500001, 200, false, tolerating",
    "/any, 2000000, 200, false, tolerating",
    "/any, 2000001, 200, false, frustrated",
    "/any, 1, 500, false, frustrated",
    "/any, 1, 200, true, frustrated",
    "/any, 1, 404, false, satisfied",
    "/fast, 100000, 200, false, satisfied",
    "/fast, 100001, 200, false, tolerating",
    "/fast, 400001, 200, false, frustrated"
  })
  @DisplayName("Apdex against a per-route target: satisfied, tolerating, frustrated")
  void judgesARequestByThePagesTarget(
      String page, long durationMicros, int status, boolean error, String verdict) {
    draft.path = page;
    draft.durationMicros = durationMicros;
    draft.status = status;
    draft.error = error;
    add();

    PerformanceSummary row = row("page", Label.of(page));
    assertThat(row.satisfied()).isEqualTo(verdict.equals("satisfied") ? 1 : 0);
    assertThat(row.tolerating()).isEqualTo(verdict.equals("tolerating") ? 1 : 0);
    assertThat(row.frustrated()).isEqualTo(verdict.equals("frustrated") ? 1 : 0);
  }

  @Test
  void aRequestIsSlowAboveFourTimesTheTarget() {
    draft.durationMicros = 2_000_000;
    assertThat(COUNT.targets().isSlow(draft.event().request())).isFalse();
    draft.durationMicros = 2_000_001;
    assertThat(COUNT.targets().isSlow(draft.event().request())).isTrue();
    draft.route = "/fast";
    draft.durationMicros = 400_001;
    assertThat(COUNT.targets().isSlow(draft.event().request())).isTrue();
    draft.durationMicros = 400_000;
    draft.error = true;
    assertThat(COUNT.targets().isSlow(draft.event().request())).as("failing is not slow").isFalse();
  }

  @Test
  @DisplayName("Apdex: satisfied and half of tolerating, of all")
  void scoresApdexAsThousandthsRounded() {
    add();
    draft.durationMicros = 600_000;
    add();
    add();
    draft.status = 500;
    for (int i = 0; i < 4; i++) {
      add();
    }

    // (1 + 2 / 2) / 7 = 0.2857
    assertThat(row("page", Label.of("/cart")).apdexThousandths()).isEqualTo(286);
  }

  @ParameterizedTest
  @CsvSource({
    "200, false, 0, 0",
    "399, false, 0, 0",
    "400, false, 0, 1",
    "499, false, 0, 1",
    "500, false, 1, 0",
    "599, false, 1, 0",
    "200, true, 1, 0",
    "0, true, 1, 0"
  })
  @DisplayName("errors")
  void tellsErrorsOfTheServerFromThoseOfTheClient(
      int status, boolean error, long errors, long clientErrors) {
    draft.status = status;
    draft.error = error;
    add();

    assertThat(row("page", Label.of("/cart")).errors()).isEqualTo(errors);
    assertThat(row("page", Label.of("/cart")).clientErrors()).isEqualTo(clientErrors);
  }

  @Test
  void sumsUpBusyTimeByService() {
    draft.services.add(new ServiceTime("shop", 1, 0, 700));
    draft.services.add(new ServiceTime("product", 1, 0, 300));
    add();
    add();

    assertThat(row("page", Label.of("/cart")).busyMicros())
        .isEqualTo(Map.of("shop", 1_400L, "product", 600L));
  }

  @Test
  void keepsFiftyServicesApart() {
    for (int i = 0; i < 60; i++) {
      draft.services.add(new ServiceTime("s%02d".formatted(i), 1, 0, 1));
    }
    add();

    assertThat(row("page", Label.of("/cart")).busyMicros())
        .hasSize(51)
        .containsKey("s49")
        .containsEntry("(other)", 10L);
  }

  @Test
  @DisplayName("what a revision changes is taken back (but for the sketch)")
  void takesBackAllButTheVisitor() {
    draft.services.add(new ServiceTime("shop", 1, 0, 700));
    add();
    COUNT.contribute(new CountedEvent(draft.event(), -1), this::sum);

    PerformanceSummary row = row("page", Label.of("/cart"));
    assertThat(row.isEmpty()).isTrue();
    assertThat(row.requests()).isZero();
    assertThat(row.durations().isEmpty()).isTrue();
    assertThat(row.busyMicros()).isEmpty();
    assertThat(row.visitors().estimate()).isEqualTo(1);
  }

  @Test
  void doesNotCountAVisitorByWhatIsTakenBack() {
    COUNT.contribute(new CountedEvent(draft.event(), -1), this::sum);

    assertThat(row("page", Label.of("/cart")).visitors().estimate()).isZero();
  }

  @Test
  @DisplayName("visitors")
  void countsAVisitorOnce() {
    add();
    add();
    draft.visitor = "f".repeat(32);
    add();

    assertThat(row("page", Label.of("/cart")).visitors().estimate()).isEqualTo(2);
  }

  @Test
  void countsWhatIsAnInteraction() {
    add();
    draft.interaction = false;
    add();

    assertThat(row("page", Label.of("/cart")).interactions()).isEqualTo(1);
    assertThat(row("page", Label.of("/cart")).weight()).isEqualTo(2);
  }

  private void add() {
    COUNT.contribute(new CountedEvent(draft.event(), 1), this::sum);
  }

  private PerformanceSummary sum(WindowKey key, Label label) {
    return sums.computeIfAbsent(key, k -> new HashMap<>())
        .computeIfAbsent(label, l -> new PerformanceSummary());
  }

  private PerformanceSummary row(String dimension, Label label) {
    return sums.get(new WindowKey(dimension, PerformanceRows.MINUTE)).get(label);
  }
}
