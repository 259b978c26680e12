package dev.footfall.job;

import dev.footfall.event.AnalyticsEvent;
import dev.footfall.sink.OutputRecord;
import org.apache.flink.api.connector.sink2.Sink;

/**
 * Where results go.
 *
 * @param events chained behind what makes the events, so that they are neither shuffled nor copied
 * @param rare accounting rows and dead letters
 */
public record Outputs(Sink<AnalyticsEvent> events, Sink<OutputRecord> rare) {}
