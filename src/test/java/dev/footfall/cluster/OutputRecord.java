package dev.footfall.cluster;

import org.jspecify.annotations.Nullable;

/**
 * A committed record of an output topic.
 *
 * @param output the topic's name without the run's prefix, for example {@code events}
 */
record OutputRecord(
    String output, int partition, long offset, @Nullable String key, @Nullable String value) {

  /**
   * What two runs must agree in: key and value, all columns. Left out are the place in the topic,
   * and Kafka's record timestamp, which a machine whose clock is behind the data sets to its own.
   */
  Content content() {
    return new Content(output, key, value);
  }

  /** A record without its place. */
  record Content(String output, @Nullable String key, @Nullable String value) {}
}
