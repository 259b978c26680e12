package dev.footfall.trace;

import dev.footfall.source.TimeSettings;
import dev.footfall.trace.Fragments.Sent;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long a checkpoint stops assembly that holds as many traces as its memory bound allows. */
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Thread)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx2g", "-XX:+UseParallelGC"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class FreezeBenchmark {
  @Param({"128"})
  private int megabytes;

  private TraceStore store;

  /** Traces of three fragments that wait to be issued. */
  @Setup(Level.Trial)
  public void fill() {
    AssemblySettings defaults = AssemblySettings.DEFAULTS;
    long bound = (long) megabytes << 20;
    store =
        new TraceStore(
            new MapSpill(),
            bound,
            new TracePruning(defaults, TimeSettings.DEFAULTS, new SpanTally()));
    byte[] block =
        Fragments.block(List.of(Sent.server(1).withNote("x".repeat(200)), Sent.inner(2, 1)));
    for (long trace = 1; store.bytes() < bound - 10_000; trace++) {
      TraceId id = new TraceId(trace * 0x9E3779B97F4A7C15L, trace);
      for (int fragment = 0; fragment < 3; fragment++) {
        store.add(id, new TracePart(trace, block.clone()), trace + 10_000);
      }
    }
    System.out.println(store.size() + " traces, " + store.bytes() + " bytes");
  }

  /** What the task waits for at a barrier. */
  @Benchmark
  public List<HeldTrace> freeze() {
    return store.freeze();
  }
}
