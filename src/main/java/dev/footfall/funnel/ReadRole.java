package dev.footfall.funnel;

import dev.footfall.event.AnalyticsEvent;
import dev.footfall.funnel.Funnel.Breakdown;
import dev.footfall.funnel.Funnel.Exclusion;
import dev.footfall.funnel.Funnel.Step;
import dev.footfall.funnel.FunnelEvent.Held;
import dev.footfall.funnel.FunnelEvent.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the role that an event plays in one funnel. */
final class ReadRole {
  private final Funnel funnel;
  private final int place;
  private final List<List<MatchEvent>> steps = new ArrayList<>();
  private final List<MatchEvent> exclusions = new ArrayList<>();

  ReadRole(Funnel funnel, int place) {
    this.funnel = funnel;
    this.place = place;
    for (Step step : funnel.steps()) {
      steps.add(step.events().stream().map(MatchEvent::new).toList());
    }
    for (Exclusion exclusion : funnel.exclusions()) {
      exclusions.add(new MatchEvent(exclusion.event()));
    }
  }

  /** Null where the event plays none. */
  @Nullable Role read(AnalyticsEvent event) {
    long served = 0;
    for (int step = 0; step < steps.size(); step++) {
      if (steps.get(step).stream().anyMatch(test -> test.matches(event))) {
        served |= 1L << step;
      }
    }
    long excluding = 0;
    for (int i = 0; i < exclusions.size(); i++) {
      if (exclusions.get(i).matches(event)) {
        excluding |= 1L << i;
      }
    }
    String breakdown = breakdown(event, served, excluding);
    if ((served | excluding) == 0 && breakdown == null) {
      return null;
    }
    return new Role(place, served, excluding, held(event, served | excluding), breakdown);
  }

  private List<Held> held(AnalyticsEvent event, long plays) {
    String property = funnel.holdConstant();
    if (property == null || plays == 0) {
      return List.of();
    }
    if (property.startsWith(HeldItems.PREFIX)) {
      return HeldItems.of(event.items(), property);
    }
    String value = EventProperty.text(event, property);
    return value == null ? List.of() : List.of(new Held(value, null));
  }

  private @Nullable String breakdown(AnalyticsEvent event, long served, long excluding) {
    Breakdown breakdown = funnel.breakdown();
    if (breakdown == null) {
      return null;
    }
    boolean wanted =
        breakdown.step() == Breakdown.OF_SESSION
            ? event.interaction() || (served | excluding) != 0
            : (served >>> breakdown.step() - 1 & 1) == 1;
    return wanted ? EventProperty.text(event, breakdown.property()) : null;
  }
}
