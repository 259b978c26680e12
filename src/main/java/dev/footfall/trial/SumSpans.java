package dev.footfall.trial;

import dev.footfall.trace.AccountingCount;
import java.io.Serializable;
import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** {@link SpanTotals} in Flink: into an accumulator once the input has ended. */
public final class SumSpans extends AbstractStreamOperator<Void>
    implements OneInputStreamOperator<AccountingCount, Void>, BoundedOneInput {
  private final String accumulator;

  private transient SpanTotals totals;

  /**
   * @param accumulator gets the totals of each subtask
   */
  public SumSpans(String accumulator) {
    this.accumulator = accumulator;
  }

  @Override
  public void open() throws Exception {
    super.open();
    totals = new SpanTotals();
    getRuntimeContext().addAccumulator(accumulator, new ListAccumulator<SpanTotals>());
  }

  @Override
  public void processElement(StreamRecord<AccountingCount> element) {
    totals.add(element.getValue());
  }

  @Override
  public void endInput() {
    getRuntimeContext().<SpanTotals, Serializable>getAccumulator(accumulator).add(totals);
  }
}
