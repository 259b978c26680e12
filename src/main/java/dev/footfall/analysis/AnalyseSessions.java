package dev.footfall.analysis;

import dev.footfall.event.IssuedEvent;
import dev.footfall.replay.ReplayRange;
import dev.footfall.session.SessionSettings;
import dev.footfall.session.SessionSettings.Publish;
import dev.footfall.visitor.FollowSessions;
import dev.footfall.visitor.FollowSessions.Shared;
import dev.footfall.visitor.FollowedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * {@link CompareGaps} in Flink: keyed by lane ({@link IssuedEvent#lane}), follows each visitor
 * under every gap, as the job would under that one. The second input is the highest arrival of each
 * reader, as at {@code FollowVisitor}. Nothing goes out; what was counted goes to the accumulator
 * {@link #RESULT} at the end of the range.
 *
 * <p>State: as {@code FollowVisitor}'s, once for each gap, and of every session that some gap has
 * not closed its ends, in memory. None of it is part of checkpoints: an analysis is one pass, which
 * begins anew where it fails.
 */
public final class AnalyseSessions extends AbstractStreamOperator<Void>
    implements TwoInputStreamOperator<IssuedEvent, Long, Void> {
  /** The accumulator's name. */
  public static final String RESULT = "sessions-by-gap";

  private static final Duration NEVER = Duration.ofDays(36_500);

  private final List<SessionSettings> gaps;
  private final Shared shared;
  private final @Nullable ReplayRange range;

  private transient List<FollowSessions> followed;
  private transient CompareGaps compare;

  /**
   * @param sessions the job's rules
   * @param gaps in rising order
   * @param shared with the memory for all gaps together
   * @param range what is counted of all that is read; null for all of it
   */
  public AnalyseSessions(
      SessionSettings sessions, List<Duration> gaps, Shared shared, @Nullable ReplayRange range) {
    this.range = range;
    this.gaps = new ArrayList<>();
    gaps.forEach(gap -> this.gaps.add(rules(sessions, gap)));
    this.shared =
        new Shared(
            shared.privacy(),
            shared.eventDelayMillis(),
            shared.memoryBytes() / gaps.size(),
            shared.history());
  }

  /** The same rules with another gap; records at the beginning and at the end only. */
  private static SessionSettings rules(SessionSettings sessions, Duration gap) {
    return new SessionSettings(
        gap,
        sessions.maxDuration(),
        sessions.maxEvents(),
        NEVER,
        Publish.ALL,
        sessions.newSessionOnCampaign(),
        sessions.splitAtMidnight(),
        sessions.zone(),
        sessions.lateHorizon(),
        gap);
  }

  @Override
  public void open() throws Exception {
    super.open();
    getRuntimeContext().addAccumulator(RESULT, new AnalysisAccumulator());
    compare = new CompareGaps(gaps.size(), range);
    followed = new ArrayList<>();
    for (int i = 0; i < gaps.size(); i++) {
      int gap = i;
      boolean widest = gap == gaps.size() - 1;
      followed.add(
          new FollowSessions(
              this,
              String.valueOf(gap),
              gaps.get(gap),
              shared,
              widest ? compare::event : AnalyseSessions::passOver,
              session -> compare.session(gap, session)));
    }
  }

  /** Events are counted once. */
  private static void passOver(FollowedEvent event) {}

  /** Nothing: the key is set where keyed state is touched. */
  @Override
  public void setKeyContextElement1(StreamRecord record) {}

  @Override
  public void setKeyContextElement2(StreamRecord record) {}

  @Override
  public void processElement1(StreamRecord<IssuedEvent> element) {
    followed.forEach(gap -> gap.add(element.getValue()));
  }

  @Override
  public void processElement2(StreamRecord<Long> element) {
    followed.forEach(gap -> gap.arrived(element.getValue()));
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    long millis = mark.getTimestamp();
    followed.forEach(gap -> gap.advance(millis));
    super.processWatermark(mark);
    boolean ends = millis == Long.MAX_VALUE;
    compare.settle(ends ? Long.MAX_VALUE : Math.max(millis, 0) * 1_000);
    if (ends) {
      getRuntimeContext().<byte[], byte[]>getAccumulator(RESULT).add(compare.analysis().toBytes());
    }
  }
}
