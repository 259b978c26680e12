package dev.footfall.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.source.TimeSettings;
import dev.footfall.trace.Fragments.Sent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.memory.MemCheckpointStreamFactory;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFinalizer;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AssembleTraceTest {
  private static final int MAX_PARALLELISM = 16;
  private static final TraceId ID = new TraceId(7, 1);
  private static final AssemblySettings LITTLE_MEMORY =
      new AssemblySettings(20_000, 10_000, 1 << 20, Duration.ofMinutes(5));

  /** Where keyed state lives. */
  enum Backend {
    HEAP,
    ROCKS;

    StateBackend create() {
      return this == HEAP ? new HashMapStateBackend() : new EmbeddedRocksDBStateBackend();
    }
  }

  @Test
  void issuesAndCountsBeforeTheWatermarkGoesOn() throws Exception {
    try (Harness harness = new Harness(AssemblySettings.DEFAULTS, Backend.HEAP, 1, 0)) {
      harness.start(null);
      harness.process(Fragments.fragment(ID, 5_000, Sent.server(1)));
      harness.watermark(15_000);

      assertThat(harness.flink.getOutput())
          .containsExactly(
              new StreamRecord<>(ID + " revision 1: [1]", 15_000), new Watermark(15_000));
      assertThat(harness.counts()).containsExactly(AccountingCount.spans(0, SpanClass.USED, "", 1));
    }
  }

  @Test
  void countsAtEachBarrierWhatWasCountedByThen() throws Exception {
    AssemblySettings settings = new AssemblySettings(1 << 20, 1, 60, Duration.ofMinutes(5));
    try (Harness harness = new Harness(settings, Backend.HEAP, 1, 0)) {
      harness.start(null);
      harness.process(
          Fragments.fragment(ID, 5_000, Sent.server(1), Sent.inner(2, 1), Sent.inner(3, 1)));
      assertThat(harness.counts()).isEmpty();

      harness.flink.prepareSnapshotPreBarrier(1);

      assertThat(harness.counts())
          .containsExactly(AccountingCount.spans(0, SpanClass.DROPPED_BY_RULE, TraceCap.REASON, 2));
    }
  }

  @ParameterizedTest
  @EnumSource
  void writesWhatWasHeldAtTheBarrierWhileItGoesOn(Backend backend) throws Exception {
    OperatorSubtaskState state;
    try (Harness harness = new Harness(AssemblySettings.DEFAULTS, backend, 1, 0)) {
      harness.start(null);
      harness.process(Fragments.fragment(ID, 5_000, Sent.server(1)));
      OperatorSnapshotFutures futures = harness.snapshot();
      harness.process(Fragments.fragment(ID, 6_000, Sent.inner(2, 1)));
      harness.watermark(20_000);
      state = OperatorSnapshotFinalizer.create(futures).getJobManagerOwnedState();
    }
    try (Harness harness = new Harness(AssemblySettings.DEFAULTS, backend, 1, 0)) {
      harness.start(state);
      harness.watermark(20_000);
      assertThat(harness.flink.extractOutputValues()).containsExactly(ID + " revision 1: [1]");
    }
  }

  @ParameterizedTest
  @EnumSource
  void leavesNoStateBehindTheHorizon(Backend backend) throws Exception {
    try (Harness harness = new Harness(LITTLE_MEMORY, backend, 1, 0)) {
      harness.start(null);
      List<TraceFragment> fragments = fragments(new Random(1), 500, 0);
      fragments.forEach(harness::process);
      harness.watermark(60_000);
      assertThat(harness.spilledKeys()).isNotZero();
      OperatorSubtaskState before = harness.flink.snapshot(1, 1);
      assertThat(before.getRawKeyedState()).isNotEmpty();

      harness.watermark(1_000_000);

      assertThat(harness.spilledKeys()).isZero();
      assertThat(harness.flink.snapshot(2, 2).getRawKeyedState()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void goesOnAfterRestoresInOtherParallelisms(Backend backend) throws Exception {
    Random random = new Random(42);
    List<List<TraceFragment>> phases = new ArrayList<>();
    for (int phase = 0; phase < 4; phase++) {
      phases.add(fragments(random, 400, phase * 60_000L));
    }
    Rescaled undisturbed = new Rescaled(AssemblySettings.DEFAULTS, backend);
    Rescaled rescaled = new Rescaled(LITTLE_MEMORY, backend);
    int[] parallelisms = {2, 4, 1, 2};
    for (int phase = 0; phase < 4; phase++) {
      long watermark = phase == 3 ? Long.MAX_VALUE : phase * 60_000L + 60_000;
      undisturbed.run(1, phases.get(phase), watermark);
      rescaled.run(parallelisms[phase], phases.get(phase), watermark);
    }

    assertThat(rescaled.spills).isPositive();
    assertThat(rescaled.output).containsExactlyInAnyOrderElementsOf(undisturbed.output);
    assertThat(rescaled.sums).isEqualTo(undisturbed.sums);
  }

  /** Traces of three fragments; some sent twice, some in two phases. */
  private static List<TraceFragment> fragments(Random random, int traces, long from) {
    List<TraceFragment> fragments = new ArrayList<>();
    for (int trace = 0; trace < traces; trace++) {
      TraceId id = new TraceId(trace % 300, random.nextInt(3));
      for (int i = 0; i < 3; i++) {
        long arrival = from + 1 + random.nextInt(59_000);
        long span = 1 + random.nextInt(20);
        fragments.add(
            Fragments.fragment(id, arrival, Sent.server(span), Sent.inner(span + 100, span)));
      }
    }
    return fragments;
  }

  /** Runs in phases, each with the state of the one before, in a parallelism of its own. */
  private static final class Rescaled {
    final List<String> output = new ArrayList<>();
    final Map<String, Long> sums = Issues.sums();
    long spills;
    private final AssemblySettings settings;
    private final Backend backend;
    private OperatorSubtaskState state;
    private int parallelismBefore;

    Rescaled(AssemblySettings settings, Backend backend) {
      this.settings = settings;
      this.backend = backend;
    }

    void run(int parallelism, List<TraceFragment> fragments, long watermark) throws Exception {
      OperatorSubtaskState[] after = new OperatorSubtaskState[parallelism];
      for (int subtask = 0; subtask < parallelism; subtask++) {
        try (Harness harness = new Harness(settings, backend, parallelism, subtask)) {
          harness.start(
              state == null
                  ? null
                  : AbstractStreamOperatorTestHarness.repartitionOperatorState(
                      state, MAX_PARALLELISM, parallelismBefore, parallelism, subtask));
          for (TraceFragment fragment : fragments) {
            if (harness.owns(fragment.traceId())) {
              harness.process(fragment);
            }
          }
          harness.watermark(watermark);
          spills += harness.spilledKeys();
          harness.flink.prepareSnapshotPreBarrier(1);
          after[subtask] = harness.flink.snapshot(1, 1);
          harness.flink.extractOutputValues().forEach(output::add);
          harness
              .counts()
              .forEach(
                  c ->
                      sums.merge(
                          c.arrivalMinuteMillis() + " " + c.spanClass() + c.reason(),
                          c.spans(),
                          Long::sum));
        }
      }
      state = AbstractStreamOperatorTestHarness.repackageState(after);
      parallelismBefore = parallelism;
    }
  }

  /** The operator in Flink's harness, with a consumer that says what it was given. */
  private static final class Harness implements AutoCloseable {
    static final int CHECKPOINT_BYTES = 1 << 20;

    final KeyedOneInputStreamOperatorTestHarness<TraceId, TraceFragment, String> flink;
    private final AssembleTrace<String> operator;
    private final int parallelism;
    private final int subtask;

    Harness(AssemblySettings settings, Backend backend, int parallelism, int subtask)
        throws Exception {
      this.parallelism = parallelism;
      this.subtask = subtask;
      operator = new AssembleTrace<>(settings, TimeSettings.DEFAULTS, (out, counters) -> say(out));
      flink =
          new KeyedOneInputStreamOperatorTestHarness<>(
              operator,
              TraceFragment::traceId,
              TraceIdSerializer.TYPE,
              MAX_PARALLELISM,
              parallelism,
              subtask);
      flink.setStateBackend(backend.create());
      flink.setup();
    }

    private static TraceConsumer say(TraceConsumer.Output<String> out) {
      return (trace, memory, tally) -> {
        int revision = memory == null ? 1 : memory[0] + 1;
        long[] ids = trace.spans().stream().mapToLong(s -> s.span().spanId()).toArray();
        trace.spans().stream()
            .filter(TraceSpan::isNew)
            .forEach(s -> tally.count(s.arrivalMillis(), SpanClass.USED, "", 1));
        out.emit(
            trace.id() + " revision " + revision + ": " + Arrays.toString(ids),
            trace.issuedAtMillis());
        return new byte[] {(byte) revision};
      };
    }

    void start(OperatorSubtaskState state) throws Exception {
      if (state != null) {
        flink.initializeState(state);
      }
      flink.open();
    }

    boolean owns(TraceId id) {
      return org.apache.flink.runtime.state.KeyGroupRangeAssignment.assignKeyToParallelOperator(
              id, MAX_PARALLELISM, parallelism)
          == subtask;
    }

    void process(TraceFragment fragment) {
      try {
        flink.processElement(fragment, fragment.arrivalMillis());
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    /** The part for which the task waits. */
    OperatorSnapshotFutures snapshot() throws Exception {
      return operator.snapshotState(
          1,
          1,
          CheckpointOptions.forCheckpointWithDefaultLocation(),
          new MemCheckpointStreamFactory(CHECKPOINT_BYTES));
    }

    void watermark(long timestamp) throws Exception {
      flink.processWatermark(timestamp);
    }

    List<AccountingCount> counts() {
      var records = flink.getSideOutput(AssembleTrace.ACCOUNTING);
      return records == null ? List.of() : records.stream().map(StreamRecord::getValue).toList();
    }

    long spilledKeys() {
      return operator.getKeyedStateBackend().getKeys("spilled", VoidNamespace.INSTANCE).count();
    }

    @Override
    public void close() throws Exception {
      flink.close();
    }
  }
}
