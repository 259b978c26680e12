package dev.footfall.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader against the generated classes and a tree of the document. */
class OtlpReaderDifferentialTest {
  private static final int ROUNDS = 1_000;

  private static final Map<String, Set<String>> EVENTS =
      Map.of("GET", Set.of("thread.id"), "ä€😀", Set.of("app.plan", "exception.type"));

  private final Projection projection =
      new Projection(Set.of("thread.id", "app.plan"), false, EVENTS);
  private final OtlpReader reader = new OtlpReader(projection);
  private final GeneratedOracle generated = new GeneratedOracle(projection, false, EVENTS);
  private final JsonOracle tree = new JsonOracle(projection, EVENTS);

  @ParameterizedTest
  @ValueSource(strings = {Captured.PROTOBUF, Captured.BY_TRACE})
  void readsCapturedProtobufAsTheGeneratedClassesDo(String topic) {
    for (byte[] value : Captured.values(topic)) {
      SeenRecord seen = SeenRecord.read(reader, value);
      assertThat(seen.spans).isEqualTo(generated.spans(value));
      assertThat(seen.outcome.replacedStrings()).isZero();
    }
  }

  @Test
  void readsCapturedJsonAsATreeDoes() {
    for (byte[] value : Captured.values(Captured.JSON)) {
      assertThat(SeenRecord.read(reader, value).spans).isEqualTo(tree.spans(value));
    }
  }

  @Test
  void readsTheSameSpansFromAllThreeTopics() {
    List<SeenSpan> protobuf = spans(Captured.PROTOBUF);

    assertThat(spans(Captured.JSON)).containsExactlyInAnyOrderElementsOf(protobuf);
    assertThat(spans(Captured.BY_TRACE)).containsExactlyInAnyOrderElementsOf(protobuf);
  }

  private List<SeenSpan> spans(String topic) {
    List<SeenSpan> spans = new ArrayList<>();
    Captured.values(topic).forEach(value -> spans.addAll(SeenRecord.read(reader, value).spans));
    return spans;
  }

  @Test
  void readsRandomProtobufAsTheGeneratedClassesDo() throws IOException {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    RandomTraces traces = new RandomTraces(random);
    ShuffledWire wire = new ShuffledWire(random);
    for (int round = 0; round < ROUNDS; round++) {
      TracesData data = traces.next();
      byte[] value = random.nextBoolean() ? data.toByteArray() : wire.write(data);

      SeenRecord seen = SeenRecord.read(reader, value);

      assertThat(seen.spans).as("seed %d round %d", seed, round).isEqualTo(generated.spans(value));
      assertThat(seen.outcome.spans()).isEqualTo(spanCount(data));
      assertThat(seen.badSpans).hasSize(spanCount(data) - seen.spans.size());
      if (spanCount(data) > 0) {
        assertThat(seen.outcome.damage()).as("seed %d round %d", seed, round).isNull();
      }
    }
  }

  @Test
  void readsRandomJsonAsATreeDoes() throws IOException {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    RandomTraces traces = new RandomTraces(random);
    OtlpJson json = new OtlpJson(random);
    for (int round = 0; round < ROUNDS; round++) {
      TracesData data = traces.next();
      byte[] value = json.write(data);

      SeenRecord seen = SeenRecord.read(reader, value);

      assertThat(seen.spans).as("seed %d round %d", seed, round).isEqualTo(tree.spans(value));
      assertThat(seen.spans).isEqualTo(generated.spans(data.toByteArray()));
      assertThat(seen.outcome.spans()).isEqualTo(spanCount(data));
      if (spanCount(data) > 0) {
        assertThat(seen.outcome.damage()).as("seed %d round %d", seed, round).isNull();
      }
    }
  }

  @Test
  void someEventsAreKept() {
    // Without this, the comparisons might compare nothing.
    Random random = new Random(1);
    RandomTraces traces = new RandomTraces(random);
    int attributes = 0;
    for (int round = 0; round < ROUNDS; round++) {
      for (SeenSpan span : SeenRecord.read(reader, traces.next().toByteArray()).spans) {
        attributes += span.events().stream().mapToInt(event -> event.attributes().size()).sum();
      }
    }
    assertThat(attributes).isGreaterThan(ROUNDS / 10);
  }

  private static int spanCount(TracesData data) {
    int spans = 0;
    for (ResourceSpans resourceSpans : data.getResourceSpansList()) {
      for (ScopeSpans scope : resourceSpans.getScopeSpansList()) {
        spans += scope.getSpansCount();
      }
    }
    return spans;
  }
}
