package dev.footfall.trace;

import dev.footfall.source.TimeSettings;
import java.io.IOException;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * {@link TraceAssembly} in Flink: keyed by trace id, from fragments to what the consumer makes of
 * each issue. All that a watermark completes is issued, and counted, before the watermark goes on.
 *
 * <p>State: traces in memory are written by key group at each barrier, while the task waits, so the
 * bound on memory bounds the pause; those that do not fit are in keyed state. {@link TraceAssembly}
 * says what clears them.
 */
public final class AssembleTrace<E> extends AbstractStreamOperator<E>
    implements OneInputStreamOperator<TraceFragment, E> {
  /** What became of the spans; see {@link CountSpans}. */
  public static final OutputTag<AccountingCount> ACCOUNTING =
      new OutputTag<>("accounting", AccountingCountSerializer.TYPE);

  private final AssemblySettings settings;
  private final TimeSettings time;
  private final TraceConsumer.Factory<E> consumers;

  private transient TraceStore store;
  private transient TraceAssembly assembly;
  private transient SpanTally tally;

  public AssembleTrace(
      AssemblySettings settings, TimeSettings time, TraceConsumer.Factory<E> consumers) {
    this.settings = settings;
    this.time = time;
    this.consumers = consumers;
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
    store = new TraceStore(new KeyedSpill(spilled), settings.memoryBytes());
    HeldTraceGroups.restore(context.getRawKeyedStateInputs(), store);
  }

  @Override
  public void open() throws Exception {
    super.open();
    MetricGroup metrics = getMetricGroup().addGroup("footfall");
    metrics.gauge("heldTraces", () -> store.size());
    metrics.gauge("heldBytes", () -> store.bytes());
    metrics.gauge("spilledTraces", () -> store.spilled());
    tally = new SpanTally();
    TraceConsumer consumer =
        consumers.create(
            (value, timestamp) -> output.collect(new StreamRecord<>(value, timestamp)),
            name -> metrics.counter(name)::inc);
    assembly = new TraceAssembly(settings, time, store, consumer, tally);
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
      HeldTraceGroups.write(
          store,
          context.getRawKeyedOperatorStateOutput(),
          getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks());
    }
  }

  private void flushTally() {
    tally.flush(count -> output.collect(ACCOUNTING, new StreamRecord<>(count)));
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
