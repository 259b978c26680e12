package dev.footfall.source;

import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The Kafka cluster that is read from and written to.
 *
 * @param brokers {@code host:port,...}; null where nothing is read from or written to Kafka
 * @param properties of every client, as the file has them: secrets stand as {@code ${env:NAME}} and
 *     {@code ${file:/path}} (see {@link KafkaReferences}), never as values
 */
public record KafkaSettings(@Nullable String brokers, Map<String, String> properties)
    implements Serializable {}
