package dev.footfall.visitor;

import dev.footfall.event.IssuedEvent;
import dev.footfall.funnel.VisitorFunnels;
import dev.footfall.privacy.KeyedId;
import dev.footfall.session.VisitorSessions;
import dev.footfall.trace.Scheduled;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is held of one visitor: events whose turn has not come, and the sessions so far. Mutable,
 * owned by {@link VisitorStore}; gone once neither is left.
 */
final class Visitor extends Scheduled<Visitor> {
  static final long NO_TIMER = Long.MAX_VALUE;

  /** Of an object of this class with its places in table and index. */
  private static final int OVERHEAD_BYTES = 400;

  /** Of a waiting event besides its contents. */
  private static final int EVENT_BYTES = 120;

  /** Key of the state that the visitor is in. */
  final int lane;

  final KeyedId id;

  /** Events whose turn has not come, in no order. */
  final List<IssuedEvent> pending;

  /** More of them, stored apart, in the order of their first. */
  final List<PendingChunk> chunks = new ArrayList<>(0);

  long nextChunk;

  VisitorSessions sessions;
  VisitorFunnels funnels;

  /** When a timer will fire that brings this visitor back; {@link #NO_TIMER} without one. */
  long timerMillis = NO_TIMER;

  /** The same connection's id of the day before, and of the day after, while {@link Links} last. */
  @Nullable KeyedId olderId;

  @Nullable KeyedId newerId;

  /** Until when each is remembered. */
  long olderUntilMicros;

  long newerUntilMicros;

  /** Whether the sessions have gone on under the newer id. */
  boolean moved;

  /** Whether it differs from what is stored. */
  boolean changed;

  /** Whether the store has it, in whatever form. */
  boolean stored;

  /** What {@link VisitorStore} counts for this visitor. */
  int accountedBytes;

  private int pendingBytes;

  Visitor(
      int lane,
      KeyedId id,
      List<IssuedEvent> pending,
      VisitorSessions sessions,
      VisitorFunnels funnels) {
    this.lane = lane;
    this.id = id;
    this.pending = pending;
    this.sessions = sessions;
    this.funnels = funnels;
    pending.forEach(event -> pendingBytes += bytes(event));
  }

  static Visitor create(int lane, KeyedId id) {
    return new Visitor(lane, id, new ArrayList<>(4), new VisitorSessions(), new VisitorFunnels());
  }

  void enqueue(IssuedEvent event) {
    pending.add(event);
    pendingBytes += bytes(event);
  }

  /** Takes the later half of the waiting events out, in their order. */
  List<IssuedEvent> takeLaterHalf(long eventDelayMillis) {
    pending.sort(ReleaseEvents.order(eventDelayMillis));
    List<IssuedEvent> later = pending.subList(pending.size() / 2, pending.size());
    List<IssuedEvent> taken = List.copyOf(later);
    later.clear();
    taken.forEach(event -> pendingBytes -= bytes(event));
    return taken;
  }

  /** The events whose turn comes before a time, in their order; the others go on waiting. */
  List<IssuedEvent> takeBefore(long micros, long eventDelayMillis) {
    List<IssuedEvent> due = new ArrayList<>(pending.size());
    int left = 0;
    for (IssuedEvent event : pending) {
      if (event.releaseMicros(eventDelayMillis) < micros) {
        due.add(event);
        pendingBytes -= bytes(event);
      } else {
        pending.set(left++, event);
      }
    }
    pending.subList(left, pending.size()).clear();
    if (due.size() > 1) {
      due.sort(ReleaseEvents.order(eventDelayMillis));
    }
    return due;
  }

  boolean isEmpty() {
    return pending.isEmpty()
        && chunks.isEmpty()
        && sessions.isEmpty()
        && funnels.isEmpty()
        && newerId == null;
  }

  /** Heap in bytes, roughly. */
  int bytes() {
    return OVERHEAD_BYTES + pendingBytes + sessions.heapBytes() + funnels.heapBytes();
  }

  private static int bytes(IssuedEvent event) {
    return EVENT_BYTES + event.content().length;
  }
}
