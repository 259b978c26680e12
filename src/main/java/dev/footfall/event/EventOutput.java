package dev.footfall.event;

/** Takes the events that an issue of a trace makes, changes or takes back. */
@FunctionalInterface
public interface EventOutput {
  /**
   * @param timestampMillis the event's time in epoch milliseconds, for the stream
   */
  void emit(AnalyticsEvent event, long timestampMillis);
}
