package dev.footfall.otlp;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Damages good records at random and holds what the reader promises of any bytes: it does not
 * throw, ends soon, needs memory bounded by the record's length, and hands on the spans that were
 * complete before the damage; whatever it hands on can be written and read back. The outcome of
 * each record depends on the seed and its number alone.
 */
final class MutationFuzz {
  private static final long LONGEST_NANOS = 5_000_000_000L;
  private static final int MEASURED_EVERY = 64;
  private static final long BYTES_AT_MOST = 16 << 10;

  /**
   * Jackson copies its table of member names, up to 6,000 of them, when it meets a new one: 0.7 MB
   * by measure. The most seen for a record was 1.35 MB.
   */
  private static final long BYTES_AT_MOST_FOR_JSON = 2 << 20;

  private static final long BYTES_PER_BYTE_AT_MOST = 28;

  private static final SpanWriter.TextFilter AS_IT_IS = (name, text) -> text;

  private final FuzzSeeds seeds = new FuzzSeeds();
  private final long seed;

  MutationFuzz(long seed) {
    this.seed = seed;
  }

  /** Arguments: how many records (default 10^8), seed (default: the clock's). */
  public static void main(String[] arguments) throws InterruptedException, ExecutionException {
    long records = arguments.length > 0 ? (long) Double.parseDouble(arguments[0]) : 100_000_000L;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
    new MutationFuzz(seed).runAll(records, Runtime.getRuntime().availableProcessors());
  }

  /** Runs so many records in so many threads; throws AssertionError at the first broken promise. */
  void runAll(long records, int threads) throws InterruptedException, ExecutionException {
    System.out.printf("%,d mutated records, seed %d%n", records, seed);
    long start = System.nanoTime();
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> runs = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        long from = records * thread / threads;
        long to = records * (thread + 1) / threads;
        runs.add(executor.submit(() -> run(from, to)));
      }
      for (Future<?> run : runs) {
        run.get();
      }
    } finally {
      executor.shutdownNow();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("%.1f s, %,.0f records/s%n", seconds, records / seconds);
  }

  private void run(long from, long to) {
    Projection projection =
        new Projection(
            Set.of("thread.name", "db.statement"),
            true,
            Map.of("exception", Set.of("exception.type", "thread.id")));
    OtlpReader reader = new OtlpReader(projection);
    SpanWriter writer = new SpanWriter(projection);
    for (long number = from; number < to; number++) {
      SplittableRandom random = new SplittableRandom(seed + number * 0x9E3779B97F4A7C15L);
      FuzzSeedRecord record = pick(random);
      Mutation mutation = new Mutation(random);
      mutation.mutate(record, pick(random));
      try {
        check(reader, writer, record, mutation, number);
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed %d, record %d".formatted(seed, number), e);
      }
    }
  }

  private FuzzSeedRecord pick(SplittableRandom random) {
    int dice = random.nextInt(1000);
    List<FuzzSeedRecord> from =
        dice == 0 ? seeds.batches : dice < 200 ? seeds.captured : seeds.small;
    return from.get(random.nextInt(from.size()));
  }

  private static void check(
      OtlpReader reader, SpanWriter writer, FuzzSeedRecord record, Mutation mutation, long number) {
    boolean measured = number % MEASURED_EVERY == 0;
    Surviving handler =
        new Surviving(record, record.spansBefore(mutation.position), measured ? null : writer);
    writer.reset();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytesBefore = measured ? threads.getCurrentThreadAllocatedBytes() : 0;
    long start = System.nanoTime();
    OtlpReader.Outcome outcome = reader.read(mutation.bytes, handler);
    if (System.nanoTime() - start > LONGEST_NANOS) {
      throw new AssertionError("took too long");
    }
    long bytes = measured ? threads.getCurrentThreadAllocatedBytes() - bytesBefore : 0;
    // Damage may turn protobuf into JSON: a line feed and a brace are enough.
    long atMost = JsonStart.of(mutation.bytes) >= 0 ? BYTES_AT_MOST_FOR_JSON : BYTES_AT_MOST;
    if (bytes > atMost + BYTES_PER_BYTE_AT_MOST * mutation.bytes.length) {
      throw new AssertionError(bytes + " bytes allocated for " + mutation.bytes.length);
    }
    handler.end(outcome);
  }

  /** Checks that the spans before the damage come first, and as they were. */
  private static final class Surviving implements SpanHandler {
    private final FuzzSeedRecord record;
    private final int expected;
    private final @Nullable SpanWriter writer;
    private int good;
    private int bad;

    private Surviving(FuzzSeedRecord record, int expected, @Nullable SpanWriter writer) {
      this.record = record;
      this.expected = expected;
      this.writer = writer;
    }

    @Override
    public void resource(WireSpan next) {
      if (writer != null) {
        writer.resource(next.resource, AS_IT_IS);
      }
    }

    @Override
    public void span(WireSpan span) {
      if (good < expected && (bad > 0 || span.spanId != record.spanIds[good])) {
        throw new AssertionError("another span than before the damage");
      }
      if (span.spanId == 0 || (span.traceIdHigh | span.traceIdLow) == 0) {
        throw new AssertionError("span without an id");
      }
      good++;
      if (writer != null) {
        writer.span(span, span.isServer() ? HttpRequest.of(span) : null, null, AS_IT_IS);
      }
    }

    @Override
    public void badSpan(String reason, byte[] bytes, int offset, int length) {
      if (offset < 0 || length < 0 || offset + length > bytes.length) {
        throw new AssertionError("bad span outside the record");
      }
      bad++;
    }

    private void end(OtlpReader.Outcome outcome) {
      if (good < expected) {
        throw new AssertionError(good + " spans of " + expected + " survived");
      }
      if (outcome.spans() != good + bad) {
        throw new AssertionError(outcome + " but told of " + (good + bad));
      }
      int[] readBack = new int[1];
      if (writer != null) {
        Span.read(writer.toBytes(), span -> readBack[0] += span.service().name() != null ? 1 : 0);
        if (readBack[0] != good) {
          throw new AssertionError(readBack[0] + " spans of " + good + " read back");
        }
      }
    }
  }
}
