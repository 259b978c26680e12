package dev.footfall.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.funnel.FunnelOracle.Counted;
import dev.footfall.funnel.RandomFunnel.Variant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random short histories: the attempts have to be those that the oracle picks from all chains. */
class MatchFunnelHistoryTest {
  private static final int HISTORIES = Integer.getInteger("histories", 20_000);
  private static final int MOST_EVENTS = 8;

  @ParameterizedTest
  @EnumSource
  void findsTheAttemptsThatTheOraclePicks(Variant variant) {
    long first = Long.getLong("seed", System.nanoTime());
    for (long seed = first; seed < first + HISTORIES; seed++) {
      RandomFunnel random = new RandomFunnel(new Random(seed));
      Funnel funnel = random.funnel("f", variant);
      List<FunnelEvent> history = random.history(List.of(funnel), MOST_EVENTS);

      assertThat(found(funnel, history))
          .as("seed %d: %s in %s", seed, funnel, history)
          .containsExactlyInAnyOrderElementsOf(FunnelOracle.attempts(funnel, 0, history));
    }
  }

  private static List<Counted> found(Funnel funnel, List<FunnelEvent> history) {
    DescribeAttempt describe = new DescribeAttempt(funnel, 0, history);
    List<Counted> found = new ArrayList<>();
    for (Match match :
        new MatchFunnel(funnel, 0).attempts(history, Long.MIN_VALUE + 1, new HashMap<>())) {
      describe
          .reported(List.of(match))
          .forEach(
              reported ->
                  found.add(
                      new Counted(
                          funnel.cohortStart(match.startMicros()),
                          reported.breakdown(),
                          reported.attempt())));
    }
    return found;
  }
}
