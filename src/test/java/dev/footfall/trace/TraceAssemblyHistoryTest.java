package dev.footfall.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.source.TimeSettings;
import dev.footfall.trace.Fragments.Sent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random histories of a few traces, with duplicates, late groups, groups that never fall quiet and
 * more spans than the caps allow, in any interleaving and with any steps of the watermark, with
 * little memory and many restores: all have to come to what the oracle says.
 */
class TraceAssemblyHistoryTest {
  private static final long START = 1_700_000_000_000L;
  private static final TimeSettings TIME =
      new TimeSettings(
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ZERO);
  private static final Duration ARRIVAL_SPAN = Duration.ofSeconds(40);
  private static final long[] WATERMARK_STEPS = {1, 200, 600_000};

  static List<Long> seeds() {
    long first = Long.getLong("seed", System.nanoTime());
    List<Long> seeds = new ArrayList<>();
    for (int i = 0; i < Integer.getInteger("histories", 300); i++) {
      seeds.add(first + i);
    }
    return seeds;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void comesToWhatTheOracleSays(long seed) throws IOException {
    Random random = new Random(seed);
    AssemblySettings settings =
        new AssemblySettings(
            random.nextBoolean() ? 1 << 20 : 3_000,
            random.nextBoolean() ? 1_000 : 5,
            random.nextBoolean() ? 1 << 20 : 300,
            ARRIVAL_SPAN);
    List<TraceFragment> history = history(random);
    AssemblyOracle oracle =
        new AssemblyOracle(
            TIME.quietGap().toMillis(),
            TIME.lateHorizon().toMillis(),
            ARRIVAL_SPAN.toMillis(),
            settings.maxSpans(),
            settings.maxBytes());
    oracle.work(history);

    for (long step : WATERMARK_STEPS) {
      Run run = new Run(settings, random);
      run.play(history, step);
      assertThat(sorted(run.issues.issues)).isEqualTo(sorted(oracle.issues));
      assertThat(run.sums).isEqualTo(oracle.sums);
      assertThat(run.store.size()).isZero();
      assertThat(run.store.open()).isZero();
      assertThat(run.store.bytes()).isZero();
      assertThat(run.store.spilled()).isZero();
      assertThat(run.spill.blobs).isEmpty();
    }
  }

  private static List<Issues.Issue> sorted(List<Issues.Issue> issues) {
    List<Issues.Issue> sorted = new ArrayList<>(issues);
    sorted.sort(
        Comparator.comparing((Issues.Issue i) -> i.id().toString())
            .thenComparingLong(Issues.Issue::issuedAtMillis));
    return sorted;
  }

  private static List<TraceFragment> history(Random random) {
    List<TraceFragment> history = new ArrayList<>();
    int traces = 1 + random.nextInt(6);
    for (int trace = 0; trace < traces; trace++) {
      TraceId id = new TraceId(random.nextLong(), trace);
      long arrival = START + random.nextInt(100_000);
      int fragments = 1 + random.nextInt(25);
      for (int i = 0; i < fragments; i++) {
        history.add(Fragments.fragment(id, arrival, spans(random)));
        arrival += gap(random);
      }
    }
    return history;
  }

  /** Gaps near each of the limits: none, within the quiet gap, the horizon, and beyond. */
  private static long gap(Random random) {
    return switch (random.nextInt(10)) {
      case 0 -> 0;
      case 1 -> 10_000;
      case 2 -> 10_001;
      case 3 -> 70_000;
      case 4 -> 70_001;
      case 5 -> random.nextInt(100_000);
      default -> random.nextInt(9_000);
    };
  }

  private static Sent[] spans(Random random) {
    Sent[] spans = new Sent[1 + random.nextInt(4)];
    for (int i = 0; i < spans.length; i++) {
      long id = 1 + random.nextInt(12);
      Sent span = random.nextInt(4) == 0 ? Sent.server(id) : Sent.inner(id, 1);
      boolean plain = random.nextInt(3) > 0;
      spans[i] =
          plain
              ? span
              : span.withNote("x".repeat(random.nextInt(random.nextInt(8) == 0 ? 400 : 60)));
    }
    return spans;
  }

  /** One way in which a history may come. */
  private static final class Run {
    private final AssemblySettings settings;
    private final Random random;
    private final Issues issues = new Issues();
    private final Map<String, Long> sums = Issues.sums();
    private final SpanTally tally = new SpanTally();
    private final MapSpill spill = new MapSpill();
    private TraceStore store;
    private TraceAssembly assembly;

    Run(AssemblySettings settings, Random random) {
      this.settings = settings;
      this.random = random;
      this.store = newStore();
      this.assembly = new TraceAssembly(settings, TIME, store, issues, tally);
    }

    private TraceStore newStore() {
      return new TraceStore(spill, settings.memoryBytes(), new TracePruning(settings, TIME, tally));
    }

    void play(List<TraceFragment> history, long step) throws IOException {
      List<TraceFragment> order = disorder(history);
      long[] earliestFrom = new long[order.size() + 1];
      earliestFrom[order.size()] = Long.MAX_VALUE;
      for (int i = order.size() - 1; i >= 0; i--) {
        earliestFrom[i] = Math.min(earliestFrom[i + 1], order.get(i).arrivalMillis());
      }
      for (int i = 0; i < order.size(); i++) {
        assembly.add(order.get(i));
        if (random.nextInt(3) == 0 && earliestFrom[i + 1] != Long.MAX_VALUE) {
          assembly.advance(Math.floorDiv(earliestFrom[i + 1] - 1, step) * step);
        }
        if (random.nextInt(10) == 0) {
          restore();
        }
      }
      assembly.advance(Long.MAX_VALUE);
      Issues.drain(tally, sums);
    }

    /** As partitions may bring it: in order, nearly, or any how. */
    private List<TraceFragment> disorder(List<TraceFragment> history) {
      int jitter = List.of(1, 20_000, 10_000_000).get(random.nextInt(3));
      Map<TraceFragment, Long> places = new java.util.IdentityHashMap<>();
      history.forEach(f -> places.put(f, f.arrivalMillis() + random.nextInt(jitter)));
      List<TraceFragment> order = new ArrayList<>(history);
      order.sort(Comparator.comparing(places::get));
      return order;
    }

    /** What a checkpoint and a restart do. */
    private void restore() throws IOException {
      Issues.drain(tally, sums);
      TraceStore next = newStore();
      for (HeldTrace trace : store.freeze()) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        HeldTraceFormat.write(trace, new DataOutputStream(bytes));
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        next.restore(trace.id, restored -> HeldTraceFormat.read(restored, in));
      }
      store = next;
      assembly = new TraceAssembly(settings, TIME, store, issues, tally);
    }
  }
}
