package dev.footfall.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogHistogramTest {
  @ParameterizedTest
  @ValueSource(
      longs = {0, 1, 15, 16, 17, 31, 32, 33, 1_000, 65_535, 65_536, 1L << 40, Long.MAX_VALUE})
  @DisplayName("fixed-boundary log histograms")
  void holdsAValueInABucketOfAtMostASixteenth(long value) {
    LogHistogram histogram = of(value);

    long bound = histogram.quantile(1);
    assertThat(bound).isGreaterThanOrEqualTo(value);
    assertThat(bound - value).isLessThanOrEqualTo(value / 16);
    assertThat(of(bound)).as("a bound lies in its own bucket").isEqualTo(histogram);
    if (bound < Long.MAX_VALUE) {
      assertThat(of(bound + 1)).as("the next value does not").isNotEqualTo(histogram);
    }
  }

  @Test
  void takesTheNearestRankForAQuantile() {
    LogHistogram histogram = new LogHistogram();
    for (int value = 1; value <= 10; value++) {
      histogram.add(value);
    }

    assertThat(histogram.quantile(0.5)).isEqualTo(5);
    assertThat(histogram.quantile(0.51)).isEqualTo(6);
    assertThat(histogram.quantile(0.9)).isEqualTo(9);
    assertThat(histogram.quantile(1)).isEqualTo(10);
    assertThatThrownBy(() -> new LogHistogram().quantile(0.5))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  @DisplayName("deterministic, mergeable")
  void isTheSameInWhateverOrderAndGroupingValuesCome() throws IOException {
    Random random = new Random(20261125);
    List<Long> values = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      values.add(random.nextLong() >>> random.nextInt(64));
    }
    LogHistogram whole = of(values.toArray(Long[]::new));
    Collections.shuffle(values, random);
    LogHistogram merged = of(values.subList(0, 300).toArray(Long[]::new));
    merged.merge(of(values.subList(300, 1_000).toArray(Long[]::new)));

    assertThat(bytes(merged)).isEqualTo(bytes(whole));
    assertThat(merged.count()).isEqualTo(1_000);
    assertThat(merged.buckets().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(1_000);
  }

  @Test
  @DisplayName("subtractable")
  void givesBackWhatWasAdded() throws IOException {
    LogHistogram histogram = of(3L, 500L, 500L);

    histogram.subtract(of(500L));
    assertThat(histogram).isEqualTo(of(3L, 500L));
    histogram.add(500, -1);
    histogram.add(3, -1);
    assertThat(histogram.isEmpty()).isTrue();
    assertThat(bytes(histogram)).isEqualTo(bytes(new LogHistogram()));
  }

  @Test
  void readsWhatItWrote() throws IOException {
    LogHistogram histogram = of(0L, 7L, 7L, 123_456L, Long.MAX_VALUE);

    LogHistogram read =
        LogHistogram.read(new DataInputStream(new ByteArrayInputStream(bytes(histogram))));

    assertThat(read).isEqualTo(histogram);
    assertThat(read.count()).isEqualTo(5);
  }

  private static LogHistogram of(Long... values) {
    LogHistogram histogram = new LogHistogram();
    for (long value : values) {
      histogram.add(value);
    }
    return histogram;
  }

  private static byte[] bytes(LogHistogram histogram) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    histogram.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
