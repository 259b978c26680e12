package dev.footfall.funnel;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The events of a visitor that may still matter, in total order, each as of its last revision. An
 * event leaves once no attempt can change through it. In front stand those that are kept although
 * their time is over: of each session that goes on, its first event.
 */
final class FunnelLog {
  private List<FunnelEvent> events;
  private int kept;

  FunnelLog() {
    this(new ArrayList<>(), 0);
  }

  FunnelLog(List<FunnelEvent> events, int kept) {
    this.events = events;
    this.kept = kept;
  }

  /** All events, those that are kept first; not to be changed. */
  List<FunnelEvent> events() {
    return events;
  }

  /** How many of them are only kept. */
  int kept() {
    return kept;
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  /** The first whose time is not over; null for none. */
  @Nullable FunnelEvent first() {
    return kept < events.size() ? events.get(kept) : null;
  }

  /** Puts another event in the place of each; their order stays. */
  void replaceAll(UnaryOperator<FunnelEvent> replacement) {
    events.replaceAll(replacement);
  }

  /** Takes out the event with this id and time, and hands it back; null if it is not there. */
  @Nullable FunnelEvent remove(long micros, String eventId) {
    for (int i = firstAt(micros); i < events.size() && events.get(i).micros() == micros; i++) {
      if (events.get(i).eventId().equals(eventId)) {
        FunnelEvent event = events.remove(i);
        if (events.size() == kept) {
          events.clear(); // no session goes on
          kept = 0;
        }
        return event;
      }
    }
    return null;
  }

  /** Puts in an event that is not there. */
  void add(FunnelEvent event) {
    int at = events.size();
    while (at > kept && events.get(at - 1).place().compareTo(event.place()) > 0) {
      at--;
    }
    events.add(at, event);
  }

  /**
   * Drops events above a bound: the oldest that serve no step first, then the oldest.
   *
   * @return how many were dropped
   */
  int bound(int most) {
    int dropped = 0;
    while (events.size() - kept > most) {
      int at = kept;
      while (at < events.size() && events.get(at).servesAnyStep()) {
        at++;
      }
      events.remove(at < events.size() ? at : kept);
      dropped++;
    }
    return dropped;
  }

  /**
   * Lets go of the events whose time is over.
   *
   * @param keepSessions whether a session that goes on keeps its first event
   */
  void expire(LongPredicate isOver, boolean keepSessions) {
    int live = kept;
    while (live < events.size() && isOver.test(events.get(live).micros())) {
      live++;
    }
    if (live == kept) {
      return;
    }
    List<FunnelEvent> left = new ArrayList<>();
    if (keepSessions) {
      keepFirstOfSessions(live, left);
    }
    kept = left.size();
    left.addAll(events.subList(live, events.size()));
    events = left;
  }

  private void keepFirstOfSessions(int live, List<FunnelEvent> left) {
    Set<String> goingOn = new HashSet<>();
    for (FunnelEvent event : events.subList(live, events.size())) {
      if (event.sessionId() != null) {
        goingOn.add(event.sessionId());
      }
    }
    for (FunnelEvent event : events.subList(0, live)) {
      if (event.sessionId() != null && goingOn.remove(event.sessionId())) {
        left.add(event);
      }
    }
  }

  private int firstAt(long micros) {
    int low = kept;
    int high = events.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (events.get(middle).micros() < micros) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
