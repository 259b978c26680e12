package dev.footfall.rule;

import dev.footfall.event.AnalyticsEvent;

/**
 * How a rule, or a fall-back, names a request.
 *
 * @param system no visitor made the request
 */
public record Naming(
    String rule,
    int ruleIndex,
    String event,
    boolean system,
    boolean interaction,
    AnalyticsEvent.Conversion conversion) {

  /** The same rule's name for what is not what it should be, and so no conversion. */
  Naming failed(String otherwise) {
    return new Naming(
        rule, ruleIndex, otherwise, system, interaction, AnalyticsEvent.Conversion.NONE);
  }
}
