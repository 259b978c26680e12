package dev.footfall.trace;

import dev.footfall.otlp.Projection;
import dev.footfall.privacy.PrivacySettings;
import dev.footfall.source.Arrival;
import dev.footfall.source.HighestSerializer;
import dev.footfall.source.RawRecord;
import dev.footfall.source.TimeSettings;
import java.time.Duration;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * {@link RecordDecoder} in Flink: from raw records, chained to the source, to trace fragments; what
 * cannot be used goes to {@link #DEAD_LETTERS}, and is counted in {@link #ACCOUNTING}. Fragments
 * carry their arrival themselves, so their stream records have no timestamp, which saves its bytes
 * in the shuffle.
 *
 * <p>State: the highest timestamp of each partition, in a union list, since a restart may hand
 * partitions to other subtasks. Never cleared: one long per partition.
 */
public final class DecodeRecord extends AbstractStreamOperator<TraceFragment>
    implements OneInputStreamOperator<RawRecord, TraceFragment> {
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", DeadLetterSerializer.TYPE);

  public static final OutputTag<AccountingCount> ACCOUNTING =
      new OutputTag<>("accounting", AccountingCountSerializer.TYPE);

  /** At the end of the input, once: the highest arrival that this subtask has read. */
  public static final OutputTag<Long> HIGHEST_ARRIVAL =
      new OutputTag<>("highest-arrival", Types.LONG);

  private final Projection projection;
  private final PrivacySettings privacy;
  private final TimeSettings time;
  private final Duration sessionGap;
  private final int deadLetterPayloadBytes;

  private transient RecordDecoder decoder;
  private transient RecordDecoder.Output parts;
  private transient Arrival arrival;
  private transient ListState<Arrival.Highest> highest;

  public DecodeRecord(
      Projection projection,
      PrivacySettings privacy,
      TimeSettings time,
      Duration sessionGap,
      int deadLetterPayloadBytes) {
    this.projection = projection;
    this.privacy = privacy;
    this.time = time;
    this.sessionGap = sessionGap;
    this.deadLetterPayloadBytes = deadLetterPayloadBytes;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    arrival = new Arrival(time);
    highest =
        context
            .getOperatorStateStore()
            .getUnionListState(
                new ListStateDescriptor<>("highest-timestamps", HighestSerializer.TYPE));
    arrival.restore(highest.get());
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    highest.update(arrival.snapshot());
  }

  @Override
  public void open() throws Exception {
    super.open();
    decoder = RecordDecoder.create(projection, privacy, time, sessionGap, deadLetterPayloadBytes);
    parts = new Parts(new DecodeMetrics(getMetricGroup(), decoder));
  }

  @Override
  public void processElement(StreamRecord<RawRecord> element) {
    RawRecord record = element.getValue();
    decoder.decode(record, arrival.of(record), parts);
  }

  @Override
  public void processWatermark(Watermark watermark) throws Exception {
    if (watermark.getTimestamp() == Long.MAX_VALUE) {
      output.collect(HIGHEST_ARRIVAL, new StreamRecord<>(arrival.highest()));
    }
    super.processWatermark(watermark);
  }

  /** Puts what a record gave where it belongs. */
  private final class Parts implements RecordDecoder.Output {
    private final DecodeMetrics metrics;

    Parts(DecodeMetrics metrics) {
      this.metrics = metrics;
    }

    @Override
    public void fragment(TraceFragment fragment) {
      output.collect(new StreamRecord<>(fragment));
    }

    @Override
    public void deadLetter(DeadLetter letter) {
      output.collect(DEAD_LETTERS, new StreamRecord<>(letter));
    }

    @Override
    public void count(AccountingCount count) {
      metrics.count(count);
      output.collect(ACCOUNTING, new StreamRecord<>(count));
    }
  }
}
