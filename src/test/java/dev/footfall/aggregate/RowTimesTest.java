package dev.footfall.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowTimesTest {
  /** A window of 60 from 120 on, rows every 10, corrections for 25 behind its end. */
  private static final WindowTimes TIMES = new WindowTimes(60, 10, 25);

  private static final WindowKey WINDOW = new WindowKey("any", 120);

  @ParameterizedTest(name = "{0} goes out at {1}")
  @CsvSource({
    "130, 180",
    "180, 180",
    "181, 190",
    "190, 190",
    "191, 200",
    "201, 205",
    "205, 205",
  })
  void goesOutAtTheFirstMomentThatIsNotBeforeIt(long time, long moment) {
    assertThat(TIMES.emissionMillis(WINDOW, time)).isEqualTo(moment);
  }

  @ParameterizedTest
  @CsvSource({"206", "1000"})
  void isTooLateBehindTheLastMoment(long time) {
    assertThat(TIMES.emissionMillis(WINDOW, time)).isEqualTo(RowTimes.NEVER);
  }
}
