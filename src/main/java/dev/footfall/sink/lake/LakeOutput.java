package dev.footfall.sink.lake;

import dev.footfall.aggregate.AggregateRow;
import dev.footfall.funnel.Funnel;
import dev.footfall.funnel.FunnelRow;
import dev.footfall.session.Session;
import dev.footfall.sink.EventSchema;
import dev.footfall.sink.FunnelSchema;
import dev.footfall.sink.LakeSettings;
import dev.footfall.sink.Output;
import dev.footfall.sink.SessionSchema;
import dev.footfall.sink.Struct;
import dev.footfall.visitor.Followed;
import dev.footfall.visitor.FollowedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.sink.compactor.FileCompactStrategy;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;

/**
 * Builds the sinks of the lake, exactly once: files come to be seen with a checkpoint, and none is
 * changed after. Each of them takes only rows that {@link #isEvent}, {@link #isClosedSession} or
 * {@link #isFinalFunnel} let through.
 *
 * <p>A Parquet file cannot be gone on with after a checkpoint, so each subtask ends its files
 * there. Hidden at first, those of a number of checkpoints are then merged into one.
 */
public final class LakeOutput {
  /** A file that nothing was written to for so long is ended: a replay goes through many hours. */
  private static final Duration IDLE = Duration.ofSeconds(20);

  private static final long CHECK_MILLIS = 5_000;

  private final LakeSettings settings;

  public LakeOutput(LakeSettings settings) {
    this.settings = settings;
  }

  /** The sink of events, by the hour of their time in UTC; every revision is a row. */
  public Sink<Followed> events(boolean traceIds) {
    return sink(
        Output.EVENTS,
        new RowFiles<>(LakeOutput::event, () -> Struct.of(EventSchema.columns(traceIds))),
        TimeFolders.hours(row -> event(row).event().eventTimeMicros()));
  }

  /** The sink of sessions that do not change any more, by the day of their start in UTC. */
  public Sink<Followed> sessions() {
    return sink(
        Output.SESSIONS,
        new RowFiles<>(LakeOutput::session, () -> Struct.of(SessionSchema.columns())),
        TimeFolders.days(row -> session(row).content().startMicros()));
  }

  /** The sink of the last rows of funnels' windows, by the day on which the window starts. */
  public Sink<AggregateRow> funnels(List<Funnel> funnels, String configVersion, int minGroupSize) {
    List<Funnel> serializable = new ArrayList<>(funnels);
    return sink(
        Output.FUNNELS,
        new RowFiles<>(
            FunnelRow::of,
            () -> Struct.of(FunnelSchema.columns(serializable, configVersion, minGroupSize))),
        TimeFolders.days(row -> row.key().startMillis() * 1_000));
  }

  public static boolean isEvent(Followed row) {
    return row.event() != null;
  }

  /** Whether it is a session's last record: it is closed, or the range ended first. */
  public static boolean isClosedSession(Followed row) {
    Session session = row.session();
    return session != null
        && (session.state() == Session.State.CLOSED || session.endReason() != null);
  }

  /** Whether it is the last row of its window. */
  public static boolean isFinalFunnel(AggregateRow row) {
    return row.isFinal();
  }

  private static FollowedEvent event(Followed row) {
    return Objects.requireNonNull(row.event());
  }

  private static Session session(Followed row) {
    return Objects.requireNonNull(row.session());
  }

  private <T> Sink<T> sink(Output output, RowFiles<T, ?> files, BucketAssigner<T, String> folders) {
    return FileSink.forBulkFormat(new Path(settings.path() + "/" + output.suffix()), files)
        .withBucketAssigner(folders)
        .withBucketCheckInterval(CHECK_MILLIS)
        .withRollingPolicy(new EndFiles<>(IDLE.toMillis()))
        .withOutputFileConfig(new OutputFileConfig(output.suffix(), ".parquet"))
        .enableCompact(
            FileCompactStrategy.Builder.newBuilder()
                .enableCompactionOnCheckpoint(settings.mergeCheckpoints())
                .setSizeThreshold(EndFiles.MAX_BYTES)
                .build(),
            new MergeFiles())
        .build();
  }
}
