package dev.footfall.funnel;

import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.Money;
import dev.footfall.event.Request;
import dev.footfall.funnel.FunnelEvent.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads what an analytics event means to the funnels. */
final class ReadFunnelEvent {
  private final List<ReadRole> roles = new ArrayList<>();
  private final ReadMet met;

  /**
   * @param slow which requests were answered slowly
   */
  ReadFunnelEvent(List<Funnel> funnels, Predicate<Request> slow) {
    for (int place = 0; place < funnels.size(); place++) {
      roles.add(new ReadRole(funnels.get(place), place));
    }
    met = new ReadMet(slow);
  }

  /**
   * Null for an event that means nothing: no interaction, and without a role in any funnel; or a
   * purchase that was one before, by which nobody gets further.
   */
  @Nullable FunnelEvent read(AnalyticsEvent event, @Nullable String sessionId) {
    if (event.repeatedTransaction()) {
      return null;
    }
    List<Role> played = new ArrayList<>();
    for (ReadRole role : roles) {
      Role read = role.read(event);
      if (read != null) {
        played.add(read);
      }
    }
    if (played.isEmpty() && !event.interaction()) {
      return null;
    }
    return new FunnelEvent(
        event.eventId(),
        new EventOrder(
            event.eventTimeMicros(),
            event.request().traceId(),
            event.request().spanId(),
            event.ruleIndex()),
        sessionId,
        event.interaction(),
        met.read(event.request()),
        Money.of(event.params()),
        played);
  }
}
