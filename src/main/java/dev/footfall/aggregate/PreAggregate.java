package dev.footfall.aggregate;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * {@link PartialSums} in Flink: not keyed, chained behind its input, so that only sums are
 * shuffled. An input's time is its stream record's timestamp: the moment in data time at which it
 * became known, which for a correction is later than the event.
 *
 * <p>Before a watermark goes on, all sums whose moment it passes are handed on; so none is late at
 * {@link Aggregate}, and a sum that is not due waits, whatever the watermark's steps. All are
 * handed on before a barrier, at the end of input, and when there are too many. So there is no
 * state.
 */
public final class PreAggregate<T, S extends Summary<S>>
    extends AbstractStreamOperator<Contribution>
    implements OneInputStreamOperator<T, Contribution>, BoundedOneInput {
  private static final int MAX_SUMS = 10_000;

  private final Contribute<T, S> contribute;
  private final Aggregation<S> aggregation;
  private final int maxSums;

  private transient PartialSums<S> sums;

  public PreAggregate(Contribute<T, S> contribute, Aggregation<S> aggregation) {
    this(contribute, aggregation, MAX_SUMS);
  }

  PreAggregate(Contribute<T, S> contribute, Aggregation<S> aggregation, int maxSums) {
    this.contribute = contribute;
    this.aggregation = aggregation;
    this.maxSums = maxSums;
  }

  @Override
  public void open() throws Exception {
    super.open();
    PartialSums<S> opened = new PartialSums<>(aggregation);
    sums = opened;
    getMetricGroup().addGroup("footfall").gauge("lateContributions", opened::late);
  }

  @Override
  public void processElement(StreamRecord<T> element) {
    if (!element.hasTimestamp()) {
      throw new IllegalStateException("an input without a timestamp cannot be aggregated");
    }
    sums.at(element.getTimestamp());
    contribute.contribute(element.getValue(), sums);
    if (sums.size() >= maxSums) {
      flush(Long.MAX_VALUE);
    }
  }

  @Override
  public void processWatermark(Watermark watermark) throws Exception {
    flush(watermark.getTimestamp());
    super.processWatermark(watermark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    flush(Long.MAX_VALUE);
  }

  @Override
  public void endInput() {
    flush(Long.MAX_VALUE);
  }

  private void flush(long untilMillis) {
    sums.flush(untilMillis, contribution -> output.collect(new StreamRecord<>(contribution)));
  }
}
