package dev.footfall.job;

import dev.footfall.config.Settings;
import dev.footfall.otlp.Projection;
import dev.footfall.performance.PerformanceSettings;
import dev.footfall.privacy.PrivacySettings;
import dev.footfall.replay.ReplayRange;
import dev.footfall.rule.EventSettings;
import dev.footfall.rule.RuleProjection;
import dev.footfall.session.History;
import dev.footfall.source.TimeSettings;
import dev.footfall.trace.AssemblySettings;
import dev.footfall.transaction.TransactionSettings;
import dev.footfall.visitor.VisitorSettings;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the graph is built from. Travels to the task managers inside the job graph, so it holds no
 * secret: keys are read there, from the file that the privacy settings name.
 *
 * @param range what a replay writes of what it reads; null for a run that writes all
 */
public record JobSettings(
    TimeSettings time,
    AssemblySettings assembly,
    PrivacySettings privacy,
    EventSettings events,
    TransactionSettings transactions,
    VisitorSettings visitors,
    PerformanceSettings performance,
    int deadLetterPayloadBytes,
    @Nullable ReplayRange range)
    implements Serializable {

  /** The part of the configuration that the graph is built from. */
  public static JobSettings of(Settings settings) {
    return new JobSettings(
        settings.time(),
        settings.assembly(),
        settings.privacy(),
        settings.events(),
        settings.transactions(),
        settings.visitors(),
        settings.performance(),
        settings.sink().deadLetterPayloadBytes(),
        null);
  }

  /** The same, for a replay that writes this range. */
  public JobSettings within(ReplayRange written) {
    return new JobSettings(
        time,
        assembly,
        privacy,
        events,
        transactions,
        visitors,
        performance,
        deadLetterPayloadBytes,
        written);
  }

  /** What is known of the time before. */
  History history() {
    return range == null ? History.WHOLE : range.history(time.eventDelay());
  }

  /** How long after its end a session may close, and then be counted. */
  Duration sessionDelay() {
    return visitors.sessions().gap().plus(visitors.sessions().lateHorizon());
  }

  /** What the reader keeps: the standard fields, and what the rules ask for. */
  public Projection projection() {
    return RuleProjection.of(events.rules());
  }

  /** Whether records become the same fragments under other settings. */
  boolean decodesLike(JobSettings other) {
    return RuleProjection.agree(events.rules(), other.events.rules())
        && privacy.equals(other.privacy)
        && List.copyOf(privacy.patterns().entrySet())
            .equals(List.copyOf(other.privacy.patterns().entrySet()))
        && time.equals(other.time)
        && visitors.sessions().gap().equals(other.visitors.sessions().gap())
        && deadLetterPayloadBytes == other.deadLetterPayloadBytes;
  }
}
