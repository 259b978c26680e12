package dev.footfall.job;

import dev.footfall.source.RawRecord;
import dev.footfall.trial.SumFunnels;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job over history, with an answer at its end: what funnels came to over the whole range. */
public final class TrialJob {
  /** The accumulator with the sums of the funnels. */
  public static final String FUNNELS = "funnels-of-the-range";

  private TrialJob() {}

  /**
   * Lays out the job's graph, and beside its outputs what sums up the funnels.
   *
   * @param otlp bounded
   */
  public static void funnels(
      StreamExecutionEnvironment env,
      Source<RawRecord, ?, ?> otlp,
      Outputs outputs,
      JobSettings settings) {
    FootfallJob.layOut(env, otlp, outputs, settings)
        .funnels()
        .transform("sum-range-of-funnels", Types.VOID, new SumFunnels(FUNNELS))
        .uid("sum-range-of-funnels");
  }
}
