package dev.footfall.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.aggregate.LogHistogram;
import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.IssuedEvent;
import dev.footfall.privacy.PrivacySettings;
import dev.footfall.session.History;
import dev.footfall.session.Session;
import dev.footfall.session.SessionSettings;
import dev.footfall.visitor.FollowSessions.Shared;
import dev.footfall.visitor.FollowVisitor;
import dev.footfall.visitor.Followed;
import dev.footfall.visitor.FollowedEvent;
import dev.footfall.visitor.VisitorEvents;
import dev.footfall.visitor.VisitorSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random histories around a change of keys, against what {@link FollowVisitor} makes of them under
 * each gap alone.
 */
class AnalyseSessionsTest {
  private static final List<Duration> GAPS =
      List.of(Duration.ofMinutes(2), Duration.ofMinutes(30), Duration.ofHours(3));
  private static final Shared PLENTY = shared(64 << 20);

  @ParameterizedTest(name = "seed {0}, steps of {1} s, {2} bytes")
  @CsvSource({
    "1, 10, 67108864",
    "2, 10, 67108864",
    "3, 900, 67108864",
    "4, 100000, 67108864",
    "5, 10, 1",
    "6, 900, 20000"
  })
  void countsUnderEachGapWhatTheJobDoesUnderIt(long seed, long stepSeconds, long memoryBytes)
      throws Exception {
    List<IssuedEvent> history = VisitorEvents.history(new Random(seed), 40, 1_500);

    Analysis analysis = analyse(history, GAPS, shared(memoryBytes), stepSeconds);

    for (int i = 0; i < GAPS.size(); i++) {
      Run run = new Run(history, GAPS.get(i), stepSeconds);
      GapTally tally = analysis.gaps().get(i);
      assertThat(tally.sessions()).isEqualTo(run.sessions.size()).isGreaterThan(30);
      assertThat(tally.visitors()).isEqualTo(run.visitors());
      assertThat(tally.bounces()).isEqualTo(run.count(s -> s.content().bounce()));
      assertThat(tally.engaged()).isEqualTo(run.count(s -> s.content().engaged()));
      assertThat(tally.converted()).isEqualTo(run.count(s -> !s.content().conversions().isEmpty()));
      assertThat(tally.cut())
          .isEqualTo(run.count(s -> s.endReason() == Session.EndReason.END_OF_RANGE));
      assertThat(tally.durationMillis()).isEqualTo(run.durations());
      for (int j = 0; j < GAPS.size(); j++) {
        GapComparison comparison = analysis.comparison(i, j);
        assertThat(List.of(comparison.same(), comparison.joined(), comparison.split()))
            .as("%s under %s", GAPS.get(i), GAPS.get(j))
            .isEqualTo(run.under(new Run(history, GAPS.get(j), stepSeconds)));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"11, 10", "12, 100000"})
  void countsTheTimesBetweenAVisitorsInteractions(long seed, long stepSeconds) throws Exception {
    List<IssuedEvent> history = VisitorEvents.history(new Random(seed), 40, 1_500);

    Analysis analysis = analyse(history, GAPS, PLENTY, stepSeconds);

    assertThat(analysis.intervalMillis()).isEqualTo(intervals(history));
    assertThat(analysis.intervalMillis().count()).isGreaterThan(500);
  }

  @ParameterizedTest
  @CsvSource({"21, 2", "22, 3", "23, 7"})
  void mergesToTheSameBytesHoweverVisitorsAreSpread(long seed, int subtasks) throws Exception {
    List<IssuedEvent> history = VisitorEvents.history(new Random(seed), 40, 1_500);
    Analysis whole = analyse(history, GAPS, PLENTY, 60);
    AnalysisAccumulator merged = new AnalysisAccumulator();
    for (int subtask = subtasks - 1; subtask >= 0; subtask--) {
      int its = subtask;
      List<IssuedEvent> part = history.stream().filter(e -> e.lane() % subtasks == its).toList();
      AnalysisAccumulator one = new AnalysisAccumulator();
      one.add(analyse(part, highest(history), GAPS, PLENTY, 900).toBytes());
      merged.merge(one);
    }

    assertThat(Arrays.equals(merged.getLocalValue(), whole.toBytes())).isTrue();
  }

  private static Shared shared(long memoryBytes) {
    return new Shared(
        PrivacySettings.defaults("keys"),
        VisitorEvents.EVENT_DELAY_MILLIS,
        memoryBytes,
        History.WHOLE);
  }

  private static Analysis analyse(
      List<IssuedEvent> history, List<Duration> gaps, Shared shared, long stepSeconds)
      throws Exception {
    return analyse(history, highest(history), gaps, shared, stepSeconds);
  }

  private static long highest(List<IssuedEvent> history) {
    return history.stream().mapToLong(IssuedEvent::arrivalTimeMillis).max().orElseThrow();
  }

  private static Analysis analyse(
      List<IssuedEvent> history, long highest, List<Duration> gaps, Shared shared, long stepSeconds)
      throws Exception {
    AnalyseSessions operator = new AnalyseSessions(SessionSettings.DEFAULTS, gaps, shared, null);
    drive(operator, history, highest, stepSeconds);
    return Analysis.read(
        operator
            .getRuntimeContext()
            .<byte[], byte[]>getAccumulator(AnalyseSessions.RESULT)
            .getLocalValue());
  }

  private static <T> List<T> drive(
      TwoInputStreamOperator<IssuedEvent, Long, T> operator,
      List<IssuedEvent> history,
      long highest,
      long stepSeconds)
      throws Exception {
    try (KeyedTwoInputStreamOperatorTestHarness<Integer, IssuedEvent, Long, T> flink =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            operator, IssuedEvent::lane, null, Types.INT)) {
      flink.setup();
      flink.open();
      long watermark = Long.MIN_VALUE;
      for (IssuedEvent event : history) {
        long now = event.releaseMicros(VisitorEvents.EVENT_DELAY_MILLIS) / 1_000 - 1;
        if (watermark == Long.MIN_VALUE || now - watermark >= stepSeconds * 1_000) {
          watermark = now;
          flink.processBothWatermarks(new Watermark(watermark));
        }
        flink.processElement1(new StreamRecord<>(event));
      }
      flink.processElement2(new StreamRecord<>(highest));
      flink.processBothWatermarks(Watermark.MAX_WATERMARK);
      return flink.extractOutputValues();
    }
  }

  private static LogHistogram intervals(List<IssuedEvent> history) {
    Map<String, TreeMap<Long, Integer>> times = new HashMap<>();
    for (IssuedEvent issued : history) {
      AnalyticsEvent event = issued.event();
      if (issued.revision() == 1 && event.interaction() && issued.visitor().id() != null) {
        // Of a connection the last digits are the same on both days.
        String visitor =
            event.client().idMethod() + event.client().visitorId().substring(16) + issued.lane();
        times
            .computeIfAbsent(visitor, id -> new TreeMap<>())
            .merge(event.eventTimeMicros(), 1, Integer::sum);
      }
    }
    LogHistogram millis = new LogHistogram();
    for (TreeMap<Long, Integer> of : times.values()) {
      Long before = null;
      for (Map.Entry<Long, Integer> each : of.entrySet()) {
        if (before != null && each.getKey() - before <= Duration.ofHours(4).toMillis() * 1_000) {
          millis.add((each.getKey() - before) / 1_000);
        }
        millis.add(0, each.getValue() - 1);
        before = each.getKey();
      }
    }
    return millis;
  }

  /** What the job's own operator makes of a history under one gap. */
  private static final class Run {
    final Map<String, Session> sessions = new LinkedHashMap<>();
    private final Map<String, Set<String>> interactions = new HashMap<>();

    Run(List<IssuedEvent> history, Duration gap, long stepSeconds) throws Exception {
      FollowVisitor operator =
          new FollowVisitor(
              new VisitorSettings(
                  SessionSettings.DEFAULTS.withGap(gap), List.of(), Duration.ZERO, 64 << 20),
              PrivacySettings.defaults("keys"),
              VisitorEvents.EVENT_DELAY_MILLIS,
              request -> false);
      for (Followed followed : drive(operator, history, highest(history), stepSeconds)) {
        FollowedEvent event = followed.event();
        if (followed.session() != null) {
          sessions.put(followed.session().sessionId(), followed.session());
        } else if (event != null && event.session() != null) {
          Set<String> its =
              interactions.computeIfAbsent(event.session().sessionId(), id -> new HashSet<>());
          if (event.event().interaction() && event.session().eventNumber() > 0) {
            if (event.event().retracted()) {
              its.remove(event.event().eventId());
            } else {
              its.add(event.event().eventId());
            }
          }
        }
      }
      sessions.values().removeIf(Session::retracted);
    }

    long visitors() {
      return sessions.values().stream().map(Session::visitorId).distinct().count();
    }

    long count(java.util.function.Predicate<Session> which) {
      return sessions.values().stream().filter(which).count();
    }

    LogHistogram durations() {
      LogHistogram millis = new LogHistogram();
      sessions.values().forEach(s -> millis.add(s.content().observedMicros() / 1_000));
      return millis;
    }

    /** Same, joined, split. */
    List<Long> under(Run other) {
      List<Long> counts = new ArrayList<>(List.of(0L, 0L, 0L));
      for (String id : sessions.keySet()) {
        Set<String> ours = interactions.get(id);
        Set<String> theirs = other.interactions.getOrDefault(id, Set.of());
        int kind = 2;
        if (ours.equals(theirs)) {
          kind = 0;
        } else if (!other.sessions.containsKey(id) || theirs.size() > ours.size()) {
          kind = 1;
        }
        counts.set(kind, counts.get(kind) + 1);
      }
      return counts;
    }
  }
}
