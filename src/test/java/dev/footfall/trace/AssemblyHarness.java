package dev.footfall.trace;

import dev.footfall.source.TimeSettings;
import dev.footfall.trace.Fragments.Sent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.memory.MemCheckpointStreamFactory;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** The operator in Flink's harness, with a consumer that says what it was given. */
final class AssemblyHarness implements AutoCloseable {
  static final int MAX_PARALLELISM = 16;

  /** So little that most traces spill. */
  static final AssemblySettings LITTLE_MEMORY =
      new AssemblySettings(20_000, 10_000, 1 << 20, Duration.ofMinutes(5));

  private static final int CHECKPOINT_BYTES = 1 << 20;

  final KeyedOneInputStreamOperatorTestHarness<TraceId, TraceFragment, String> flink;
  private final AssembleTrace<String> operator;
  private final int parallelism;
  private final int subtask;

  private static final OutputTag<String> APART = new OutputTag<>("apart", Types.STRING);

  AssemblyHarness(AssemblySettings settings, Backend backend, int parallelism, int subtask)
      throws Exception {
    this.parallelism = parallelism;
    this.subtask = subtask;
    operator =
        new AssembleTrace<>(settings, TimeSettings.DEFAULTS, (out, counters) -> say(out), APART);
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

  /** Traces of three fragments; some sent twice, some in two phases. */
  static List<TraceFragment> fragments(Random random, int traces, long from) {
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

  /** Where keyed state lives. */
  enum Backend {
    HEAP,
    ROCKS;

    StateBackend create() {
      return this == HEAP ? new HashMapStateBackend() : new EmbeddedRocksDBStateBackend();
    }
  }
}
