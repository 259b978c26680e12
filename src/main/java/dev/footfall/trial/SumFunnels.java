package dev.footfall.trial;

import dev.footfall.aggregate.AggregateRow;
import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * {@link FunnelTotals} in Flink: takes the rows of funnels as they go to the outputs, and puts
 * their sums into an accumulator once the input has ended. No state: a bounded run that fails
 * begins anew.
 */
public final class SumFunnels extends AbstractStreamOperator<Void>
    implements OneInputStreamOperator<AggregateRow, Void>, BoundedOneInput {
  private final String accumulator;

  private transient FunnelTotals totals;

  /**
   * @param accumulator gets a {@link FunnelTotals} in bytes from each subtask
   */
  public SumFunnels(String accumulator) {
    this.accumulator = accumulator;
  }

  @Override
  public void open() throws Exception {
    super.open();
    totals = new FunnelTotals();
    getRuntimeContext().addAccumulator(accumulator, new ListAccumulator<byte[]>());
  }

  @Override
  public void processElement(StreamRecord<AggregateRow> element) {
    totals.add(element.getValue());
  }

  @Override
  public void endInput() {
    getRuntimeContext().getAccumulator(accumulator).add(totals.toBytes());
  }
}
