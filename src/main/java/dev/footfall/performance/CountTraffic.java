package dev.footfall.performance;

import dev.footfall.aggregate.Aggregation;
import dev.footfall.aggregate.Label;
import dev.footfall.aggregate.Sums;
import dev.footfall.aggregate.WindowTimes;
import dev.footfall.client.ClientFacts;
import dev.footfall.event.Request;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts what went on: events in the window of their event time, closed sessions in that of their
 * end. Both methods are {@link dev.footfall.aggregate.Contribute}, each for a stream of its own;
 * the sums of the two meet in the second phase.
 */
public record CountTraffic(WindowTimes times) implements Serializable {

  /** What the two phases have to know. */
  public Aggregation<TrafficCount> aggregation(int maxLabels) {
    return new Aggregation<>(TrafficCount::new, TrafficCount::read, times, maxLabels);
  }

  /** Counts an event under its name, and the page that it did not find. */
  public void event(CountedEvent counted, Sums<TrafficCount> sums) {
    long micros = counted.event().eventTimeMicros();
    int sign = counted.sign();
    count(TrafficKind.EVENT, micros, Label.of(counted.event().eventName()), sign, sums);
    Request request = counted.event().request();
    if (request.status() == 404 || request.status() == 410) {
      String path = request.path() == null ? PageName.NONE : request.path();
      ClientFacts client = counted.event().client();
      Label label = new Label(path, client == null ? null : client.referrerHost());
      count(TrafficKind.NOT_FOUND, micros, label, sign, sums);
    }
  }

  /**
   * Counts a closed session's way through the site; nothing where it saw no page.
   *
   * @param endMicros event time of its last interaction
   * @param pages paths of its pages, in order; of very many only the first
   * @param exitPage path of the last page, whether among those or not; null for one without a path
   */
  public void session(
      long endMicros, List<String> pages, @Nullable String exitPage, Sums<TrafficCount> sums) {
    if (pages.isEmpty()) {
      return;
    }
    count(TrafficKind.ENTRY_PAGE, endMicros, Label.of(pages.get(0)), 1, sums);
    String exit = exitPage == null ? PageName.NONE : exitPage;
    count(TrafficKind.EXIT_PAGE, endMicros, Label.of(exit), 1, sums);
    for (int i = 1; i < pages.size(); i++) {
      Label step = new Label(pages.get(i - 1), pages.get(i));
      count(TrafficKind.TRANSITION, endMicros, step, 1, sums);
    }
  }

  /** Notes that a session ended whose beginning may be missing. */
  public void incompleteSession(long endMicros, Sums<TrafficCount> sums) {
    for (TrafficKind kind : TrafficKind.values()) {
      if (kind.isOfSessions()) {
        count(kind, endMicros, Label.INCOMPLETE, 1, sums);
      }
    }
  }

  private void count(
      TrafficKind kind, long timeMicros, Label label, int sign, Sums<TrafficCount> sums) {
    sums.of(times.window(kind.key(), timeMicros), label).add(sign);
  }
}
