package dev.footfall.trace;

import dev.footfall.otlp.Projection;
import dev.footfall.privacy.PrivacySettings;
import dev.footfall.source.Arrival;
import dev.footfall.source.RawRecord;
import dev.footfall.source.TimeSettings;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * {@link RecordDecoder} in Flink: from raw records, chained to the source, to trace fragments; what
 * cannot be used goes to {@link #DEAD_LETTERS}, and is counted in {@link #ACCOUNTING}.
 *
 * <p>State: the highest timestamp of each partition, in a union list, since a restart may hand
 * partitions to other subtasks. Never cleared: one long per partition.
 */
public final class DecodeRecord extends ProcessFunction<RawRecord, TraceFragment>
    implements CheckpointedFunction {
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", DeadLetterSerializer.TYPE);

  public static final OutputTag<AccountingCount> ACCOUNTING =
      new OutputTag<>("accounting", AccountingCountSerializer.TYPE);

  private final Projection projection;
  private final PrivacySettings privacy;
  private final TimeSettings time;
  private final int deadLetterPayloadBytes;

  private transient RecordDecoder decoder;
  private transient Arrival arrival;
  private transient ListState<Arrival.Highest> highest;

  public DecodeRecord(
      Projection projection,
      PrivacySettings privacy,
      TimeSettings time,
      int deadLetterPayloadBytes) {
    this.projection = projection;
    this.privacy = privacy;
    this.time = time;
    this.deadLetterPayloadBytes = deadLetterPayloadBytes;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    arrival = new Arrival(time);
    highest =
        context
            .getOperatorStateStore()
            .getUnionListState(
                new ListStateDescriptor<>("highest-timestamps", Arrival.Highest.class));
    arrival.restore(highest.get());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    highest.update(arrival.snapshot());
  }

  @Override
  public void open(OpenContext context) {
    decoder = RecordDecoder.create(projection, privacy, time, deadLetterPayloadBytes);
  }

  @Override
  public void processElement(RawRecord record, Context context, Collector<TraceFragment> out) {
    decoder.decode(record, arrival.of(record), new SideOutputs(context, out));
  }

  /** Puts what a record gave where it belongs. */
  private record SideOutputs(
      ProcessFunction<RawRecord, TraceFragment>.Context context, Collector<TraceFragment> out)
      implements RecordDecoder.Output {

    @Override
    public void fragment(TraceFragment fragment) {
      out.collect(fragment);
    }

    @Override
    public void deadLetter(DeadLetter letter) {
      context.output(DEAD_LETTERS, letter);
    }

    @Override
    public void count(AccountingCount count) {
      context.output(ACCOUNTING, count);
    }
  }
}
