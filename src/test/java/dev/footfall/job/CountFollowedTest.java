package dev.footfall.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.aggregate.Label;
import dev.footfall.aggregate.UniqueVisitors;
import dev.footfall.aggregate.WindowKey;
import dev.footfall.funnel.Attempt;
import dev.footfall.funnel.Attempt.ReachedStep;
import dev.footfall.funnel.AttemptChange;
import dev.footfall.funnel.FunnelCounts;
import dev.footfall.funnel.FunnelKey;
import dev.footfall.privacy.KeyedId;
import dev.footfall.visitor.Followed;
import dev.footfall.visitor.FollowedAttempt;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CountFollowedTest {
  private static final long HOUR = 3_600_000;
  private static final KeyedId VISITOR = new KeyedId(1, 2);

  private final Map<Label, FunnelCounts> counts = new TreeMap<>();

  @Test
  void countsAttemptsByFunnelWindowAndBreakdown() {
    count("mobile", 1);
    count("mobile", 1);
    count(null, 1);

    assertThat(counts.get(new Label("", "mobile")).openAttempts()).isEqualTo(2);
    assertThat(counts.get(new Label("", null)).openAttempts()).isEqualTo(1);
  }

  @Test
  void takesAttemptsBack() {
    count("mobile", 1);
    count("mobile", -1);

    assertThat(counts.get(new Label("", "mobile")).isEmpty()).isTrue();
  }

  @Test
  void keepsWhoMadeAnAttempt() {
    count("mobile", 1, true);
    UniqueVisitors one = new UniqueVisitors();
    one.add(VISITOR.hex());

    assertThat(counts.get(new Label("", "mobile")).steps().get(0).visitors().base64())
        .isEqualTo(one.base64());
  }

  @Test
  void aBreakdownThatReadsLikeTheRestIsCountedThere() {
    count("(other)", 1);

    assertThat(counts).containsOnlyKeys(Label.OTHER);
  }

  private void count(@Nullable String breakdown, int sign) {
    count(breakdown, sign, false);
  }

  private void count(@Nullable String breakdown, int sign, boolean isFinal) {
    Attempt attempt = new Attempt(true, false, List.of(new ReachedStep(1, 0, null, null)));
    FunnelKey key = new FunnelKey("purchase", HOUR, breakdown);
    AttemptChange change = new AttemptChange(key, sign, isFinal, attempt);
    Followed followed = new Followed(null, null, new FollowedAttempt(VISITOR, change));
    CountFollowed.funnels()
        .contribute(
            followed,
            (window, label) -> {
              assertThat(window).isEqualTo(new WindowKey("purchase", HOUR));
              return counts.computeIfAbsent(label, any -> new FunnelCounts());
            });
  }
}
