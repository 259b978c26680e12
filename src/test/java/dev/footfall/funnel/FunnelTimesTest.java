package dev.footfall.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.aggregate.WindowKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunnelTimesTest {
  private static final long HOUR = FunnelDraft.HOUR / 1_000;
  private static final long MINUTE = 60_000;
  private static final FunnelTimes TIMES =
      new FunnelTimes(
          List.of(new FunnelDraft("view", "buy").funnel()),
          Duration.ofMinutes(5),
          Duration.ofSeconds(10));

  @Test
  void theLastRowComesOnceTheLastAttemptIsFinal() {
    assertThat(TIMES.lastMillis(new WindowKey("f", HOUR))).isEqualTo(HOUR + 95 * MINUTE);
  }

  @Test
  void theFirstRowComesAnIntervalAfterTheWindowsStart() {
    assertThat(TIMES.firstMillis(new WindowKey("f", HOUR))).isEqualTo(HOUR + 10_000);
    assertThat(TIMES.updateMillis()).isEqualTo(10_000);
  }

  @Test
  void whatIsLeftOfAFunnelThatIsGoneComesAtOnce() {
    assertThat(TIMES.lastMillis(new WindowKey("gone", HOUR))).isEqualTo(HOUR);
    assertThat(TIMES.firstMillis(new WindowKey("gone", HOUR))).isEqualTo(HOUR);
  }
}
