package dev.footfall.performance;

import dev.footfall.event.AnalyticsEvent;

/**
 * An event as it is to be counted. A revision comes as two: what was counted before, with -1, and
 * the new content, with +1; of a retraction only the first comes.
 *
 * @param sign +1 or -1
 */
public record CountedEvent(AnalyticsEvent event, int sign) {}
