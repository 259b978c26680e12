package dev.footfall.job;

import dev.footfall.aggregate.Aggregation;
import dev.footfall.aggregate.TwoPhases;
import dev.footfall.funnel.Funnel;
import dev.footfall.funnel.FunnelCounts;
import dev.footfall.funnel.FunnelRow;
import dev.footfall.funnel.FunnelTimes;
import dev.footfall.session.Session;
import dev.footfall.sink.FunnelJson;
import dev.footfall.visitor.Followed;
import dev.footfall.visitor.FollowedEvent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * What came of following visitors: of each event, session and row of a funnel the last revision.
 */
public final class LastRevisions {
  private static final int MAX_BREAKDOWNS = 1_000;

  private final JobSettings settings;
  private final List<StreamRecord<? extends Followed>> followed;

  LastRevisions(JobSettings settings, List<StreamRecord<? extends Followed>> followed) {
    this.settings = settings;
    this.followed = followed;
  }

  /** Each visitor's in their order, those that were taken back left out. */
  Collection<FollowedEvent> events() {
    Map<String, FollowedEvent> last = new LinkedHashMap<>();
    for (StreamRecord<? extends Followed> record : followed) {
      FollowedEvent event = record.getValue().event();
      if (event != null) {
        last.put(event.event().eventId(), event);
      }
    }
    last.values().removeIf(event -> event.event().retracted());
    return last.values();
  }

  /** Those that were taken back left out. */
  Collection<Session> sessions() {
    Map<String, Session> last = new LinkedHashMap<>();
    for (StreamRecord<? extends Followed> record : followed) {
      Session session = record.getValue().session();
      if (session != null) {
        last.put(session.sessionId(), session);
      }
    }
    last.values().removeIf(Session::retracted);
    return last.values();
  }

  /** The rows of the funnels as they are output, counted as the job counts them. */
  public Collection<byte[]> funnelRows() throws Exception {
    List<Funnel> funnels = settings.visitors().funnels();
    FunnelTimes times =
        new FunnelTimes(
            funnels, settings.time().lateHorizon(), settings.visitors().funnelUpdateInterval());
    Aggregation<FunnelCounts> aggregation =
        new Aggregation<>(FunnelCounts::new, FunnelCounts::read, times, MAX_BREAKDOWNS);
    FunnelJson json =
        new FunnelJson(
            funnels, settings.events().configVersion(), settings.performance().minGroupSize());
    Map<Object, byte[]> last = new LinkedHashMap<>();
    try (TwoPhases<Followed, FunnelCounts> phases =
        new TwoPhases<>(CountFollowed.funnels(), aggregation, 2, 1_000, false)) {
      int subtask = 0;
      for (StreamRecord<? extends Followed> record : followed) {
        phases.add(subtask++, record.getValue(), record.getTimestamp());
      }
      phases.endInput();
      for (var row : phases.byWindow()) {
        FunnelRow read = FunnelRow.of(row);
        last.put(read.key(), json.value(read));
      }
    }
    return last.values();
  }
}
