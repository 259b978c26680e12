package dev.footfall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.replay.ReplayRange;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayIdTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "20261124T1000Z-20261124T1100Z", "next.week_2"})
  void namesATopicAndAFolder(String id) {
    assertThat(ReplayId.checked(id)).isEqualTo(id);
  }

  /** A folder {@code ..} would be the live job's lake. */
  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "-x", "a/b", "a b", "ä"})
  void isRefusedWhereItLeadsElsewhere(String id) {
    assertThatThrownBy(() -> ReplayId.checked(id))
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining("--replay-id: '" + id + "'");
  }

  @Test
  void isThatOfTheRange() {
    long from = Instant.parse("2026-11-24T10:00:00Z").toEpochMilli();
    ReplayRange range = new ReplayRange(from, from + 90_500, ReplayRange.WHOLE, from);

    assertThat(ReplayId.of(range)).isEqualTo("20261124T1000Z-20261124T100130.500Z");
  }
}
