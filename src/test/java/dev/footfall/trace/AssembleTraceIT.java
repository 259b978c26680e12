package dev.footfall.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.source.TimeSettings;
import dev.footfall.trace.Fragments.Sent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.CommonTestUtils;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Assembly on a real cluster with RocksDB, little memory, unaligned checkpoints that hold records
 * in flight, and restores from them in other parallelisms. Every seventh fragment comes again four
 * minutes later.
 */
class AssembleTraceIT {
  private static final long FRAGMENTS = 60_000;
  private static final long START = 1_700_000_000_000L;
  private static final long MILLIS_PER_FRAGMENT = 10;
  private static final long COPY_DISTANCE = 240_000 / MILLIS_PER_FRAGMENT;
  private static final Duration OUT_OF_ORDERNESS = Duration.ofSeconds(5);
  private static final AssemblySettings SETTINGS =
      new AssemblySettings(500_000, 10_000, 1 << 20, Duration.ofMinutes(5));

  /** What came out; a restore may bring a line again, which must then be the same line. */
  private static final Set<String> OUTPUT = ConcurrentHashMap.newKeySet();

  private static volatile boolean slow;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setConfiguration(retained())
              .setNumberTaskManagers(2)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir static Path checkpoints;

  @Test
  void comesToTheSameOverUnalignedCheckpointsAndOtherParallelisms(
      @InjectMiniCluster MiniCluster cluster) throws Exception {
    slow = true;
    String first = runUntilCheckpoint(cluster, 2, 1_000, null);
    String second = runUntilCheckpoint(cluster, 4, 3_000, first);
    slow = false;
    run(1, second).getJobExecutionResult().get();

    assertThat(new TreeSet<>(OUTPUT)).isEqualTo(expected());
  }

  /** The checkpoint that is chosen must still be there when the job has been cancelled. */
  private static Configuration retained() {
    Configuration cluster = new Configuration();
    cluster.setString("execution.checkpointing.num-retained", "1000");
    return cluster;
  }

  /** Runs from a checkpoint until another holds records in flight; returns its path. */
  private static String runUntilCheckpoint(
      MiniCluster cluster, int parallelism, int lines, String from) throws Exception {
    JobClient job = run(parallelism, from);
    JobID id = job.getJobID();
    CommonTestUtils.waitUntilCondition(
        () -> {
          if (job.getJobStatus().get().isTerminalState()) {
            throw new AssertionError("ended with " + job.getJobExecutionResult().get());
          }
          return OUTPUT.size() > lines;
        });
    CommonTestUtils.waitForCheckpointWithInflightBuffers(id, cluster);
    String path = CommonTestUtils.getLatestCompletedCheckpointPath(id, cluster).orElseThrow();
    job.cancel().get();
    CommonTestUtils.waitForJobStatus(job, List.of(JobStatus.CANCELED));
    return path;
  }

  private static JobClient run(int parallelism, String from) throws Exception {
    Configuration config = new Configuration();
    config.setString("state.backend.type", "rocksdb");
    config.setString("execution.checkpointing.dir", checkpoints.toUri().toString());
    config.setString("execution.checkpointing.interval", "200ms");
    config.setString("execution.checkpointing.unaligned.enabled", "true");
    config.setString(
        "execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
    config.setString("restart-strategy.type", "none");
    config.setString("pipeline.generic-types", "false");
    config.setString("pipeline.max-parallelism", "16");
    if (from != null) {
      config.setString("execution.state-recovery.path", from);
    }
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
    env.setParallelism(parallelism);
    define(env);
    return env.executeAsync();
  }

  private static void define(StreamExecutionEnvironment env) {
    SingleOutputStreamOperator<String> issued =
        env.fromSource(
                new NumberSequenceSource(0, FRAGMENTS - 1),
                WatermarkStrategy.<Long>forBoundedOutOfOrderness(OUT_OF_ORDERNESS)
                    .withTimestampAssigner((number, timestamp) -> arrival(number)),
                "fragments")
            .setParallelism(1)
            .uid("fragments")
            .map(AssembleTraceIT::fragment)
            .returns(TraceFragmentSerializer.TYPE)
            .setParallelism(1)
            .uid("blocks")
            .keyBy(TraceFragment::traceId, TraceIdSerializer.TYPE)
            .transform(
                "assemble",
                Types.STRING,
                new AssembleTrace<>(
                    SETTINGS,
                    TimeSettings.DEFAULTS,
                    (out, counters) -> say(out),
                    new OutputTag<>("apart", Types.STRING)))
            .uid("assemble");
    issued.map(AssembleTraceIT::keep).uid("keep").sinkTo(new DiscardingSink<>()).uid("events");
    issued
        .getSideOutput(AssembleTrace.ACCOUNTING)
        .keyBy(AccountingCount::arrivalMinuteMillis, Types.LONG)
        .process(new CountSpans(SETTINGS, TimeSettings.DEFAULTS), AccountingCountSerializer.TYPE)
        .uid("count-spans")
        .map(count -> keep(count.toString()))
        .returns(Types.STRING)
        .uid("keep-rows")
        .sinkTo(new DiscardingSink<>())
        .uid("rows");
  }

  private static String keep(String line) {
    OUTPUT.add(line);
    return line;
  }

  private static TraceConsumer say(TraceConsumer.Output<String> out) {
    return (trace, memory, tally) -> {
      if (slow) {
        LockSupport.parkNanos(100_000);
      }
      int revision = memory == null ? 1 : memory[0] + 1;
      for (TraceSpan span : trace.spans()) {
        if (span.isNew()) {
          tally.count(span.arrivalMillis(), SpanClass.USED, "", 1);
        }
      }
      long[] ids = trace.spans().stream().mapToLong(s -> s.span().spanId()).toArray();
      out.emit(
          trace.id() + " " + trace.issuedAtMillis() + " " + revision + Arrays.toString(ids),
          trace.issuedAtMillis());
      return new byte[] {(byte) revision};
    };
  }

  private static long arrival(long number) {
    return START
        + number * MILLIS_PER_FRAGMENT
        - Long.hashCode(number * 0x9E3779B97F4A7C15L) % OUT_OF_ORDERNESS.toMillis() / 2;
  }

  private static TraceFragment fragment(long number) {
    boolean copy = number % 7 == 0 && number > COPY_DISTANCE;
    long original = copy ? number - COPY_DISTANCE : number;
    TraceId id = new TraceId(original / 3 * 0x9E3779B97F4A7C15L, original / 3);
    long span = 10 * (original % 3) + 1;
    return Fragments.fragment(
        id,
        arrival(number),
        Sent.server(span),
        Sent.inner(span + 1, span),
        Sent.inner(span + 2, span));
  }

  /** What one undisturbed assembly says, and the sums of what it counts. */
  private static Set<String> expected() {
    Set<String> lines = new TreeSet<>();
    SpanTally tally = new SpanTally();
    TraceAssembly assembly =
        new TraceAssembly(
            AssemblySettings.DEFAULTS,
            TimeSettings.DEFAULTS,
            new TraceStore(
                new MapSpill(),
                AssemblySettings.DEFAULTS.memoryBytes(),
                new TracePruning(AssemblySettings.DEFAULTS, TimeSettings.DEFAULTS, tally)),
            say((line, timestamp) -> lines.add(line)),
            tally);
    for (long number = 0; number < FRAGMENTS; number++) {
      assembly.add(fragment(number));
    }
    assembly.advance(Long.MAX_VALUE);
    tally.flush(count -> lines.add(count.toString()));
    return lines;
  }
}
