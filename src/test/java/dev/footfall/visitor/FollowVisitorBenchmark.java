package dev.footfall.visitor;

import dev.footfall.event.IssuedEvent;
import dev.footfall.funnel.FollowFunnels;
import dev.footfall.privacy.KeyDays;
import dev.footfall.privacy.KeyedId;
import dev.footfall.privacy.PrivacySettings;
import dev.footfall.session.SessionBuilder;
import dev.footfall.session.SessionSettings;
import dev.footfall.visitor.VisitorEvents.Ids;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What an event costs between assembly and the sink: found by its visitor, released, put into its
 * session, which is closed in time, and that visitor forgotten. Some 10,000 visitors are in memory,
 * each with a session of seven events. And what a stored visitor costs: written and read back.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class FollowVisitorBenchmark {
  private static final int EVENTS = 1_000;
  private static final int VISITORS = 28_000;
  private static final int EVENTS_PER_VISITOR = 7;
  private static final long CYCLE_MILLIS = 4 * 3_600_000;
  private static final long START_MILLIS = VisitorEvents.CHANGE_MILLIS + 2 * 3_600_000;

  private final List<IssuedEvent> cycle = new ArrayList<>();
  private final VisitorFormat format = new VisitorFormat();
  private ReleaseEvents release;
  private Visitor visitor;
  private int next;
  private long shiftMillis;

  /** Draws one cycle of events; the visitors of one are forgotten before they come in the next. */
  @Setup(Level.Trial)
  public void setUp(Blackhole sink) {
    Random random = new Random(7);
    for (int number = 0; number < VISITORS; number++) {
      long begin = START_MILLIS + (long) (random.nextDouble() * (CYCLE_MILLIS - 7_200_000));
      for (int i = 0; i < EVENTS_PER_VISITOR; i++) {
        cycle.add(
            VisitorEvents.pageView(
                number * EVENTS_PER_VISITOR + i, Ids.connection(number, 2), begin + i * 40_000L));
      }
    }
    cycle.sort(Comparator.comparingLong(IssuedEvent::issuedAtMillis));
    release = release(sink);
    VisitorStore store = store();
    visitor = store.findOrCreate(1, new KeyedId(1, 1));
    SessionBuilder sessions = sessions(sink);
    for (IssuedEvent event : cycle.subList(0, EVENTS_PER_VISITOR)) {
      sessions.add(visitor.sessions, event.event(), event.eventTimeMicros());
    }
  }

  private static SessionBuilder sessions(Blackhole sink) {
    return new SessionBuilder(
        SessionSettings.DEFAULTS, request -> request.durationMicros() > 1_000_000, sink::consume);
  }

  private static VisitorStore store() {
    return new VisitorStore(new Blobs(), false, 128L << 20, VisitorEvents.EVENT_DELAY_MILLIS);
  }

  private static ReleaseEvents release(Blackhole sink) {
    VisitorStore store = store();
    FollowFunnels funnels =
        new FollowFunnels(
            List.of(),
            request -> false,
            Duration.ofMinutes(5),
            Duration.ofSeconds(10),
            sink::consume,
            dropped -> {});
    KeyDays days = new KeyDays(PrivacySettings.defaults("unused"));
    return new ReleaseEvents(
        VisitorEvents.EVENT_DELAY_MILLIS,
        store,
        new Links(store, SessionSettings.DEFAULTS, days),
        sessions(sink),
        funnels,
        sink::consume);
  }

  /** Adds events as they are issued, and lets time go on with every tenth. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public void event() {
    for (int i = 0; i < EVENTS; i++) {
      IssuedEvent event = later(cycle.get(next));
      release.add(event);
      if (next % 10 == 0) {
        release.advance(event.issuedAtMillis() - VisitorEvents.EVENT_DELAY_MILLIS);
      }
      if (++next == cycle.size()) {
        next = 0;
        shiftMillis += CYCLE_MILLIS;
      }
    }
  }

  /** What making the events costs the other one. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public void eventMade(Blackhole sink) {
    for (int i = 0; i < EVENTS; i++) {
      sink.consume(later(cycle.get(i)));
    }
  }

  /** Writes a visitor whose session has seven events, and reads it. */
  @Benchmark
  public Visitor storedVisitor() throws IOException {
    return VisitorFormat.read(1, visitor.id, format.write(visitor));
  }

  private IssuedEvent later(IssuedEvent event) {
    byte[] content = event.content().clone();
    ByteBuffer.wrap(content).putLong(0, event.eventTimeMicros() + shiftMillis * 1_000);
    return new IssuedEvent(
        event.id(),
        event.arrivalTimeMillis() + shiftMillis,
        event.issuedAtMillis() + shiftMillis,
        event.revision(),
        event.retracted(),
        content,
        null);
  }

  /** Blobs on the heap; with all visitors in memory nothing is stored. */
  private static final class Blobs implements VisitorBlobs {
    private final Map<KeyedId, byte[]> visitors = new HashMap<>();

    @Override
    public byte @Nullable [] read(int lane, KeyedId id) {
      return visitors.get(id);
    }

    @Override
    public void write(int lane, KeyedId id, byte[] blob) {
      visitors.put(id, blob);
    }

    @Override
    public void remove(int lane, KeyedId id) {
      visitors.remove(id);
    }

    @Override
    public byte[] takeChunk(int lane, KeyedId id, long number) {
      throw new IllegalStateException("no visitor has so many events");
    }

    @Override
    public void writeChunk(int lane, KeyedId id, long number, byte[] events) {
      throw new IllegalStateException("no visitor has so many events");
    }

    @Override
    public void wakeAt(int lane, KeyedId id, long millis) {}
  }
}
