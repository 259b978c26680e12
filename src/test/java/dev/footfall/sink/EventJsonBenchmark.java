package dev.footfall.sink;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footfall.visitor.FollowedEvent;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Races the event encoder against Jackson, which gets its tree for nothing. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EventJsonBenchmark {
  private final ObjectMapper jackson = new ObjectMapper();
  private final EventJson json = new EventJson(false);
  private FollowedEvent event;
  private Map<?, ?> tree;

  @Setup
  public void encodeOnce() throws IOException {
    event = Rows.fullEvent();
    tree = jackson.readValue(json.value(event), Map.class);
  }

  @Benchmark
  public byte[] footfall() {
    return json.value(event);
  }

  @Benchmark
  public byte[] jacksonTree() throws IOException {
    return jackson.writeValueAsBytes(tree);
  }
}
