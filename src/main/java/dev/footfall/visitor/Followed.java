package dev.footfall.visitor;

import dev.footfall.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * What comes of following a visitor, one of three: an event in its order, a session's record, a
 * change in what is counted of a funnel.
 */
public record Followed(
    @Nullable FollowedEvent event, @Nullable Session session, @Nullable FollowedAttempt attempt) {
  static Followed of(FollowedEvent event) {
    return new Followed(event, null, null);
  }

  static Followed of(FollowedAttempt attempt) {
    return new Followed(null, null, attempt);
  }

  static Followed of(Session session) {
    return new Followed(null, session, null);
  }
}
