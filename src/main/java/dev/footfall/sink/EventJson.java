package dev.footfall.sink;

import dev.footfall.visitor.FollowedEvent;
import java.nio.charset.StandardCharsets;

/**
 * Events as JSON by {@link EventSchema}. Keyed by event id, so that compaction keeps the last
 * revision; the record's time is the event's.
 */
public final class EventJson implements Encoding<FollowedEvent> {
  private final RowEncoder<FollowedEvent> encoder;

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
  public byte[] key(FollowedEvent event) {
    return event.event().eventId().getBytes(StandardCharsets.ISO_8859_1); // hex digits
  }

  @Override
  public byte[] value(FollowedEvent event) {
    return encoder.encode(event);
  }

  @Override
  public long timestampMillis(FollowedEvent event) {
    return Math.floorDiv(event.event().eventTimeMicros(), 1000L);
  }
}
