package dev.footfall.event;

/** How a rule, or a fall-back, names a request. */
record Naming(
    String rule,
    int ruleIndex,
    String event,
    boolean interaction,
    AnalyticsEvent.Conversion conversion) {}
