package dev.footfall.visitor;

import dev.footfall.client.VisitorLink;
import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.IssuedEvent;
import dev.footfall.funnel.FollowFunnels;
import dev.footfall.funnel.VisitorFunnels;
import dev.footfall.otlp.TextCache;
import dev.footfall.privacy.KeyedId;
import dev.footfall.session.SessionBuilder;
import dev.footfall.session.SessionStamp;
import dev.footfall.session.VisitorSessions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Hands a visitor's events on when their turn comes: in total order, and after all that was due
 * before. So what comes out depends on the events alone, not on the order in which they came nor on
 * the steps of the watermark, as long as no event is behind the watermark.
 *
 * <p>A connection has another id each day. Where its session may go on past the change, the
 * visitors of both ids are linked as soon as an event shows it, and their events released in one
 * order: the session moves to the newer id with the first event that it takes.
 */
final class ReleaseEvents {
  private final long eventDelayMillis;
  private final VisitorStore store;
  private final Links links;
  private final SessionBuilder sessions;
  private final FollowFunnels funnels;
  private final Output output;
  private final TextCache texts = new TextCache();
  private long highestArrivalMillis;
  private long withoutVisitor;
  private @Nullable KeyedId followedId;

  /** Takes the events, each with its stamp. */
  @FunctionalInterface
  interface Output {
    void emit(FollowedEvent event);
  }

  ReleaseEvents(
      long eventDelayMillis,
      VisitorStore store,
      Links links,
      SessionBuilder sessions,
      FollowFunnels funnels,
      Output output) {
    this.eventDelayMillis = eventDelayMillis;
    this.store = store;
    this.links = links;
    this.sessions = sessions;
    this.funnels = funnels;
    this.output = output;
  }

  /** By turn; of one moment in the total order. */
  static Comparator<IssuedEvent> order(long eventDelayMillis) {
    return Comparator.<IssuedEvent>comparingLong(event -> event.releaseMicros(eventDelayMillis))
        .thenComparing(IssuedEvent.TOTAL_ORDER);
  }

  /** Lets an event wait for its turn. One without a visitor has no turn, and goes on as it is. */
  void add(IssuedEvent event) {
    VisitorLink link = event.visitor();
    KeyedId id = link.id();
    if (id == null) {
      withoutVisitor++;
      output.emit(FollowedEvent.of(event, null));
      return;
    }
    long turnMicros = event.releaseMicros(eventDelayMillis);
    Visitor visitor = store.findOrCreate(event.lane(), id);
    links.link(visitor, link, event.eventTimeMicros(), turnMicros);
    store.enqueue(visitor, event, Math.floorDiv(turnMicros, 1_000L));
  }

  /** The arrival of something in the range that is read, for the range's end. */
  void arrived(long millis) {
    highestArrivalMillis = Math.max(highestArrivalMillis, millis);
  }

  /** Releases all whose turn has come by this watermark; the last one ends the range. */
  void advance(long watermark) {
    store.advance(watermark, visitor -> look(visitor, watermark));
  }

  /** Looks at a visitor whose timer has fired. */
  void wake(int lane, KeyedId id, long timerMillis, long watermark) {
    Visitor visitor = store.wake(lane, id, timerMillis);
    if (visitor != null) {
      look(visitor, watermark);
    }
  }

  /** Epoch milliseconds. */
  long highestArrivalMillis() {
    return highestArrivalMillis;
  }

  /** Events so far that had no visitor id, and so no session. */
  long withoutVisitor() {
    return withoutVisitor;
  }

  /** Whose funnels are being followed, when a change of an attempt is reported. */
  KeyedId followedId() {
    return Objects.requireNonNull(followedId);
  }

  private void look(Visitor visitor, long watermark) {
    boolean ends = watermark == Long.MAX_VALUE;
    long untilMicros = ends ? Long.MAX_VALUE : (watermark + 1) * 1_000;
    List<Visitor> linked = links.of(visitor);
    linked.forEach(store::take);
    release(linked, untilMicros);
    for (Visitor each : linked) {
      if (ends) {
        finish(each, highestArrivalMillis * 1_000);
      } else {
        bringOn(each, untilMicros);
        links.forget(each, untilMicros);
      }
      if (ends || each.isEmpty()) {
        store.remove(each);
      } else {
        store.settle(each, deadlineMillis(each));
      }
    }
  }

  /** Does all that is due before a time. */
  private void bringOn(Visitor visitor, long micros) {
    sessions.advance(visitor.sessions, micros);
    funnels.advance(funnelsOf(visitor), micros);
  }

  private VisitorFunnels funnelsOf(Visitor visitor) {
    followedId = visitor.id;
    return visitor.funnels;
  }

  private void finish(Visitor visitor, long endMicros) {
    sessions.finish(visitor.sessions, endMicros);
    funnels.advance(funnelsOf(visitor), endMicros);
    funnels.finish(funnelsOf(visitor), endMicros);
  }

  /** Hands on all events of linked visitors whose turn comes before a time. */
  private void release(List<Visitor> linked, long untilMicros) {
    long heldUntil;
    do {
      heldUntil = untilMicros;
      for (Visitor visitor : linked) {
        heldUntil = Math.min(heldUntil, store.loadChunkBefore(visitor, untilMicros));
      }
      for (IssuedEvent event : takeBefore(linked, heldUntil)) {
        follow(linked, event);
      }
    } while (heldUntil < untilMicros);
  }

  private List<IssuedEvent> takeBefore(List<Visitor> linked, long micros) {
    if (linked.size() == 1) {
      return linked.get(0).takeBefore(micros, eventDelayMillis);
    }
    List<IssuedEvent> all = new ArrayList<>();
    for (Visitor visitor : linked) {
      all.addAll(visitor.takeBefore(micros, eventDelayMillis));
    }
    all.sort(order(eventDelayMillis));
    return all;
  }

  private void follow(List<Visitor> linked, IssuedEvent event) {
    long now = event.releaseMicros(eventDelayMillis);
    AnalyticsEvent content = event.event(texts);
    for (Visitor each : linked) {
      bringOn(each, now);
    }
    Visitor visitor = linked.get(0);
    if (linked.size() > 1) {
      visitor = Links.owner(linked, event.visitor().id());
      takeOver(visitor, Links.find(linked, visitor.olderId), content, now);
    }
    SessionStamp stamp = sessions.add(visitor.sessions, content, now);
    output.emit(new FollowedEvent(event, content, stamp));
    funnels.add(funnelsOf(visitor), content, stamp == null ? null : stamp.sessionId(), now);
  }

  /** A visitor who is new under this id goes on with the session of the older one, if it may. */
  private void takeOver(
      Visitor visitor, @Nullable Visitor older, AnalyticsEvent content, long now) {
    if (older != null && visitor.sessions.isEmpty() && links.mayGoOn(older.sessions, content)) {
      visitor.sessions = older.sessions;
      older.sessions = new VisitorSessions();
      if (visitor.funnels.isEmpty()) {
        visitor.funnels = older.funnels;
        older.funnels = new VisitorFunnels();
      }
      links.moved(older, now);
    }
  }

  private long deadlineMillis(Visitor visitor) {
    long deadline =
        Math.min(
            sessions.deadlineMicros(visitor.sessions), funnels.deadlineMicros(funnelsOf(visitor)));
    if (visitor.newerId != null) {
      deadline = Math.min(deadline, visitor.newerUntilMicros);
    }
    for (PendingChunk chunk : visitor.chunks) {
      deadline = Math.min(deadline, chunk.firstMicros());
    }
    for (IssuedEvent event : visitor.pending) {
      deadline = Math.min(deadline, event.releaseMicros(eventDelayMillis));
    }
    return Math.floorDiv(deadline, 1_000L);
  }
}
