package dev.footfall.visitor;

import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.IssuedEvent;
import dev.footfall.session.SessionStamp;
import org.jspecify.annotations.Nullable;

/**
 * An event in its visitor's order.
 *
 * @param issued as it came, with what the revision before had
 * @param event the same, read
 * @param session null where the event belongs to no session
 */
public record FollowedEvent(
    IssuedEvent issued, AnalyticsEvent event, @Nullable SessionStamp session) {
  static FollowedEvent of(IssuedEvent issued, @Nullable SessionStamp session) {
    return new FollowedEvent(issued, issued.event(), session);
  }
}
