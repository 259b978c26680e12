package dev.footfall.trace;

import dev.footfall.source.TimeSettings;
import dev.footfall.trace.Fragments.Sent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a trace of nine spans in three fragments costs assembly from its first fragment to the end
 * of its horizon, with 15,000 traces held; and a fragment alone, which is issued with the others.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class TraceAssemblyBenchmark {
  private static final int TRACES = 1_000;
  private static final long MILLIS_PER_TRACE = 20;

  private final List<byte[]> blocks = new ArrayList<>();
  private final SpanTally tally = new SpanTally();
  private TraceAssembly assembly;
  private long trace;

  /** Begins with an empty store; it fills during warm-up. */
  @Setup(Level.Trial)
  public void setUp() {
    for (int fragment = 0; fragment < 3; fragment++) {
      long first = 3 * fragment + 1;
      blocks.add(
          Fragments.block(
              List.of(
                  fragment == 0
                      ? Sent.server(first).withNote("x".repeat(200))
                      : Sent.inner(first, 1),
                  Sent.inner(first + 1, first),
                  Sent.inner(first + 2, first))));
    }
    AssemblySettings settings =
        new AssemblySettings(256L << 20, 10_000, 4 << 20, Duration.ofMinutes(5));
    TraceStore store =
        new TraceStore(
            new MapSpill(),
            settings.memoryBytes(),
            new TracePruning(settings, TimeSettings.DEFAULTS, tally));
    assembly =
        new TraceAssembly(
            settings,
            TimeSettings.DEFAULTS,
            store,
            (issued, memory, counts) -> new byte[100],
            tally);
  }

  /** Adds traces, fragments of neighbours interleaved, and issues those that fell quiet. */
  @Benchmark
  @OperationsPerInvocation(TRACES)
  public void trace() {
    for (int i = 0; i < TRACES; i++) {
      trace++;
      long now = trace * MILLIS_PER_TRACE;
      for (int fragment = 0; fragment < 3; fragment++) {
        long number = trace - 10L * fragment;
        TraceId id = new TraceId(number * 0x9E3779B97F4A7C15L, number);
        assembly.add(new TraceFragment(id, now, blocks.get(fragment)));
      }
      if (trace % 10 == 0) {
        assembly.advance(now - 5_000);
        tally.flush(count -> {});
      }
    }
  }
}
