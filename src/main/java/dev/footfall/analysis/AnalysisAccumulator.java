package dev.footfall.analysis;

import org.apache.flink.api.common.accumulators.Accumulator;

/**
 * Brings what each subtask has counted to the job's client, merged by Flink. Holds bytes that are
 * set once, when a subtask has come to its end: Flink looks at it from other threads meanwhile.
 */
public final class AnalysisAccumulator implements Accumulator<byte[], byte[]> {
  private static final long serialVersionUID = 1;
  private static final byte[] NOTHING = {};

  private volatile byte[] counted = NOTHING;

  /** Adds the byte form of an {@link Analysis}. */
  @Override
  public void add(byte[] analysis) {
    if (counted.length == 0) {
      counted = analysis;
    } else if (analysis.length > 0) {
      Analysis sum = Analysis.read(counted);
      sum.merge(Analysis.read(analysis));
      counted = sum.toBytes();
    }
  }

  @Override
  public byte[] getLocalValue() {
    return counted;
  }

  @Override
  public void resetLocal() {
    counted = NOTHING;
  }

  @Override
  public void merge(Accumulator<byte[], byte[]> other) {
    add(other.getLocalValue());
  }

  @Override
  public AnalysisAccumulator clone() {
    AnalysisAccumulator copy = new AnalysisAccumulator();
    copy.counted = counted;
    return copy;
  }
}
