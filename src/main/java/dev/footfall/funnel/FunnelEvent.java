package dev.footfall.funnel;

import dev.footfall.event.Money;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one event means to the funnels: no more of it is kept.
 *
 * @param place in the total order
 * @param sessionId null where it belongs to none
 * @param money value and currency of the event
 * @param roles of the funnels in which it plays one, by their place
 */
public record FunnelEvent(
    String eventId,
    EventOrder place,
    @Nullable String sessionId,
    boolean interaction,
    Met met,
    @Nullable Money money,
    List<Role> roles) {
  public FunnelEvent {
    roles = List.copyOf(roles);
  }

  /**
   * What an event is in one funnel.
   *
   * @param funnel place of the funnel in the list of funnels
   * @param steps the steps it can serve; bit 0 is the first
   * @param exclusions those it triggers; bit 0 is the first
   * @param held values of the property that is held constant, each once
   * @param breakdown value of the breakdown's property, where the event can give it
   */
  public record Role(
      int funnel, long steps, long exclusions, List<Held> held, @Nullable String breakdown) {
    public Role {
      held = List.copyOf(held);
    }
  }

  /**
   * A value of the property that is held constant.
   *
   * @param amount what the item's line is worth, in the event's currency; null where the event's
   *     own value stands
   */
  public record Held(String value, @Nullable BigDecimal amount) {
    public Held {
      amount = amount == null ? null : Money.plain(amount);
    }
  }

  long micros() {
    return place.micros();
  }

  /** Null where it plays none. */
  @Nullable Role role(int funnel) {
    for (Role role : roles) {
      if (role.funnel == funnel) {
        return role;
      }
    }
    return null;
  }

  boolean servesAnyStep() {
    for (Role role : roles) {
      if (role.steps != 0) {
        return true;
      }
    }
    return false;
  }
}
