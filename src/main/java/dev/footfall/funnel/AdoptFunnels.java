package dev.footfall.funnel;

import dev.footfall.funnel.FunnelEvent.Role;
import dev.footfall.funnel.FunnelState.Reported;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings what is remembered of a visitor in line with the funnels that are configured now. Of a
 * funnel that is gone, or defined anew, what was counted as open is taken back, and nothing is
 * kept.
 */
final class AdoptFunnels {
  private final List<String> definitions;
  private final Map<String, Integer> places = new HashMap<>();
  private final Consumer<AttemptChange> changes;

  AdoptFunnels(List<Funnel> funnels, Consumer<AttemptChange> changes) {
    this.definitions = funnels.stream().map(Funnel::definition).toList();
    for (int place = 0; place < definitions.size(); place++) {
      places.put(definitions.get(place), place);
    }
    this.changes = changes;
  }

  void adopt(VisitorFunnels visitor) {
    if (isAdopted(visitor)) {
      return;
    }
    List<FunnelState> states = new ArrayList<>();
    definitions.forEach(definition -> states.add(new FunnelState(definition)));
    @Nullable Integer[] moved = new @Nullable Integer[visitor.states.size()];
    for (int i = 0; i < moved.length; i++) {
      FunnelState old = visitor.states.get(i);
      moved[i] = places.get(old.definition);
      if (moved[i] == null) {
        takeBack(old);
      } else {
        states.set(moved[i], old);
      }
    }
    visitor.log.replaceAll(event -> moved(event, moved));
    visitor.states = states;
  }

  private boolean isAdopted(VisitorFunnels visitor) {
    if (visitor.states.size() != definitions.size()) {
      return false;
    }
    for (int place = 0; place < definitions.size(); place++) {
      if (!visitor.states.get(place).definition.equals(definitions.get(place))) {
        return false;
      }
    }
    return true;
  }

  private static FunnelEvent moved(FunnelEvent event, @Nullable Integer[] moved) {
    List<Role> roles = new ArrayList<>();
    for (Role role : event.roles()) {
      Integer place = moved[role.funnel()];
      if (place != null) {
        roles.add(new Role(place, role.steps(), role.exclusions(), role.held(), role.breakdown()));
      }
    }
    return new FunnelEvent(
        event.eventId(),
        event.place(),
        event.sessionId(),
        event.interaction(),
        event.met(),
        event.money(),
        roles);
  }

  private void takeBack(FunnelState state) {
    String id = state.definition.substring(0, state.definition.lastIndexOf('@'));
    state.cohorts.forEach(
        (cohort, attempts) -> {
          for (Reported old : attempts) {
            FunnelKey key = new FunnelKey(id, cohort / 1_000, old.breakdown());
            changes.accept(new AttemptChange(key, -1, false, old.attempt()));
          }
        });
  }
}
