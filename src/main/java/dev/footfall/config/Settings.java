package dev.footfall.config;

import dev.footfall.performance.PerformanceSettings;
import dev.footfall.privacy.PrivacySettings;
import dev.footfall.rule.EventSettings;
import dev.footfall.sink.SinkSettings;
import dev.footfall.source.KafkaSettings;
import dev.footfall.source.SourceSettings;
import dev.footfall.source.TimeSettings;
import dev.footfall.trace.AssemblySettings;
import dev.footfall.transaction.TransactionSettings;
import dev.footfall.visitor.VisitorSettings;

/**
 * All that {@code footfall.yaml} says, checked as a whole and with defaults in place; no secret is
 * in it.
 */
public record Settings(
    KafkaSettings kafka,
    SourceSettings source,
    TimeSettings time,
    AssemblySettings assembly,
    PrivacySettings privacy,
    EventSettings events,
    TransactionSettings transactions,
    VisitorSettings visitors,
    PerformanceSettings performance,
    SinkSettings sink) {

  /** The same settings for what a replay writes, see {@link SinkSettings#ofReplay}. */
  public Settings ofReplay(String id) {
    return new Settings(
        kafka,
        source,
        time,
        assembly,
        privacy,
        events,
        transactions,
        visitors,
        performance,
        sink.ofReplay(id));
  }

  /** The same settings with another key ring. */
  public Settings withKeyRing(String keyRing) {
    return new Settings(
        kafka,
        source,
        time,
        assembly,
        privacy.withKeyRing(keyRing),
        events,
        transactions,
        visitors,
        performance,
        sink);
  }

  /** The same settings for visitors who are followed otherwise. */
  public Settings withVisitors(VisitorSettings others) {
    return new Settings(
        kafka, source, time, assembly, privacy, events, transactions, others, performance, sink);
  }
}
