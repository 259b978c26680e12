package dev.footfall.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reads all captured records once per call; figures are per span. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class OtlpReaderBenchmark {
  private static final int SPANS = 11_797;

  /** Which captured records: a median of 72 spans each, or of one. */
  public enum Records {
    BATCHES(Captured.PROTOBUF),
    BY_TRACE(Captured.BY_TRACE),
    JSON(Captured.JSON);

    private final String topic;

    Records(String topic) {
      this.topic = topic;
    }
  }

  @Param({"BATCHES", "BY_TRACE"})
  public Records records = Records.BATCHES;

  private List<byte[]> values = List.of();
  private final Projection projection =
      new Projection(Set.of("app.product.name", "app.product.price", "enduser.plan"), false);
  private final OtlpReader reader = new OtlpReader(projection);
  private final SpanWriter writer = new SpanWriter(projection);
  private final FloorWalk floor = new FloorWalk();
  private final Counting counting = new Counting();
  private final Writing writing = new Writing();

  @Setup
  public void load() {
    values = Captured.values(records.topic);
  }

  @Benchmark
  @OperationsPerInvocation(SPANS)
  public int floor() {
    int spans = 0;
    for (byte[] value : values) {
      spans += floor.walk(value);
    }
    return check(spans);
  }

  @Benchmark
  @OperationsPerInvocation(SPANS)
  public int read() {
    int spans = 0;
    for (byte[] value : values) {
      spans += reader.read(value, counting).spans();
    }
    return check(spans);
  }

  @Benchmark
  @OperationsPerInvocation(SPANS)
  public int readAndWrite() {
    int spans = 0;
    for (byte[] value : values) {
      writer.reset();
      spans += reader.read(value, writing).spans();
    }
    return check(spans);
  }

  @Benchmark
  @OperationsPerInvocation(SPANS)
  public int generatedClasses() throws InvalidProtocolBufferException {
    int spans = 0;
    for (byte[] value : values) {
      for (var resourceSpans : TracesData.parseFrom(value).getResourceSpansList()) {
        for (var scope : resourceSpans.getScopeSpansList()) {
          spans += scope.getSpansCount();
        }
      }
    }
    return check(spans);
  }

  private static int check(int spans) {
    if (spans != SPANS) {
      throw new AssertionError(spans + " spans");
    }
    return spans;
  }

  private static final class Counting implements SpanHandler {
    private long ids;

    @Override
    public void resource(WireSpan next) {}

    @Override
    public void span(WireSpan span) {
      ids ^= span.spanId;
    }

    @Override
    public void badSpan(String reason, byte[] bytes, int offset, int length) {
      throw new AssertionError(reason);
    }
  }

  /** Writes each span as the job does, without the door. */
  private final class Writing implements SpanHandler {
    @Override
    public void resource(WireSpan next) {
      writer.resource(next.resource, (name, text) -> text);
    }

    @Override
    public void span(WireSpan span) {
      HttpRequest request = span.isServer() ? HttpRequest.of(span) : null;
      writer.span(span, request, null, (name, text) -> text);
    }

    @Override
    public void badSpan(String reason, byte[] bytes, int offset, int length) {
      throw new AssertionError(reason);
    }
  }
}
