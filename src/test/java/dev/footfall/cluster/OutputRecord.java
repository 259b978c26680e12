package dev.footfall.cluster;

import org.jspecify.annotations.Nullable;

/**
 * A committed record of an output topic.
 *
 * @param output the topic's name without the run's prefix, for example {@code events}
 * @param timestampMillis Kafka's record timestamp, epoch milliseconds
 */
record OutputRecord(
    String output,
    int partition,
    long offset,
    long timestampMillis,
    @Nullable String key,
    @Nullable String value) {

  /** What two runs must agree in: everything but the place in the topic. */
  Content content() {
    return new Content(output, timestampMillis, key, value);
  }

  /** A record without its place. */
  record Content(
      String output, long timestampMillis, @Nullable String key, @Nullable String value) {}
}
