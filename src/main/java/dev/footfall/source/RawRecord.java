package dev.footfall.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka record as it came: nothing is decoded, so nothing can fail.
 *
 * @param timestampMillis Kafka's record timestamp, epoch milliseconds; -1 where the record has none
 * @param key the record's key; opaque, never trusted as a trace id; null where absent
 * @param value the payload; null for a tombstone
 * @param headers in the record's order, names may repeat
 */
public record RawRecord(
    String topic,
    int partition,
    long offset,
    long timestampMillis,
    byte @Nullable [] key,
    byte @Nullable [] value,
    List<Header> headers) {

  /** A record header; the value may be null. */
  public record Header(String name, byte @Nullable [] value) {}
}
