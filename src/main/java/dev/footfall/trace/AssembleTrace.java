package dev.footfall.trace;

import dev.footfall.source.TimeSettings;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.state.CheckpointStreamFactory;
import org.apache.flink.runtime.state.KeyedStateCheckpointOutputStream;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * {@link TraceAssembly} in Flink: keyed by trace id, from fragments to what the consumer makes of
 * each issue. All that a watermark completes is issued, and counted, before the watermark goes on.
 *
 * <p>State: traces in memory are raw keyed state, by key group; at a barrier the task waits only
 * until references to them are copied, and what they refer to is written while it goes on. Those
 * that do not fit in memory are in keyed state. {@link TraceAssembly} says what clears them.
 */
public final class AssembleTrace<E> extends AbstractStreamOperator<E>
    implements OneInputStreamOperator<TraceFragment, E> {
  /** What became of the spans; see {@link CountSpans}. */
  public static final OutputTag<AccountingCount> ACCOUNTING =
      new OutputTag<>("accounting", AccountingCountSerializer.TYPE);

  private final AssemblySettings settings;
  private final TimeSettings time;
  private final TraceConsumer.Factory<E> consumers;
  private final OutputTag<E> apart;

  private transient TraceStore store;
  private transient TraceAssembly assembly;
  private transient SpanTally tally;
  private transient AssemblyMetrics spanMetrics;

  /** Null where it could not be made. */
  private transient @Nullable TraceConsumer consumer;

  /** Between the two halves of a snapshot: what is to be written once the task goes on. */
  private transient WriteRawState.@Nullable Writer frozen;

  /**
   * @param apart where those values go that the consumer sets apart
   */
  public AssembleTrace(
      AssemblySettings settings,
      TimeSettings time,
      TraceConsumer.Factory<E> consumers,
      OutputTag<E> apart) {
    this.settings = settings;
    this.time = time;
    this.consumers = consumers;
    this.apart = apart;
  }

  @Override
  protected boolean isUsingCustomRawKeyedState() {
    return true;
  }

  /** Nothing: the key is set where keyed state is touched, and most records never touch it. */
  @Override
  public void setKeyContextElement1(StreamRecord record) {}

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    ValueState<byte[]> spilled =
        context
            .getKeyedStateStore()
            .getState(new ValueStateDescriptor<>("spilled", BytePrimitiveArraySerializer.INSTANCE));
    tally = new SpanTally();
    store =
        new TraceStore(
            new KeyedSpill(spilled),
            settings.memoryBytes(),
            new TracePruning(settings, time, tally));
    HeldTraceGroups.restore(context.getRawKeyedStateInputs(), store);
  }

  @Override
  public void open() throws Exception {
    super.open();
    MetricGroup group = getMetricGroup().addGroup("footfall");
    consumer = consumers.create(new Issued(), new GroupCounters(group));
    assembly = new TraceAssembly(settings, time, store, consumer, tally);
    spanMetrics = new AssemblyMetrics(group, store, assembly);
  }

  @Override
  public void close() throws Exception {
    if (consumer != null) {
      consumer.close();
    }
    super.close();
  }

  @Override
  public void processElement(StreamRecord<TraceFragment> element) {
    assembly.add(element.getValue());
  }

  @Override
  public void processWatermark(Watermark watermark) throws Exception {
    assembly.advance(watermark.getTimestamp());
    flushTally();
    super.processWatermark(watermark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    flushTally();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    if (store.size() > 0) {
      List<HeldTrace> traces = store.freeze();
      KeyedStateCheckpointOutputStream out = context.getRawKeyedOperatorStateOutput();
      int maxParallelism = getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks();
      frozen = () -> HeldTraceGroups.write(traces, out, maxParallelism);
    }
  }

  @Override
  public OperatorSnapshotFutures snapshotState(
      long checkpointId, long timestamp, CheckpointOptions options, CheckpointStreamFactory factory)
      throws Exception {
    frozen = null;
    OperatorSnapshotFutures futures =
        super.snapshotState(checkpointId, timestamp, options, factory);
    if (frozen != null) {
      futures.setKeyedStateRawFuture(new WriteRawState(futures.getKeyedStateRawFuture(), frozen));
      frozen = null;
    }
    return futures;
  }

  private void flushTally() {
    tally.flush(
        count -> {
          spanMetrics.count(count);
          output.collect(ACCOUNTING, new StreamRecord<>(count));
        });
  }

  /** Takes what the consumer makes. */
  private final class Issued implements TraceConsumer.Output<E> {
    @Override
    public void emit(E value, long timestampMillis) {
      output.collect(new StreamRecord<>(value, timestampMillis));
    }

    @Override
    public void emitApart(E value, long timestampMillis) {
      output.collect(apart, new StreamRecord<>(value, timestampMillis));
    }
  }

  /** Traces that do not fit in memory, in the keyed state of their trace id. */
  private final class KeyedSpill implements SpillStore {
    private final ValueState<byte[]> blobs;

    KeyedSpill(ValueState<byte[]> blobs) {
      this.blobs = blobs;
    }

    @Override
    public void put(TraceId id, byte[] blob) throws IOException {
      setCurrentKey(id);
      blobs.update(blob);
    }

    @Override
    public byte @Nullable [] take(TraceId id) throws IOException {
      setCurrentKey(id);
      byte[] blob = blobs.value();
      blobs.clear();
      return blob;
    }

    @Override
    public void remove(TraceId id) {
      setCurrentKey(id);
      blobs.clear();
    }
  }
}
