package dev.footfall.job;

import dev.footfall.funnel.FunnelKey;
import dev.footfall.replay.ReplayRange;
import dev.footfall.source.RawRecord;
import dev.footfall.source.TimeSettings;
import dev.footfall.trace.TraceFragment;
import dev.footfall.trial.CollectSides;
import dev.footfall.trial.EncodeSide;
import dev.footfall.trial.KeepTraces;
import dev.footfall.trial.SideRow;
import dev.footfall.trial.SideRowSerializer;
import dev.footfall.trial.SumFunnels;
import dev.footfall.trial.SumSpans;
import dev.footfall.visitor.Followed;
import dev.footfall.visitor.FollowedAttempt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job over history, with an answer at its end, in accumulators: what funnels came to over the
 * whole range, and what another configuration would change.
 */
public final class TrialJob {
  /** The accumulator with the sums of the funnels. */
  public static final String FUNNELS = "funnels-of-range";

  /** The accumulator with traces of those who left the funnels. */
  public static final String TRACES = "leaver-traces";

  /** The accumulator with the sums of the accounting. */
  public static final String SPANS = "spans-of-range";

  /** Behind the names of accumulators and operators of the other configuration. */
  public static final String SHADOW = "-shadow";

  private TrialJob() {}

  /** A configuration, and where what it makes goes. */
  public record Side(JobSettings settings, Outputs outputs) {}

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
    DataStream<RawRecord> records = FootfallJob.read(env, otlp, settings.time());
    FootfallJob.Results results =
        FootfallJob.define(FootfallJob.decode(records, settings), outputs, settings);
    sumFunnels(results, FUNNELS);
    ReplayRange range = settings.range();
    Map<String, Long> lengths = new HashMap<>();
    settings
        .visitors()
        .funnels()
        .forEach(funnel -> lengths.put(funnel.id(), funnel.cohort().toMillis()));
    results
        .all()
        .transform(
            TRACES,
            Types.VOID,
            new KeepTraces(TRACES, attempt -> range == null || isWritten(attempt, range, lengths)))
        .uid(TRACES);
  }

  /** As rows of windows are that lie in the range, whole or in part. */
  private static boolean isWritten(
      FollowedAttempt attempt, ReplayRange range, Map<String, Long> lengths) {
    FunnelKey window = attempt.change().key();
    long start = window.cohortStartMillis();
    return start < range.toMillis()
        && start + lengths.getOrDefault(window.funnelId(), 0L) > range.fromMillis();
  }

  /**
   * Lays out the job's graph twice behind one source, and at the ends of both what compares them.
   * Where both configurations make the same fragments of a record, it is decoded once.
   *
   * @param otlp bounded
   * @param maxExamples of each kind of difference
   */
  public static void shadow(
      StreamExecutionEnvironment env,
      Source<RawRecord, ?, ?> otlp,
      Side current,
      Side shadow,
      int maxExamples) {
    DataStream<RawRecord> records =
        FootfallJob.read(env, otlp, later(current.settings.time(), shadow.settings.time()));
    SingleOutputStreamOperator<TraceFragment> fragments =
        FootfallJob.decode(records, current.settings);
    FootfallJob.Results ofCurrent =
        FootfallJob.define(fragments, current.outputs, current.settings);
    int own = env.getTransformations().size();
    SingleOutputStreamOperator<TraceFragment> otherFragments =
        shadow.settings.decodesLike(current.settings)
            ? fragments
            : FootfallJob.decode(records, shadow.settings);
    FootfallJob.Results ofShadow =
        FootfallJob.define(otherFragments, shadow.outputs, shadow.settings);
    rename(env.getTransformations().subList(own, env.getTransformations().size()));

    encode(ofCurrent.followed(), false)
        .union(encode(ofShadow.followed(), true))
        .keyBy(SideRow::group, Types.LONG)
        .transform("compare-sides", Types.VOID, new CollectSides(maxExamples))
        .uid("compare-sides");
    sumFunnels(ofCurrent, FUNNELS);
    sumFunnels(ofShadow, FUNNELS + SHADOW);
    sumSpans(ofCurrent, SPANS);
    sumSpans(ofShadow, SPANS + SHADOW);
  }

  /** Watermarks must not be early for either; what comes of them does not depend on more. */
  private static TimeSettings later(TimeSettings one, TimeSettings other) {
    return one.outOfOrderness().compareTo(other.outOfOrderness()) >= 0 ? one : other;
  }

  /** Two operators must not have one uid. */
  private static void rename(List<Transformation<?>> added) {
    for (Transformation<?> each : new ArrayList<>(added)) {
      if (each.getUid() != null) {
        each.setUid(each.getUid() + SHADOW);
        each.setName(each.getName() + SHADOW);
      }
    }
  }

  private static DataStream<SideRow> encode(DataStream<Followed> followed, boolean ofShadow) {
    String name = "encode-side" + (ofShadow ? SHADOW : "");
    return followed.flatMap(new EncodeSide(ofShadow), SideRowSerializer.TYPE).uid(name).name(name);
  }

  private static void sumFunnels(FootfallJob.Results results, String name) {
    results.funnels().transform(name, Types.VOID, new SumFunnels(name)).uid(name);
  }

  private static void sumSpans(FootfallJob.Results results, String name) {
    results.accounting().transform(name, Types.VOID, new SumSpans(name)).uid(name);
  }
}
