package dev.footfall.visitor;

import dev.footfall.event.IssuedEvent;
import dev.footfall.event.Request;
import dev.footfall.funnel.AttemptChange;
import dev.footfall.funnel.FollowFunnels;
import dev.footfall.privacy.KeyDays;
import dev.footfall.privacy.KeyedId;
import dev.footfall.privacy.PrivacySettings;
import dev.footfall.session.History;
import dev.footfall.session.Session;
import dev.footfall.session.SessionBuilder;
import java.util.List;
import java.util.function.Predicate;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * {@link ReleaseEvents} in Flink: keyed by lane ({@link IssuedEvent#lane}), from issued events to
 * the same events in their visitor's order, with their session, and the records of sessions. All
 * that a watermark makes due goes out before it. The second input, the same for every subtask, is
 * the highest arrival that each reader saw, which tells at the end of a range whether a silence was
 * over.
 *
 * <p>State: a blob for each visitor, in map state of its lane, written when the visitor leaves
 * memory and at each checkpoint; beyond a thousand waiting events of one visitor, these in chunks;
 * one event-time timer for each stored visitor, by the visitor's id. A visitor is removed when all
 * sessions are closed and, for those whose id lives on, the retention has passed. The highest
 * arrival is in a union list: one long.
 */
public final class FollowVisitor extends AbstractStreamOperator<Followed>
    implements TwoInputStreamOperator<IssuedEvent, Long, Followed>, Triggerable<Integer, KeyedId> {
  private final VisitorSettings settings;
  private final PrivacySettings privacy;
  private final long eventDelayMillis;
  private final SlowRequests slow;
  private final History history;

  private transient VisitorStore store;
  private transient ReleaseEvents release;
  private transient FollowFunnels funnels;
  private transient ListState<Long> highestArrival;
  private transient MapState<KeyedId, byte[]> visitors;
  private transient MapState<ChunkKey, byte[]> chunks;
  private transient long watermark;
  private transient boolean restored;

  /** Tells requests that took too long; travels to the task managers. */
  @FunctionalInterface
  public interface SlowRequests extends Predicate<Request>, java.io.Serializable {}

  public FollowVisitor(
      VisitorSettings settings, PrivacySettings privacy, long eventDelayMillis, SlowRequests slow) {
    this(settings, privacy, eventDelayMillis, slow, History.WHOLE);
  }

  /**
   * @param history what is known of the time before
   */
  public FollowVisitor(
      VisitorSettings settings,
      PrivacySettings privacy,
      long eventDelayMillis,
      SlowRequests slow,
      History history) {
    this.settings = settings;
    this.privacy = privacy;
    this.eventDelayMillis = eventDelayMillis;
    this.slow = slow;
    this.history = history;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    visitors =
        context
            .getKeyedStateStore()
            .getMapState(
                new MapStateDescriptor<>(
                    "visitors", KeyedIdSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE));
    chunks =
        context
            .getKeyedStateStore()
            .getMapState(
                new MapStateDescriptor<>(
                    "waiting-events",
                    ChunkKey.Serializer.INSTANCE,
                    BytePrimitiveArraySerializer.INSTANCE));
    highestArrival =
        context
            .getOperatorStateStore()
            .getUnionListState(
                new ListStateDescriptor<>("highest-arrival", LongSerializer.INSTANCE));
    watermark = Long.MIN_VALUE;
    restored = context.isRestored();
  }

  @Override
  public void open() throws Exception {
    super.open();
    KeyedVisitors states =
        new KeyedVisitors(
            this::setCurrentKey,
            visitors,
            chunks,
            getInternalTimerService("visitors", KeyedIdSerializer.INSTANCE, this));
    store = new VisitorStore(states, restored, settings.memoryBytes(), eventDelayMillis);
    SessionBuilder sessions = new SessionBuilder(settings.sessions(), slow, this::emit, history);
    MetricGroup group = getMetricGroup().addGroup("footfall");
    funnels =
        new FollowFunnels(
            settings.funnels(),
            slow,
            settings.sessions().lateHorizon(),
            settings.funnelUpdateInterval(),
            this::emit,
            group.counter("funnelEventsDropped")::inc);
    Links links = new Links(store, settings.sessions(), new KeyDays(privacy));
    release = new ReleaseEvents(eventDelayMillis, store, links, sessions, funnels, this::emit);
    release.arrived(history.silentUntil(0));
    for (long millis : highestArrival.get()) {
      release.arrived(history.silentUntil(millis));
    }
    gauge(group, "visitorsHeld", store::size);
    gauge(group, "visitorBytesHeld", this::heldBytes);
    gauge(group, "visitorEvictions", store::evictions);
    gauge(group, "eventsWithoutVisitor", release::withoutVisitor);
  }

  /** Nothing: the key is set where keyed state is touched, and most events never touch it. */
  @Override
  public void setKeyContextElement1(StreamRecord record) {}

  @Override
  public void setKeyContextElement2(StreamRecord record) {}

  @Override
  public void processElement1(StreamRecord<IssuedEvent> element) {
    release.add(element.getValue());
  }

  @Override
  public void processElement2(StreamRecord<Long> element) {
    release.arrived(history.silentUntil(element.getValue()));
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    watermark = mark.getTimestamp();
    release.advance(watermark);
    super.processWatermark(mark);
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

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    store.writeChanged();
    highestArrival.update(List.of(release.highestArrivalMillis()));
  }

  private void emit(FollowedEvent event) {
    emit(Followed.of(event), event.issued().releaseMicros(eventDelayMillis));
  }

  private void emit(Session session) {
    emit(Followed.of(session), session.issuedAtMicros());
  }

  private void emit(AttemptChange attempt) {
    emit(Followed.of(new FollowedAttempt(release.followedId(), attempt)), funnels.momentMicros());
  }

  /** With the moment in the time of the data at which it became known. */
  private void emit(Followed followed, long micros) {
    output.collect(new StreamRecord<>(followed, Math.floorDiv(micros, 1_000L)));
  }

  /** Heap that is counted for visitors. */
  long heldBytes() {
    return store.bytes();
  }

  private static <N extends Number> void gauge(MetricGroup group, String name, Gauge<N> value) {
    group.gauge(name, value);
  }
}
