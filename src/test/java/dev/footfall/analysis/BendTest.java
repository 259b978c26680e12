package dev.footfall.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.aggregate.LogHistogram;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BendTest {
  @Test
  void liesWherePageToPageEndsAndComingBackHasNotBegun() {
    LogHistogram times = new LogHistogram();
    for (int i = 0; i < 900; i++) {
      times.add(1_000 + i * 20); // 1 to 19 s
    }
    for (int i = 0; i < 100; i++) {
      times.add(Duration.ofMinutes(70 + i).toMillis());
    }

    Bend bend = Bend.of(times);

    assertThat(bend.isClear()).isTrue();
    assertThat(bend.at()).isBetween(Duration.ofSeconds(18), Duration.ofSeconds(20));
    assertThat(bend.suggestedGap()).isEqualTo(Duration.ofSeconds(20));
    assertThat(bend.longerThan(Duration.ofMinutes(1))).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void findsTheEndOfPeoplesReadingTimes(long seed) {
    Random random = new Random(seed);
    LogHistogram times = new LogHistogram();
    for (int i = 0; i < 20_000; i++) {
      // Median 30 s, one in 40 above 5 minutes; one in ten comes back within hours.
      double seconds =
          random.nextInt(10) == 0
              ? 600 * Math.exp(random.nextDouble() * Math.log(24))
              : 30 * Math.exp(1.15 * random.nextGaussian());
      times.add(Math.round(seconds * 1_000));
    }

    Bend bend = Bend.of(times);

    assertThat(bend.suggestedGap()).isBetween(Duration.ofMinutes(2), Duration.ofMinutes(10));
  }

  @Test
  void isNotClearWhereAllLengthsAreAlikeInNumber() {
    LogHistogram times = new LogHistogram();
    for (int i = 0; i < 10_000; i++) {
      times.add(Math.round(1_000 * Math.pow(14_400, i / 10_000.0)));
    }

    assertThat(Bend.of(times).distance()).isLessThan(0.1);
    assertThat(Bend.of(times).isClear()).isFalse();
    assertThat(Bend.of(times).suggestedGap()).isNull();
  }

  @Test
  void isNotClearWhereChanceMayHaveMadeIt() {
    LogHistogram few = new LogHistogram();
    few.add(2_000, 6);
    few.add(Duration.ofHours(1).toMillis(), 1);
    LogHistogram many = new LogHistogram();
    many.add(2_000, 600);
    many.add(Duration.ofHours(1).toMillis(), 100);

    assertThat(Bend.of(few).distance()).isEqualTo(Bend.of(many).distance(), offset());
    assertThat(Bend.of(few).isClear()).isFalse();
    assertThat(Bend.of(many).isClear()).isTrue();
  }

  private static org.assertj.core.data.Offset<Double> offset() {
    return org.assertj.core.data.Offset.offset(0.05);
  }

  @Test
  void isNowhereWithoutTimes() {
    Bend bend = Bend.of(new LogHistogram());

    assertThat(bend.times()).isZero();
    assertThat(bend.at()).isNull();
    assertThat(bend.isClear()).isFalse();
  }

  @Test
  void leavesOutWhatIsShorterThanASecond() {
    LogHistogram times = new LogHistogram();
    times.add(300, 1_000);

    assertThat(Bend.of(times).times()).isZero();
    assertThat(Bend.of(times).suggestedGap()).isNull();
  }
}
