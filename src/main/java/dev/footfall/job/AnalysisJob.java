package dev.footfall.job;

import dev.footfall.analysis.AnalyseSessions;
import dev.footfall.source.RawRecord;
import dev.footfall.visitor.FollowSessions.Shared;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The graph of the analysis of sessions: the job's up to the visitors, who are then followed under
 * several gaps. It has no outputs but an accumulator, {@link AnalyseSessions#RESULT}.
 */
public final class AnalysisJob {
  private AnalysisJob() {}

  /**
   * Lays out the graph.
   *
   * @param otlp bounded
   * @param settings with the widest gap, by which connections' ids are kept beyond their day
   * @param gaps in rising order
   */
  public static void define(
      StreamExecutionEnvironment env,
      Source<RawRecord, ?, ?> otlp,
      JobSettings settings,
      List<Duration> gaps) {
    FootfallJob.assemble(
            FootfallJob.decode(FootfallJob.read(env, otlp, settings.time()), settings), settings)
        .events()
        .transform(
            "analyse-sessions",
            Types.VOID,
            new AnalyseSessions(
                settings.visitors().sessions(),
                gaps,
                new Shared(
                    settings.privacy(),
                    settings.time().eventDelay().toMillis(),
                    settings.visitors().memoryBytes(),
                    settings.history()),
                settings.range()))
        .uid("analyse-sessions");
  }
}
