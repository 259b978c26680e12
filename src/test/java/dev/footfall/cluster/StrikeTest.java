package dev.footfall.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.cluster.Strike.Kind;
import org.junit.jupiter.api.Test;

class StrikeTest {
  @Test
  void aSeedTellsTheSameStoryAgain() {
    assertThat(Strike.story(7)).isEqualTo(Strike.story(7)).isNotEqualTo(Strike.story(8));
  }

  @Test
  void everyStoryHasEachKind() {
    assertThat(Strike.story(7))
        .extracting(Strike::kind)
        .contains(Kind.KILL_TASK_MANAGER, Kind.KILL_JOB_MANAGER, Kind.RESCALE);
  }
}
