package dev.footfall.cluster;

import org.jspecify.annotations.Nullable;

/**
 * A committed record of an output topic.
 *
 * @param output the topic's name without the run's prefix, for example {@code events}
 */
record OutputRecord(
    String output, int partition, long offset, @Nullable String key, @Nullable String value) {}
