package dev.footfall.event;

/** How a rule, or a fall-back, names a request. */
record Naming(
    String rule,
    int ruleIndex,
    String event,
    boolean interaction,
    AnalyticsEvent.Conversion conversion) {

  /** The same rule's name for what is not what it should be, and so no conversion. */
  Naming failed(String otherwise) {
    return new Naming(rule, ruleIndex, otherwise, interaction, AnalyticsEvent.Conversion.NONE);
  }
}
