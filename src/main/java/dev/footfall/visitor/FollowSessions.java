package dev.footfall.visitor;

import dev.footfall.event.IssuedEvent;
import dev.footfall.funnel.FollowFunnels;
import dev.footfall.privacy.KeyDays;
import dev.footfall.privacy.KeyedId;
import dev.footfall.privacy.PrivacySettings;
import dev.footfall.session.History;
import dev.footfall.session.Session;
import dev.footfall.session.SessionBuilder;
import dev.footfall.session.SessionSettings;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.Triggerable;

/**
 * Follows visitors by one set of rules for sessions, and without funnels, exactly as {@link
 * FollowVisitor} does: for an operator that follows the same visitors by several. What leaves
 * memory is in keyed state under a name of its own; it is not part of checkpoints.
 */
public final class FollowSessions implements Triggerable<Integer, KeyedId> {
  private final ReleaseEvents release;
  private final History history;
  private long watermark = Long.MIN_VALUE;

  /**
   * To be called when the operator opens.
   *
   * @param operator keyed by lane
   * @param name of the state, another for each set of rules
   * @param memoryBytes of heap for visitors
   * @param events takes each event in its visitor's order
   * @param records takes sessions' records
   */
  public FollowSessions(
      AbstractStreamOperator<?> operator,
      String name,
      SessionSettings settings,
      Shared shared,
      Consumer<FollowedEvent> events,
      Consumer<Session> records) {
    KeyedVisitors states =
        new KeyedVisitors(
            operator::setCurrentKey,
            operator
                .getRuntimeContext()
                .getMapState(
                    new MapStateDescriptor<>(
                        "visitors-" + name,
                        KeyedIdSerializer.INSTANCE,
                        BytePrimitiveArraySerializer.INSTANCE)),
            operator
                .getRuntimeContext()
                .getMapState(
                    new MapStateDescriptor<>(
                        "waiting-events-" + name,
                        ChunkKey.Serializer.INSTANCE,
                        BytePrimitiveArraySerializer.INSTANCE)),
            operator.getInternalTimerService("visitors-" + name, KeyedIdSerializer.INSTANCE, this));
    VisitorStore store =
        new VisitorStore(states, false, shared.memoryBytes(), shared.eventDelayMillis());
    SessionBuilder sessions =
        new SessionBuilder(settings, request -> false, records, shared.history());
    FollowFunnels noFunnels =
        new FollowFunnels(
            List.of(),
            request -> false,
            settings.lateHorizon(),
            Duration.ZERO,
            change -> {},
            dropped -> {});
    Links links = new Links(store, settings, new KeyDays(shared.privacy()));
    release =
        new ReleaseEvents(
            shared.eventDelayMillis(), store, links, sessions, noFunnels, events::accept);
    history = shared.history();
    release.arrived(history.silentUntil(0));
  }

  /**
   * What is the same for all sets of rules.
   *
   * @param memoryBytes of heap for the visitors of one of them
   * @param history what is known of the time before
   */
  public record Shared(
      PrivacySettings privacy, long eventDelayMillis, long memoryBytes, History history)
      implements Serializable {}

  /** Lets an event wait for its turn. */
  public void add(IssuedEvent event) {
    release.add(event);
  }

  /** The arrival of something in the range that is read, for the range's end. */
  public void arrived(long millis) {
    release.arrived(history.silentUntil(millis));
  }

  /** Does all that is due by this watermark, before Flink's timers; the last one ends the range. */
  public void advance(long newWatermark) {
    watermark = newWatermark;
    release.advance(newWatermark);
  }

  /** A visitor who left memory comes back. */
  @Override
  public void onEventTime(InternalTimer<Integer, KeyedId> timer) {
    release.wake(timer.getKey(), timer.getNamespace(), timer.getTimestamp(), watermark);
  }

  @Override
  public void onProcessingTime(InternalTimer<Integer, KeyedId> timer) {
    throw new IllegalStateException("no timer is by the clock");
  }
}
