package dev.footfall.sink;

import dev.footfall.event.AnalyticsEvent;
import java.nio.charset.StandardCharsets;

/**
 * Events as JSON by {@link EventSchema}. Keyed by event id, so that compaction keeps the last
 * revision; the record's time is the event's.
 */
public final class EventJson implements Encoding<AnalyticsEvent> {
  private final RowEncoder<AnalyticsEvent> encoder;

  /**
   * @param traceIds whether trace and span ids go out
   */
  public EventJson(boolean traceIds) {
    encoder = new RowEncoder<>(EventSchema.columns(traceIds));
  }

  @Override
  public Output output() {
    return Output.EVENTS;
  }

  @Override
  public byte[] key(AnalyticsEvent event) {
    return event.eventId().getBytes(StandardCharsets.ISO_8859_1); // hex digits
  }

  @Override
  public byte[] value(AnalyticsEvent event) {
    return encoder.encode(event);
  }

  @Override
  public long timestampMillis(AnalyticsEvent event) {
    return Math.floorDiv(event.eventTimeMicros(), 1000L);
  }
}
