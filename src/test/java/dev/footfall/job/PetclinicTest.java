package dev.footfall.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.source.RawRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The captured records through the whole line. */
class PetclinicTest {
  private static final long STEP_MILLIS = 200;

  /** What follows from when a record came, which differs between the three topics. */
  private static final String ARRIVAL_COLUMNS = ",?\"(arrival_time|issued_at)\":\"[^\"]*\"";

  @TempDir Path folder;
  private JobSettings settings;

  @BeforeEach
  void readSettings() throws Exception {
    settings = Petclinic.settings(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"otlp_spans", "otlp_spans_json", "otlp_spans_by_trace"})
  void accountsForEverySpan(String topic) throws Exception {
    try (SimulatedLine line = run(Petclinic.records(topic), STEP_MILLIS)) {
      assertThat(line.spans().values().stream().mapToLong(Long::longValue).sum())
          .isEqualTo(Petclinic.SPANS);
      assertThat(line.deadLetters).isEmpty();
    }
  }

  @Test
  void givesTheSameEventsForAllEncodingsOfATopic() throws Exception {
    List<String> protobuf = withoutArrival("otlp_spans");
    assertThat(protobuf).isNotEmpty();
    assertThat(withoutArrival("otlp_spans_json")).isEqualTo(protobuf);
    assertThat(withoutArrival("otlp_spans_by_trace")).isEqualTo(protobuf);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 200, 600_000})
  void givesTheSameOutputHoweverPartitionsInterleaveAndWatermarksStep(long stepMillis)
      throws Exception {
    List<RawRecord> records = Petclinic.records("otlp_spans");
    List<String> events;
    List<String> sessions;
    TreeMap<String, Long> spans;
    try (SimulatedLine line = run(records, STEP_MILLIS)) {
      events = line.eventLines();
      sessions = line.sessionLines();
      spans = line.spans();
    }
    assertThat(sessions).isNotEmpty();
    for (int seed = 0; seed < 100; seed++) {
      try (SimulatedLine line = run(interleaved(records, seed), stepMillis)) {
        assertThat(line.eventLines()).as("seed %d", seed).isEqualTo(events);
        assertThat(line.sessionLines()).as("seed %d", seed).isEqualTo(sessions);
        assertThat(line.spans()).as("seed %d", seed).isEqualTo(spans);
      }
    }
  }

  private SimulatedLine run(List<RawRecord> records, long stepMillis) throws Exception {
    return new SimulatedLine(settings, stepMillis).run(records);
  }

  private List<String> withoutArrival(String topic) throws Exception {
    try (SimulatedLine line = run(Petclinic.records(topic), STEP_MILLIS)) {
      return line.eventLines().stream().map(e -> e.replaceAll(ARRIVAL_COLUMNS, "")).toList();
    }
  }

  /** Another order of the partitions' records: the order within a partition stays. */
  private static List<RawRecord> interleaved(List<RawRecord> records, long seed) {
    Map<Integer, List<RawRecord>> left =
        new HashMap<>(records.stream().collect(Collectors.groupingBy(RawRecord::partition)));
    Random random = new Random(seed);
    int longestRun = 1 << random.nextInt(6);
    List<RawRecord> mixed = new ArrayList<>();
    while (!left.isEmpty()) {
      List<Integer> partitions = new ArrayList<>(new TreeSet<>(left.keySet()));
      int partition = partitions.get(random.nextInt(partitions.size()));
      List<RawRecord> queue = left.get(partition);
      int run = Math.min(queue.size(), 1 + random.nextInt(longestRun));
      mixed.addAll(queue.subList(0, run));
      left.put(partition, queue.subList(run, queue.size()));
      left.values().removeIf(List::isEmpty);
    }
    return mixed;
  }
}
