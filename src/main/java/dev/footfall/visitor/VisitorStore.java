package dev.footfall.visitor;

import dev.footfall.event.IssuedEvent;
import dev.footfall.privacy.KeyedId;
import dev.footfall.trace.DeadlineIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A write-back map of visitors, bounded by bytes, over one stored blob for each. Those in memory
 * are found by their deadline in an index; the others are brought back by their event or their
 * timer. What has changed is written when it leaves memory and at each checkpoint. As long as
 * everybody is in memory, the store is not asked for who is new.
 */
final class VisitorStore {
  /** Waiting events of one visitor that are held; beyond it the later half is stored apart. */
  static final int MAX_PENDING = 1_000;

  private static final long UNKNOWN = Long.MAX_VALUE;

  private final VisitorBlobs blobs;
  private final long boundBytes;
  private final long eventDelayMillis;
  private final Map<KeyedId, Visitor> visitors = new HashMap<>();
  private final DeadlineIndex<Visitor> deadlines = new DeadlineIndex<>();
  private final VisitorFormat format = new VisitorFormat();

  /** Visitors who are stored and not in memory; {@link #UNKNOWN} once state was restored. */
  private long outside;

  private long bytes;
  private long evictAboveBytes;
  private long evictions;

  /**
   * @param restored whether the blobs may already hold visitors
   */
  VisitorStore(VisitorBlobs blobs, boolean restored, long boundBytes, long eventDelayMillis) {
    this.blobs = blobs;
    this.outside = restored ? UNKNOWN : 0;
    this.eventDelayMillis = eventDelayMillis;
    this.boundBytes = boundBytes;
    this.evictAboveBytes = boundBytes;
  }

  /** Visitors in memory. */
  int size() {
    return visitors.size();
  }

  /** Heap of those in memory, roughly. */
  long bytes() {
    return bytes;
  }

  /** How many visitors have left memory for the store so far. */
  long evictions() {
    return evictions;
  }

  /** The visitor, from memory or the store; null where there is none. */
  @Nullable Visitor find(int lane, KeyedId id) {
    Visitor visitor = visitors.get(id);
    if (visitor != null || outside == 0) {
      return visitor;
    }
    try {
      byte[] blob = blobs.read(lane, id);
      return blob == null ? null : bringBack(VisitorFormat.read(lane, id, blob));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Visitor bringBack(Visitor visitor) {
    visitor.stored = true;
    outside -= outside == UNKNOWN ? 0 : 1;
    return hold(visitor);
  }

  Visitor findOrCreate(int lane, KeyedId id) {
    Visitor visitor = find(lane, id);
    return visitor == null ? hold(Visitor.create(lane, id)) : visitor;
  }

  /**
   * The visitor whose timer has fired, out of the index; null where nothing is left of it. A timer
   * that was replaced by an earlier one does no harm.
   */
  @Nullable Visitor wake(int lane, KeyedId id, long timerMillis) {
    Visitor visitor = find(lane, id);
    if (visitor != null) {
      deadlines.remove(visitor);
      if (visitor.timerMillis == timerMillis) {
        visitor.timerMillis = Visitor.NO_TIMER;
      }
    }
    return visitor;
  }

  private Visitor hold(Visitor visitor) {
    visitors.put(visitor.id, visitor);
    account(visitor);
    return visitor;
  }

  /** Lets an event wait for its turn. */
  void enqueue(Visitor visitor, IssuedEvent event, long turnMillis) {
    visitor.enqueue(event);
    visitor.changed = true;
    if (visitor.pending.size() > MAX_PENDING) {
      storeLaterHalf(visitor);
    }
    account(visitor);
    schedule(visitor, turnMillis);
    keepWithinBound();
  }

  private void storeLaterHalf(Visitor visitor) {
    List<IssuedEvent> events = visitor.takeLaterHalf(eventDelayMillis);
    long number = visitor.nextChunk++;
    visitor.chunks.add(new PendingChunk(number, events.get(0).releaseMicros(eventDelayMillis)));
    visitor.chunks.sort(Comparator.comparingLong(PendingChunk::firstMicros));
    try {
      blobs.writeChunk(visitor.lane, visitor.id, number, format.writeChunk(events));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Brings back the earliest chunk, if it begins before a time.
   *
   * @return up to when all waiting events are held: that time, or before it the next chunk's first
   */
  long loadChunkBefore(Visitor visitor, long micros) {
    if (!visitor.chunks.isEmpty() && visitor.chunks.get(0).firstMicros() < micros) {
      PendingChunk chunk = visitor.chunks.remove(0);
      try {
        VisitorFormat.readChunk(blobs.takeChunk(visitor.lane, visitor.id, chunk.number()))
            .forEach(visitor::enqueue);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      visitor.changed = true;
    }
    return visitor.chunks.isEmpty()
        ? micros
        : Math.min(micros, visitor.chunks.get(0).firstMicros());
  }

  /** Has a visitor looked at by then, if that is earlier than planned. */
  void schedule(Visitor visitor, long millis) {
    visitor.changed = true;
    if (millis < visitor.nextCheckMillis()) {
      deadlines.schedule(visitor, millis);
    }
  }

  /** Keeps a visitor in memory while something is done with it; {@link #settle} follows. */
  void take(Visitor visitor) {
    deadlines.remove(visitor);
  }

  /** Hands on each visitor in memory for whom something is due; {@link #settle} follows. */
  void advance(long watermark, Consumer<Visitor> due) {
    deadlines.advance(watermark, due);
  }

  /** Takes note of what was done with a visitor: looked at again at the deadline. */
  void settle(Visitor visitor, long deadlineMillis) {
    visitor.changed = true;
    account(visitor);
    deadlines.schedule(visitor, deadlineMillis);
    keepWithinBound();
  }

  /** Lets go of a visitor of whom nothing is left. */
  void remove(Visitor visitor) {
    bytes -= visitor.accountedBytes;
    deadlines.remove(visitor);
    visitors.remove(visitor.id);
    if (visitor.stored) {
      try {
        blobs.remove(visitor.lane, visitor.id);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Writes all that has changed since it was written last. */
  void writeChanged() throws IOException {
    for (Visitor visitor : visitors.values()) {
      write(visitor);
    }
  }

  private void write(Visitor visitor) throws IOException {
    if (visitor.changed) {
      if (visitor.nextCheckMillis() < visitor.timerMillis) {
        visitor.timerMillis = visitor.nextCheckMillis();
        blobs.wakeAt(visitor.lane, visitor.id, visitor.timerMillis);
      }
      blobs.write(visitor.lane, visitor.id, format.write(visitor));
      visitor.stored = true;
      visitor.changed = false;
    }
  }

  private void account(Visitor visitor) {
    int now = visitor.bytes();
    bytes += now - visitor.accountedBytes;
    visitor.accountedBytes = now;
  }

  /**
   * Lets an eighth of the bound go at a time, those first for whom nothing is due for longest: most
   * of them only wait for their session to end.
   */
  private void keepWithinBound() {
    if (bytes <= evictAboveBytes) {
      return;
    }
    long target = boundBytes - boundBytes / 8;
    deadlines.visitLatest(
        visitor -> {
          evict(visitor);
          return bytes > target;
        });
    evictAboveBytes = Math.max(boundBytes, bytes + boundBytes / 8);
  }

  private void evict(Visitor visitor) {
    try {
      write(visitor);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    bytes -= visitor.accountedBytes;
    deadlines.remove(visitor);
    visitors.remove(visitor.id);
    outside += outside == UNKNOWN ? 0 : 1;
    evictions++;
  }
}
