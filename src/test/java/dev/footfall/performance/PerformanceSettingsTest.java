package dev.footfall.performance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.aggregate.WindowTimes;
import dev.footfall.source.TimeSettings;
import dev.footfall.trace.AssemblySettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PerformanceSettingsTest {
  /** Late horizon 5 min, arrival span 5 min, quiet gap 10 s. */
  private static final long CORRECTIONS = 300_000 + 300_000 + 10_000;

  @Test
  void keepsAWindowUntilItsLastTraceCanBeRevisedNoMore() {
    assertThat(PerformanceSettings.DEFAULTS.times(TimeSettings.DEFAULTS, AssemblySettings.DEFAULTS))
        .isEqualTo(new WindowTimes(60_000, 60_000, CORRECTIONS));
  }

  @Test
  void keepsAWindowOfTrafficUntilItsSessionsHaveClosed() {
    assertThat(traffic(Duration.ofMinutes(35)).keepMillis()).isEqualTo(35 * 60_000);
    assertThat(traffic(Duration.ofMinutes(3)).keepMillis()).isEqualTo(CORRECTIONS);
    assertThat(traffic(Duration.ofMinutes(3)).windowMillis()).isEqualTo(3_600_000);
  }

  @Test
  void travelsToTheTaskManagers() throws Exception {
    ResponseTargets targets =
        new ResponseTargets(Duration.ofSeconds(1), Map.of("/cart", Duration.ofMillis(7)));
    CountPerformance count = new CountPerformance(new WindowTimes(1, 2, 3), targets);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(count);

    assertThat(new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject())
        .isEqualTo(count);
  }

  private static WindowTimes traffic(Duration sessionDelay) {
    return PerformanceSettings.DEFAULTS.trafficTimes(
        TimeSettings.DEFAULTS, AssemblySettings.DEFAULTS, sessionDelay);
  }
}
