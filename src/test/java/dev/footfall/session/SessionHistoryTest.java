package dev.footfall.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.session.SessionOracle.Delivery;
import dev.footfall.session.SessionSettings.Publish;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random histories of a visitor: whatever the steps in which time passes and however often the
 * state is written and read, all records and stamps are what the oracle says.
 */
class SessionHistoryTest {
  private static final int HISTORIES = Integer.getInteger("histories", 20_000);
  private static final long SLOW_MICROS = 12;

  /** Kinds of histories and settings. */
  enum Variant {
    GAP(false, false, false),
    LIMITS(false, false, false),
    SENDERS(true, false, false),
    CAMPAIGN_AND_MIDNIGHT(false, true, false),
    REVISIONS(false, false, true),
    EVERYTHING(true, true, true);

    private final boolean senders;
    private final boolean campaigns;
    private final boolean revisions;

    Variant(boolean senders, boolean campaigns, boolean revisions) {
      this.senders = senders;
      this.campaigns = campaigns;
      this.revisions = revisions;
    }

    List<Delivery> history(Random random) {
      return new RandomVisits(random, senders, campaigns, revisions).history();
    }

    SessionSettings settings(Random random) {
      boolean limited = this == LIMITS || this == SENDERS || this == EVERYTHING;
      boolean tight = limited && random.nextBoolean();
      SessionSettings defaults = SessionSettings.DEFAULTS;
      return new SessionSettings(
          defaults.gap(),
          tight ? Duration.ofMinutes(40) : Duration.ofHours(2),
          limited && random.nextBoolean() ? 3 : 10_000,
          defaults.updateInterval(),
          random.nextInt(4) == 0 ? Publish.CLOSED : Publish.ALL,
          campaigns && random.nextBoolean(),
          campaigns && random.nextBoolean(),
          random.nextBoolean() ? ZoneId.of("UTC") : ZoneId.of("Europe/Berlin"),
          defaults.lateHorizon(),
          random.nextBoolean() ? Duration.ofMinutes(random.nextInt(90)) : Duration.ofDays(30));
    }

    /** How many events but interactions are kept singly: folded ones are not revised. */
    private int keptSingly(Random random) {
      return revisions ? SessionBuilder.KEPT_SINGLY : random.nextInt(3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void comesToWhatTheOracleSays(Variant variant) throws IOException {
    long first = Long.getLong("seed", System.nanoTime());
    for (long seed = first; seed < first + HISTORIES; seed++) {
      try {
        check(variant, new Random(seed));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("-Dseed=" + seed + " -Dhistories=1", e);
      }
    }
  }

  private static void check(Variant variant, Random random) throws IOException {
    SessionSettings settings = variant.settings(random);
    List<Delivery> history = variant.history(random);
    long lastMoment = history.get(history.size() - 1).now();
    Long highestArrival =
        random.nextInt(3) == 0 ? lastMoment + random.nextInt(45 * 60) * 1_000_000L : null;
    SessionOracle oracle = new SessionOracle(settings, SLOW_MICROS);
    oracle.work(history, highestArrival);

    Run run = new Run(settings, variant.keptSingly(random), random);
    run.play(history, highestArrival);

    assertThat(run.stamps).isEqualTo(oracle.stamps);
    assertThat(sorted(run.records)).isEqualTo(sorted(oracle.records));
    if (highestArrival == null) {
      long[] moments = run.records.stream().mapToLong(Session::issuedAtMicros).toArray();
      assertThat(moments).isSorted();
    }
    assertThat(run.visitor.isEmpty()).isTrue();
  }

  private static List<Session> sorted(List<Session> records) {
    return records.stream()
        .sorted(Comparator.comparing(Session::sessionId).thenComparingInt(Session::revision))
        .toList();
  }

  /** One way in which time may pass, with restarts. */
  private static final class Run {
    final List<SessionStamp> stamps = new ArrayList<>();
    final List<Session> records = new ArrayList<>();
    VisitorSessions visitor = new VisitorSessions();
    private final SessionBuilder builder;
    private final Random random;
    private final boolean steps;
    private final boolean restarts;
    private long passed = Long.MIN_VALUE;

    Run(SessionSettings settings, int keptSingly, Random random) {
      this.random = random;
      steps = random.nextBoolean();
      restarts = random.nextBoolean();
      builder =
          new SessionBuilder(
              settings,
              r -> r.durationMicros() >= SLOW_MICROS,
              records::add,
              History.WHOLE,
              keptSingly);
    }

    void play(List<Delivery> history, Long highestArrival) throws IOException {
      for (Delivery delivery : history) {
        passTo(delivery.now());
        stamps.add(builder.add(visitor, delivery.event(), delivery.now()));
        restart();
      }
      if (highestArrival == null) {
        passTo(passed + Duration.ofDays(40).toNanos() / 1_000);
      } else {
        passTo(passed + (steps ? (highestArrival - passed) / 2 : 0));
        builder.finish(visitor, highestArrival);
      }
    }

    /** At once, deadline by deadline, or in any steps. */
    private void passTo(long moment) throws IOException {
      if (steps && passed != Long.MIN_VALUE) {
        while (random.nextInt(4) > 0) {
          long deadline = builder.deadlineMicros(visitor) + random.nextInt(2);
          long anywhere = passed + (long) (random.nextDouble() * (moment - passed));
          passed = Math.min(moment, Math.max(passed, random.nextBoolean() ? deadline : anywhere));
          builder.advance(visitor, passed);
          restart();
        }
      }
      passed = moment;
      builder.advance(visitor, moment);
    }

    /** At some moments, writes and reads the state: equal state, equal bytes. */
    private void restart() throws IOException {
      if (!restarts || random.nextInt(6) > 0) {
        return;
      }
      byte[] bytes = bytes(visitor);
      visitor = VisitorSessions.read(new DataInputStream(new ByteArrayInputStream(bytes)));
      assertThat(Arrays.equals(bytes(visitor), bytes)).isTrue();
    }

    private static byte[] bytes(VisitorSessions visitor) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      visitor.write(new DataOutputStream(bytes));
      return bytes.toByteArray();
    }
  }
}
