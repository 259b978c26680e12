package dev.footfall.visitor;

import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.IssuedEvent;
import dev.footfall.privacy.PrivacySettings;
import dev.footfall.session.Session;
import dev.footfall.session.SessionSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** The operator in Flink's harness. */
final class FollowHarness implements AutoCloseable {
  static final int MAX_PARALLELISM = 16;
  static final VisitorSettings PLENTY = VisitorSettings.DEFAULTS;

  /** None, so that every visitor leaves memory at once. */
  static final VisitorSettings NONE =
      new VisitorSettings(SessionSettings.DEFAULTS, List.of(), Duration.ofSeconds(10), 1);

  /** So little that visitors hardly stay in memory. */
  static final VisitorSettings LITTLE =
      new VisitorSettings(SessionSettings.DEFAULTS, List.of(), Duration.ofSeconds(10), 5_000);

  final KeyedTwoInputStreamOperatorTestHarness<Integer, IssuedEvent, Long, Followed> flink;
  private final FollowVisitor operator;
  private final int parallelism;
  private final int subtask;

  /** Alone, with state on the heap, whose size the harness knows. */
  FollowHarness(VisitorSettings settings) throws Exception {
    this(settings, new HashMapStateBackend(), 1, 0);
    start(null);
  }

  FollowHarness(VisitorSettings settings, int parallelism, int subtask) throws Exception {
    this(settings, rocksDb(), parallelism, subtask);
  }

  private FollowHarness(
      VisitorSettings settings, StateBackend backend, int parallelism, int subtask)
      throws Exception {
    this.parallelism = parallelism;
    this.subtask = subtask;
    operator =
        new FollowVisitor(
            settings,
            PrivacySettings.defaults("keys"),
            VisitorEvents.EVENT_DELAY_MILLIS,
            request -> false);
    flink =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            operator, IssuedEvent::lane, null, Types.INT, MAX_PARALLELISM, parallelism, subtask);
    flink.setStateBackend(backend);
    flink.setup();
  }

  /** As in the sample of a cluster's settings, with some of its managed memory. */
  private static StateBackend rocksDb() {
    Configuration config = new Configuration();
    config.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
    config.set(RocksDBConfigurableOptions.BLOCK_CACHE_SIZE, MemorySize.ofMebiBytes(64));
    return new EmbeddedRocksDBStateBackend()
        .configure(config, FollowHarness.class.getClassLoader());
  }

  FollowHarness start(OperatorSubtaskState state) throws Exception {
    if (state != null) {
      flink.initializeState(state);
    }
    flink.open();
    return this;
  }

  boolean owns(IssuedEvent event) {
    return subtask
        == KeyGroupRangeAssignment.assignKeyToParallelOperator(
            event.lane(), MAX_PARALLELISM, parallelism);
  }

  void add(IssuedEvent event) throws Exception {
    flink.processElement1(new StreamRecord<>(event));
  }

  void watermark(long millis) throws Exception {
    flink.processBothWatermarks(new Watermark(millis));
  }

  /** The end of a range in which the highest arrival was this. */
  void end(long highestArrivalMillis) throws Exception {
    flink.processElement2(new StreamRecord<>(highestArrivalMillis));
    watermark(Long.MAX_VALUE);
  }

  /** Heap that the operator counts for visitors. */
  long heldBytes() {
    return operator.heldBytes();
  }

  /** All that came out, in words, in order. */
  List<String> output() {
    List<String> output = new ArrayList<>();
    for (Followed followed : flink.extractOutputValues()) {
      output.add(words(followed));
    }
    return output;
  }

  static String words(Followed followed) {
    FollowedEvent followedEvent = followed.event();
    if (followedEvent != null) {
      AnalyticsEvent event = followedEvent.event();
      return "event %s r%d %s %s"
          .formatted(event.eventId(), event.revision(), event.retracted(), followedEvent.session());
    }
    Session session = followed.session();
    return "session " + session;
  }

  /** The first line that only one of both has, in canonical order; null where they are equal. */
  static @Nullable String difference(List<String> one, List<String> other) {
    List<String> ours = one.stream().sorted().toList();
    List<String> theirs = other.stream().sorted().toList();
    for (int i = 0; i < Math.max(ours.size(), theirs.size()); i++) {
      String our = i < ours.size() ? ours.get(i) : "nothing";
      String their = i < theirs.size() ? theirs.get(i) : "nothing";
      if (!our.equals(their)) {
        return our + "\nbut\n" + their;
      }
    }
    return null;
  }

  @Override
  public void close() throws Exception {
    flink.close();
  }
}
