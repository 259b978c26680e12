package dev.footfall.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.aggregate.WindowTimes;
import dev.footfall.event.EventDraft;
import dev.footfall.performance.CountTraffic;
import dev.footfall.performance.TrafficCount;
import dev.footfall.session.Session;
import dev.footfall.session.SessionBuilder;
import dev.footfall.session.SessionSettings;
import dev.footfall.session.VisitorSessions;
import dev.footfall.visitor.Followed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CountFollowedSessionsTest {
  private static final CountTraffic COUNT = new CountTraffic(new WindowTimes(3_600_000, 1, 1));

  @Test
  void countsASessionOnceWhenItIsClosed() {
    assertThat(counts(session(EventDraft.seconds(0), EventDraft.minutes(10))))
        .isEqualTo(Map.of("entry_page /", 1L, "exit_page /", 1L, "transition /", 1L));
  }

  @Test
  void doesNotCountASessionThatIsTakenBack() {
    EventDraft view = EventDraft.seconds(0);

    assertThat(counts(session(view, view.takenBack()))).isEmpty();
  }

  @Test
  void leavesFromTheLastPageHoweverManyTheSessionSaw() {
    EventDraft[] views =
        IntStream.range(0, 120)
            .mapToObj(i -> EventDraft.seconds(i).path("/" + i))
            .toArray(EventDraft[]::new);

    assertThat(counts(session(views)))
        .containsEntry("entry_page /0", 1L)
        .containsEntry("exit_page /119", 1L)
        .doesNotContainKey("exit_page /99");
  }

  private static List<Session> session(EventDraft... drafts) {
    List<Session> records = new ArrayList<>();
    SessionBuilder builder =
        new SessionBuilder(SessionSettings.DEFAULTS, request -> false, records::add);
    VisitorSessions visitor = new VisitorSessions();
    Arrays.stream(drafts)
        .forEach(
            draft -> {
              builder.advance(visitor, draft.micros);
              builder.add(visitor, draft.event(), draft.micros);
            });
    builder.advance(visitor, Long.MAX_VALUE);
    return records;
  }

  /** By kind and first page. */
  private static Map<String, Long> counts(List<Session> records) {
    Map<String, TrafficCount> counts = new TreeMap<>();
    for (Session record : records) {
      CountFollowed.traffic(COUNT)
          .contribute(
              new Followed(null, record, null),
              (key, label) ->
                  counts.computeIfAbsent(
                      key.name() + " " + label.text(), any -> new TrafficCount()));
    }
    Map<String, Long> numbers = new TreeMap<>();
    counts.forEach((label, count) -> numbers.put(label, count.count()));
    return numbers;
  }
}
