package dev.footfall.funnel;

import dev.footfall.funnel.Funnel.CountBy;
import dev.footfall.funnel.Funnel.Order;
import dev.footfall.funnel.FunnelEvent.Held;
import dev.footfall.funnel.FunnelEvent.Role;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Splits a visitor's log into the tracks on which a funnel looks for attempts. */
final class SplitTracks {
  private final int place;
  private final boolean held;
  private final boolean bySession;
  private final boolean strict;

  /** Null for all sessions, or all values. */
  private record Key(@Nullable String session, @Nullable String value) {}

  SplitTracks(Funnel funnel, int place) {
    this.place = place;
    this.held = funnel.holdConstant() != null;
    this.bySession = funnel.countBy() == CountBy.SESSION;
    this.strict = funnel.order() == Order.STRICT;
  }

  Collection<Track> tracks(List<FunnelEvent> log) {
    Map<Key, Track> tracks = new LinkedHashMap<>();
    int interactions = 0;
    for (int i = 0; i < log.size(); i++) {
      FunnelEvent event = log.get(i);
      Role role = event.role(place);
      if (!bySession || event.sessionId() != null) {
        add(tracks, i, event, role, interactions);
      }
      interactions += event.interaction() ? 1 : 0;
    }
    return tracks.values();
  }

  private void add(
      Map<Key, Track> tracks, int at, FunnelEvent event, @Nullable Role role, int interactions) {
    String session = bySession ? event.sessionId() : null;
    if (held) {
      if (role != null && plays(role)) {
        for (Held value : role.held()) {
          track(tracks, session, value.value()).add(at, event, role, value, interactions);
        }
      }
    } else if (role != null && plays(role) || strict && event.interaction()) {
      track(tracks, session, null).add(at, event, role, null, interactions);
    }
  }

  private static boolean plays(Role role) {
    return (role.steps() | role.exclusions()) != 0;
  }

  private static Track track(
      Map<Key, Track> tracks, @Nullable String session, @Nullable String value) {
    return tracks.computeIfAbsent(new Key(session, value), key -> new Track(key.value));
  }
}
