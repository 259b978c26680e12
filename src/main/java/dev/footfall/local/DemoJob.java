package dev.footfall.local;

import dev.footfall.config.ReadSettings;
import dev.footfall.config.Settings;
import dev.footfall.job.FootfallJob;
import dev.footfall.job.JobSettings;
import dev.footfall.job.Outputs;
import dev.footfall.privacy.DayKeys;
import dev.footfall.sink.Output;
import dev.footfall.source.KafkaRecords;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job as the demo runs it: by {@code demo.yaml}, with keys of its own that nobody has
 * afterwards.
 */
final class DemoJob {
  static final int PARTITIONS = 4;
  private static final String SETTINGS = "demo.yaml";

  private final Settings settings;

  private DemoJob(Settings settings) {
    this.settings = settings;
  }

  /**
   * Reads the settings and makes the keys.
   *
   * @param folder for the key ring
   */
  static DemoJob of(String bootstrapServers, Path folder) throws IOException {
    Path keys = folder.resolve("keys.txt");
    // A connection's id of yesterday goes with each event; days begin elsewhere in other zones.
    DayKeys.generate(keys, LocalDate.now(ZoneOffset.UTC).minusDays(3), 10);
    return new DemoJob(
        ReadSettings.of(
            SETTINGS,
            text(),
            null,
            List.of("kafka.brokers=" + bootstrapServers, "privacy.key_ring=" + keys),
            true));
  }

  void createTopics(EmbeddedKafka kafka) {
    kafka.createTopic(input(), PARTITIONS);
    outputs()
        .keySet()
        .forEach(topic -> kafka.createTopic(topic, 2, Map.of("cleanup.policy", "delete")));
  }

  void define(StreamExecutionEnvironment environment) {
    FootfallJob.define(
        environment,
        KafkaRecords.source(settings.kafka(), settings.source()),
        Outputs.toKafka(settings),
        jobSettings());
  }

  JobSettings jobSettings() {
    return JobSettings.of(settings);
  }

  String brokers() {
    return Objects.requireNonNull(settings.kafka().brokers());
  }

  String input() {
    return settings.source().topics().get(0);
  }

  String group() {
    return settings.source().group();
  }

  /** What is written, by topic. */
  Map<String, Output> outputs() {
    return Stream.of(Output.values())
        .collect(Collectors.toMap(output -> settings.sink().topic(output), output -> output));
  }

  private static String text() throws IOException {
    try (InputStream in = DemoJob.class.getResourceAsStream(SETTINGS)) {
      return new String(
          Objects.requireNonNull(in, SETTINGS).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
