package dev.footfall.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BoundedPatternTest {
  @Test
  void takesTheWholeTextOnly() {
    BoundedPattern digits = BoundedPattern.of("[0-9]+");

    assertThat(digits.fits("4711")).isTrue();
    assertThat(digits.fits("4711x")).isFalse();
    assertThat(digits.fits("")).isFalse();
    assertThat(BoundedPattern.of("").fits("")).isTrue();
  }

  @Test
  void longTextsFitNothing() {
    BoundedPattern any = BoundedPattern.of("x*");

    assertThat(any.fits("x".repeat(BoundedPattern.MAX_LENGTH))).isTrue();
    assertThat(any.fits("x".repeat(BoundedPattern.MAX_LENGTH + 1))).isFalse();
  }

  /** This one fits, after some millions of looks at its characters. */
  @Test
  void givesUpWhereAnExpressionGoesBackTooOften() {
    assertThat(BoundedPattern.of("x*x*x*x*x*y|x+z").fits("x".repeat(60) + "z")).isFalse();
    assertThat(BoundedPattern.of("x+z").fits("x".repeat(60) + "z")).isTrue();
  }

  @Test
  void saysWhatIsWrongWithAnExpressionAndWhere() {
    assertThatThrownBy(() -> BoundedPattern.of("a(b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no regular expression: Unclosed group at character ");
  }
}
