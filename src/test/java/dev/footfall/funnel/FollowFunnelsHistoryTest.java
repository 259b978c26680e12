package dev.footfall.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.funnel.RandomFunnel.Variant;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random histories with revisions, retractions and events that come back, followed in any steps of
 * time and with the state written and read in between: the sum of all changes has to be what the
 * oracle picks from the events as they are in the end.
 */
class FollowFunnelsHistoryTest {
  private static final int HISTORIES = Integer.getInteger("histories", 20_000);
  private static final int MOST_EVENTS = 8;
  private static final long HORIZON = 5_000;

  /** What comes at a time: an event, as it is now; null where it is retracted. */
  private record Release(
      long nowMicros, String eventId, long micros, @Nullable FunnelEvent replacement) {}

  private record Counted(FunnelKey key, boolean isFinal, Attempt attempt) {}

  @Test
  void addsUpToWhatTheOraclePicks() throws IOException {
    long first = Long.getLong("seed", System.nanoTime());
    for (long seed = first; seed < first + HISTORIES; seed++) {
      Random random = new Random(seed);
      List<Funnel> funnels = funnels(random);
      Map<String, FunnelEvent> last = new HashMap<>();
      List<Release> releases = releases(random, funnels, last);
      Map<Counted, Integer> expected = new HashMap<>();
      for (int place = 0; place < funnels.size(); place++) {
        for (FunnelOracle.Counted counted :
            FunnelOracle.attempts(funnels.get(place), place, List.copyOf(last.values()))) {
          FunnelKey key =
              new FunnelKey(
                  funnels.get(place).id(),
                  counted.cohortStartMicros() / 1_000,
                  counted.breakdown());
          expected.merge(new Counted(key, true, counted.attempt()), 1, Integer::sum);
        }
      }
      Duration interval = Duration.ofMillis(random.nextInt(4));
      String description = "seed " + seed + ": " + funnels + " in " + releases;

      List<AttemptChange> changes = follow(funnels, interval, releases, random, true);
      assertThat(sums(changes)).as(description).isEqualTo(expected);
      assertThat(follow(funnels, interval, releases, random, true))
          .as(description)
          .isEqualTo(changes);
      assertThat(asFinal(sums(follow(funnels, interval, releases, random, false))))
          .as(description)
          .isEqualTo(expected);
    }
  }

  private static List<Funnel> funnels(Random random) {
    List<Funnel> funnels = new ArrayList<>();
    int count = 1 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      Variant variant = Variant.values()[random.nextInt(Variant.values().length)];
      funnels.add(new RandomFunnel(random).funnel("f" + i, variant));
    }
    return funnels;
  }

  private static List<Release> releases(
      Random random, List<Funnel> funnels, Map<String, FunnelEvent> last) {
    RandomFunnel draw = new RandomFunnel(random);
    List<Release> releases = new ArrayList<>();
    for (FunnelEvent event : draw.history(funnels, MOST_EVENTS, false)) {
      long now = event.micros();
      releases.add(new Release(now, event.eventId(), now, event));
      last.put(event.eventId(), event);
      while (random.nextInt(4) == 0 && now < event.micros() + HORIZON) {
        now += random.nextInt((int) (event.micros() + HORIZON - now) + 1);
        FunnelEvent replacement =
            random.nextInt(2) == 0
                ? null
                : draw.event(event.eventId(), event.place(), event.sessionId(), funnels);
        releases.add(new Release(now, event.eventId(), event.micros(), replacement));
        if (replacement == null) {
          last.remove(event.eventId());
        } else {
          last.put(event.eventId(), replacement);
        }
      }
    }
    releases.sort(Comparator.comparingLong(Release::nowMicros));
    return releases;
  }

  /**
   * @param toTheEnd of time, else of the range
   */
  private static List<AttemptChange> follow(
      List<Funnel> funnels,
      Duration interval,
      List<Release> releases,
      Random random,
      boolean toTheEnd)
      throws IOException {
    List<AttemptChange> changes = new ArrayList<>();
    FollowFunnels follow =
        new FollowFunnels(
            funnels,
            request -> false,
            Duration.ofNanos(HORIZON * 1_000),
            interval,
            change -> changes.add(readBack(change)),
            dropped -> {});
    VisitorFunnels visitor = new VisitorFunnels();
    long now = releases.get(0).nowMicros();
    for (Release release : releases) {
      while (now < release.nowMicros() && random.nextBoolean()) {
        now += random.nextInt((int) (release.nowMicros() - now) + 1);
        follow.advance(visitor, now);
      }
      now = release.nowMicros();
      follow.advance(visitor, now);
      follow.replace(visitor, release.micros(), release.eventId(), release.replacement(), now);
      if (random.nextInt(5) == 0) {
        visitor = readBack(visitor);
      }
    }
    if (toTheEnd) {
      follow.advance(visitor, Long.MAX_VALUE);
      assertThat(visitor.isEmpty()).isTrue();
      assertThat(follow.deadlineMicros(visitor)).isEqualTo(Long.MAX_VALUE);
    } else {
      follow.finish(visitor, Long.MAX_VALUE);
    }
    return changes;
  }

  /** How often each is counted; none is ever taken back that was not. */
  private static Map<Counted, Integer> sums(List<AttemptChange> changes) {
    Map<Counted, Integer> sums = new HashMap<>();
    for (AttemptChange change : changes) {
      Counted counted = new Counted(change.key(), change.isFinal(), change.attempt());
      int sum = sums.getOrDefault(counted, 0) + change.sign();
      assertThat(sum).isNotNegative();
      if (sum == 0) {
        sums.remove(counted);
      } else {
        sums.put(counted, sum);
      }
    }
    return sums;
  }

  private static Map<Counted, Integer> asFinal(Map<Counted, Integer> sums) {
    Map<Counted, Integer> all = new HashMap<>();
    sums.forEach(
        (counted, count) ->
            all.merge(new Counted(counted.key(), true, counted.attempt()), count, Integer::sum));
    return all;
  }

  private static VisitorFunnels readBack(VisitorFunnels visitor) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    visitor.write(new DataOutputStream(bytes));
    return VisitorFunnels.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }

  private static AttemptChange readBack(AttemptChange change) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      change.write(new DataOutputStream(bytes));
      AttemptChange read =
          AttemptChange.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
      assertThat(read).isEqualTo(change);
      return read;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
