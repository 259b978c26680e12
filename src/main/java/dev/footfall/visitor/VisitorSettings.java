package dev.footfall.visitor;

import dev.footfall.funnel.Funnel;
import dev.footfall.session.SessionSettings;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * How visitors are followed.
 *
 * @param funnels what their events are matched against
 * @param funnelUpdateInterval how long changes of a visitor's attempts are collected
 * @param memoryBytes of heap that one subtask uses for visitors; beyond it those for whom nothing
 *     is due for longest stay in keyed state only
 */
public record VisitorSettings(
    SessionSettings sessions, List<Funnel> funnels, Duration funnelUpdateInterval, long memoryBytes)
    implements Serializable {
  public static final VisitorSettings DEFAULTS =
      new VisitorSettings(SessionSettings.DEFAULTS, List.of(), Duration.ofSeconds(10), 128L << 20);
}
