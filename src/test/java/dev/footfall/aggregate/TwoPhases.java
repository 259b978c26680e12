package dev.footfall.aggregate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/**
 * Both operators in Flink's harnesses: several subtasks of the first phase, two of the second, with
 * serializers between them.
 */
public final class TwoPhases<T, S extends Summary<S>> implements AutoCloseable {
  private static final int MAX_PARALLELISM = 16;
  private static final int SECOND = 2;

  final List<AggregateRow> rows = new ArrayList<>();
  private final Contribute<T, S> contribute;
  private final Aggregation<S> aggregation;
  private final int maxSums;
  private final boolean rocks;
  private final List<OneInputStreamOperatorTestHarness<T, Contribution>> first = new ArrayList<>();
  private final List<KeyedOneInputStreamOperatorTestHarness<WindowKey, Contribution, AggregateRow>>
      second = new ArrayList<>();
  int shipped;

  public TwoPhases(
      Contribute<T, S> contribute,
      Aggregation<S> aggregation,
      int subtasks,
      int maxSums,
      boolean rocks)
      throws Exception {
    this.contribute = contribute;
    this.aggregation = aggregation;
    this.maxSums = maxSums;
    this.rocks = rocks;
    open(subtasks, null);
  }

  private void open(int subtasks, OperatorSubtaskState state) throws Exception {
    for (int i = 0; i < subtasks; i++) {
      OneInputStreamOperatorTestHarness<T, Contribution> harness =
          new OneInputStreamOperatorTestHarness<>(
              new PreAggregate<>(contribute, aggregation, maxSums));
      harness.setup(ContributionSerializer.TYPE.createSerializer(null));
      harness.open();
      first.add(harness);
    }
    for (int i = 0; i < SECOND; i++) {
      KeyedOneInputStreamOperatorTestHarness<WindowKey, Contribution, AggregateRow> harness =
          new KeyedOneInputStreamOperatorTestHarness<>(
              new KeyedProcessOperator<>(new Aggregate<>(aggregation)),
              Contribution::key,
              WindowKeySerializer.TYPE,
              MAX_PARALLELISM,
              SECOND,
              i);
      harness.setStateBackend(
          rocks ? new EmbeddedRocksDBStateBackend() : new HashMapStateBackend());
      harness.setup(AggregateRowSerializer.TYPE.createSerializer(null));
      if (state != null) {
        harness.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                state, MAX_PARALLELISM, SECOND, SECOND, i));
      }
      harness.open();
      second.add(harness);
    }
  }

  public void add(int subtask, T input, long timeMillis) throws Exception {
    first.get(subtask % first.size()).processElement(input, timeMillis);
  }

  public void watermark(long millis) throws Exception {
    for (var harness : first) {
      harness.processWatermark(millis);
    }
    ship();
    for (var harness : second) {
      harness.processWatermark(millis);
    }
    collect();
  }

  /** A checkpoint, and a restart from it. */
  public void restart(int subtasks) throws Exception {
    for (var harness : first) {
      harness.getOperator().prepareSnapshotPreBarrier(1);
    }
    ship();
    collect();
    List<OperatorSubtaskState> states = new ArrayList<>();
    for (var harness : second) {
      states.add(harness.snapshot(1, 1));
    }
    OperatorSubtaskState state =
        AbstractStreamOperatorTestHarness.repackageState(
            states.toArray(OperatorSubtaskState[]::new));
    close();
    first.clear();
    second.clear();
    open(subtasks, state);
  }

  public void endInput() throws Exception {
    watermark(Long.MAX_VALUE);
    for (var harness : first) {
      harness.endInput();
    }
    ship();
  }

  private void ship() throws Exception {
    for (var harness : first) {
      for (StreamRecord<? extends Contribution> record : harness.extractOutputStreamRecords()) {
        shipped++;
        int owner =
            KeyGroupRangeAssignment.assignKeyToParallelOperator(
                record.getValue().key(), MAX_PARALLELISM, SECOND);
        second.get(owner).processElement(new StreamRecord<>(record.getValue()));
      }
      harness.getOutput().clear();
    }
  }

  private void collect() {
    for (var harness : second) {
      rows.addAll(harness.extractOutputValues());
      harness.getOutput().clear();
    }
  }

  /** Rows in order of window; within a window as they came. */
  public List<AggregateRow> byWindow() {
    List<AggregateRow> sorted = new ArrayList<>(rows);
    sorted.sort(
        Comparator.comparing((AggregateRow row) -> row.key().name())
            .thenComparingLong(row -> row.key().startMillis()));
    return sorted;
  }

  /** Windows of which there is state. */
  public long stateEntries() {
    return second.stream()
        .map(harness -> (KeyedProcessOperator<?, ?, ?>) harness.getOperator())
        .flatMap(
            operator ->
                Stream.of("waiting", "rows")
                    .flatMap(
                        name ->
                            operator.getKeyedStateBackend().getKeys(name, VoidNamespace.INSTANCE)))
        .count();
  }

  public int timers() {
    return second.stream().mapToInt(harness -> harness.numEventTimeTimers()).sum();
  }

  @Override
  public void close() throws Exception {
    for (var harness : first) {
      harness.close();
    }
    for (var harness : second) {
      harness.close();
    }
  }
}
