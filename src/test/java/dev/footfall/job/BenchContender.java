package dev.footfall.job;

import dev.footfall.config.ReadSettings;
import dev.footfall.config.Settings;
import dev.footfall.privacy.DayKeys;
import dev.footfall.sink.Output;
import dev.footfall.source.KafkaRecords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The job as a contender of {@code bench/}: its graph, source and sinks, in an embedded cluster of
 * the same shape as the plain Flink peer's. What the bench tells comes by environment, see {@code
 * bench/README.md}; beside it {@code RULES}, how many rules more there are.
 */
public final class BenchContender {
  private BenchContender() {}

  public static void main(String[] args) throws Exception {
    Path work = Path.of(env("WORK"));
    long lastMillis = Long.parseLong(env("LAST_MS"));
    Path ring = work.resolve("keys.txt");
    LocalDate lastDay = Instant.ofEpochMilli(lastMillis).atZone(ZoneOffset.UTC).toLocalDate();
    DayKeys.generate(ring, lastDay.minusDays(10), 12);
    Path yaml = Path.of("src/test/resources/bench.yaml");
    String text = withMadeRules(Files.readString(yaml));
    Settings settings = ReadSettings.of(yaml.toString(), text, null, overrides(ring), true);

    createRareTopics(settings);
    int parallelism = Integer.parseInt(env("PARALLELISM"));
    Configuration flink = flink(work, parallelism);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(flink);
    environment.setParallelism(parallelism);
    FootfallJob.define(
        environment,
        new FirstPoll<>(KafkaRecords.source(settings.kafka(), settings.source())),
        Outputs.toKafka(settings),
        JobSettings.of(settings));
    run(environment, flink, parallelism);
    System.exit(0);
  }

  /** In front of the bench's rules, as many as RULES says that name none of its requests. */
  private static String withMadeRules(String yaml) {
    StringBuilder made = new StringBuilder("rules:\n");
    for (int i = 0; i < Integer.parseInt(System.getenv().getOrDefault("RULES", "0")); i++) {
      String match =
          switch (i % 5) {
            case 0 -> "method: GET, path: '/area#/{id}'";
            case 1 -> "status: 2xx, path: '/shop/list#/{page}'";
            case 2 -> "path: '/shop/{section}/item#/{slug}-{id:[0-9]+}.htm'";
            case 3 -> "method: [GET, POST], path: /cart/step#";
            default -> "path: '/shop/wish#/{id}', cel: status < 400";
          };
      String rule = "  - {id: made-#, event: hit, match: {" + match + "}}\n";
      made.append(rule.replace("#", String.valueOf(i)));
    }
    return yaml.replace("rules:\n", made);
  }

  /** The bench makes the topics of events and sessions only. */
  private static void createRareTopics(Settings settings) throws Exception {
    try (Admin admin =
        Admin.create(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, env("BOOTSTRAP")))) {
      admin
          .createTopics(
              Stream.of(Output.values())
                  .filter(output -> output != Output.EVENTS && output != Output.SESSIONS)
                  .map(output -> new NewTopic(settings.sink().topic(output), 1, (short) 1))
                  .toList())
          .all()
          .get();
    }
  }

  private static List<String> overrides(Path ring) {
    StringBuilder offsets = new StringBuilder();
    for (String end : env("END").split(",")) {
      offsets.append(offsets.isEmpty() ? "" : ", ").append(end.replace(":", ": "));
    }
    return List.of(
        "kafka.brokers=" + env("BOOTSTRAP"),
        "source.topics=[" + env("TOPIC") + "]",
        "source.group=" + env("APP"),
        "source.stop={" + env("TOPIC") + ": {" + offsets + "}}",
        "privacy.key_ring=" + ring,
        "sink.topics={events: " + env("OUT_TOPIC") + ", sessions: " + env("SESSIONS_TOPIC") + "}",
        "sink.topic_prefix=" + env("APP"),
        "sink.transactional_id_prefix=" + env("APP"));
  }

  private static Configuration flink(Path work, int parallelism) {
    return Configuration.fromMap(
        Map.ofEntries(
            Map.entry("taskmanager.numberOfTaskSlots", String.valueOf(parallelism)),
            Map.entry("taskmanager.memory.managed.size", "512m"),
            Map.entry("taskmanager.memory.network.min", "128m"),
            Map.entry("taskmanager.memory.network.max", "128m"),
            Map.entry("state.backend.type", "rocksdb"),
            Map.entry("execution.checkpointing.incremental", "true"),
            Map.entry("execution.checkpointing.storage", "filesystem"),
            Map.entry(
                "execution.checkpointing.dir", work.resolve("checkpoints").toUri().toString()),
            Map.entry("execution.checkpointing.interval", env("COMMIT_MS") + "ms"),
            Map.entry("restart-strategy.type", "none"),
            Map.entry("io.tmp.dirs", work.toString()),
            Map.entry("pipeline.object-reuse", "true"),
            Map.entry("pipeline.generic-types", "false"),
            Map.entry("pipeline.auto-generate-uids", "false"),
            Map.entry("rest.port", "0"),
            Map.entry("rest.bind-port", "0")));
  }

  private static void run(
      StreamExecutionEnvironment environment, Configuration flink, int parallelism)
      throws Exception {
    MiniClusterConfiguration shape =
        new MiniClusterConfiguration.Builder()
            .setConfiguration(flink)
            .setNumTaskManagers(1)
            .setNumSlotsPerTaskManager(parallelism)
            .build();
    try (MiniCluster cluster = new MiniCluster(shape)) {
      cluster.start();
      JobGraph job = environment.getStreamGraph().getJobGraph();
      cluster.submitJob(job).get();
      cluster
          .requestJobResult(job.getJobID())
          .get()
          .toJobExecutionResult(BenchContender.class.getClassLoader());
      long bytes = 0;
      for (AccessExecutionVertex vertex :
          cluster.getExecutionGraph(job.getJobID()).get().getAllExecutionVertices()) {
        bytes += vertex.getCurrentExecutionAttempt().getIOMetrics().getNumBytesOut();
      }
      System.out.println("SHUFFLED_BYTES=" + bytes);
    }
  }

  private static String env(String name) {
    String value = System.getenv(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is not set; this runs under bench/bench");
    }
    return value;
  }
}
