package dev.footfall.config;

import dev.footfall.funnel.Funnel;
import dev.footfall.session.SessionSettings;
import dev.footfall.visitor.VisitorSettings;
import java.util.List;

/** Reads {@code visitors}. */
final class VisitorsSection {
  private VisitorsSection() {}

  static VisitorSettings visitors(Block block, SessionSettings sessions, List<Funnel> funnels) {
    VisitorSettings defaults = VisitorSettings.DEFAULTS;
    VisitorSettings visitors =
        new VisitorSettings(
            sessions,
            funnels,
            block.value("funnel_update_interval").duration(defaults.funnelUpdateInterval()),
            block.value("memory").bytes(defaults.memoryBytes(), Long.MAX_VALUE));
    block.close();
    return visitors;
  }
}
