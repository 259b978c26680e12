package dev.footfall.visitor;

import dev.footfall.client.VisitorLink;
import dev.footfall.event.AnalyticsEvent;
import dev.footfall.privacy.KeyDays;
import dev.footfall.privacy.KeyedId;
import dev.footfall.session.SessionSettings;
import dev.footfall.session.VisitorSessions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Links the visitors of one connection under the ids of two days, for as long as a session may go
 * on from one to the other. An event can do that within the gap after its day has begun, or with a
 * session id of its sender's; all others are nobody we know.
 *
 * <p>A link stands in both visitors. The older one keeps it until the newer one's events that made
 * it have had their turn; where the session has moved, as long as that may live and be revised, so
 * that what still comes under the older id finds it.
 */
final class Links {
  private final VisitorStore store;
  private final SessionSettings settings;
  private final KeyDays days;
  private final long gapMicros;
  private final long movedMicros;

  Links(VisitorStore store, SessionSettings settings, KeyDays days) {
    this.store = store;
    this.settings = settings;
    this.days = days;
    gapMicros = TimeUnit.MICROSECONDS.convert(settings.gap());
    movedMicros =
        TimeUnit.MICROSECONDS.convert(
            settings.maxDuration().plus(settings.gap()).plus(settings.lateHorizon()));
  }

  /** Takes note of an event that waits for its turn. */
  void link(Visitor visitor, VisitorLink link, long timeMicros, long turnMicros) {
    KeyedId olderId = link.previousId();
    if (olderId == null || !mayGoOn(link, timeMicros)) {
      return;
    }
    Visitor older = store.findOrCreate(visitor.lane, olderId);
    visitor.olderId = olderId;
    visitor.olderUntilMicros = Math.max(visitor.olderUntilMicros, turnMicros);
    older.newerId = visitor.id;
    older.newerUntilMicros = Math.max(older.newerUntilMicros, turnMicros);
    store.schedule(older, Math.floorDiv(turnMicros, 1_000L));
  }

  private boolean mayGoOn(VisitorLink link, long timeMicros) {
    long beginMicros = days.beginMillis(Math.floorDiv(timeMicros, 1_000L)) * 1_000;
    return link.senderSession() || timeMicros - beginMicros <= gapMicros;
  }

  /** Whether a session is open that the event would join. */
  boolean mayGoOn(VisitorSessions older, AnalyticsEvent event) {
    return older.openSessionTakes(event, settings);
  }

  /** Takes note that a visitor's session has gone on under the newer id. */
  void moved(Visitor older, long nowMicros) {
    older.moved = true;
    older.newerUntilMicros = Math.max(older.newerUntilMicros, nowMicros + movedMicros);
  }

  /** The visitor and all who are linked to it, the oldest id first. */
  List<Visitor> of(Visitor visitor) {
    if (visitor.olderId == null && visitor.newerId == null) {
      return List.of(visitor);
    }
    List<Visitor> linked = new ArrayList<>(List.of(visitor));
    for (Visitor at = older(visitor); at != null; at = older(at)) {
      linked.add(0, at);
    }
    for (Visitor at = newer(visitor); at != null; at = newer(at)) {
      linked.add(at);
    }
    return linked;
  }

  private @Nullable Visitor older(Visitor visitor) {
    return visitor.olderId == null ? null : store.find(visitor.lane, visitor.olderId);
  }

  private @Nullable Visitor newer(Visitor visitor) {
    if (visitor.newerId == null) {
      return null;
    }
    return visitor.moved
        ? store.findOrCreate(visitor.lane, visitor.newerId)
        : store.find(visitor.lane, visitor.newerId);
  }

  /** Lets go of links that no event needs any more. */
  void forget(Visitor visitor, long untilMicros) {
    if (visitor.olderId != null && visitor.olderUntilMicros < untilMicros) {
      visitor.olderId = null;
    }
    if (visitor.newerId != null && visitor.newerUntilMicros < untilMicros) {
      visitor.newerId = null;
      visitor.moved = false;
    }
  }

  /** Whose an event is: of the visitor with its id, or who has taken that one's session over. */
  static Visitor owner(List<Visitor> linked, @Nullable KeyedId id) {
    Visitor owner = find(linked, id);
    while (owner != null && owner.moved) {
      owner = find(linked, owner.newerId);
    }
    if (owner == null) {
      throw new IllegalStateException("an event of nobody who is linked");
    }
    return owner;
  }

  static @Nullable Visitor find(List<Visitor> linked, @Nullable KeyedId id) {
    for (Visitor visitor : linked) {
      if (visitor.id.equals(id)) {
        return visitor;
      }
    }
    return null;
  }
}
