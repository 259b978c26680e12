package dev.footfall.cluster;

import dev.footfall.privacy.DayKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Everything that both runs stand on: broker, object store, ZooKeeper, Flink, and who asks them.
 */
record Stage(
    Workspace workspace,
    KafkaBroker broker,
    ObjectStore store,
    FlinkCluster cluster,
    JobMonitor monitor) {

  private static final String DAY_KEYS = "day-keys";

  /**
   * Starts all processes side by side and returns when the TaskManagers have registered.
   *
   * @param s3 folder of an S3 server's jar and of Flink's plugin
   */
  static Stage set(Workspace workspace, Path distribution, Path sampleSettings, Path s3) {
    ZooKeeper zooKeeper = new ZooKeeper(workspace, distribution);
    ObjectStore store = new ObjectStore(workspace, s3.resolve("s3mock-4.9.1-exec.jar"));
    FlinkSettings settings =
        FlinkSettings.read(sampleSettings).with(zooKeeper.settings()).with(store.settings());
    FlinkCluster cluster =
        new FlinkCluster(
            workspace, distribution, settings, s3.resolve("flink-s3-fs-hadoop-2.2.0.jar"));
    KafkaBroker broker = new KafkaBroker(workspace);
    broker.createTopics(Input.PARTITIONS, List.of(Run.INPUT_TOPIC));
    JobMonitor monitor = new JobMonitor(cluster.restAddress());
    Stage stage = new Stage(workspace, broker, store, cluster, monitor);
    stage.awaitTaskManagers();
    return stage;
  }

  /** Makes the day keys of a few days around the input's. */
  void makeDayKeys(LocalDate firstDay) throws IOException {
    DayKeys.generate(workspace.folder("configs").resolve(DAY_KEYS), firstDay.minusDays(2), 5);
  }

  void awaitTaskManagers() {
    Await.until(
        "the TaskManagers",
        Duration.ofSeconds(120),
        () -> monitor.taskManagers() == FlinkCluster.TASK_MANAGERS);
  }

  /** Makes a run's output topics and its config. */
  SubmittedJob prepare(Run run, Path jar) {
    broker.createTopics(Input.PARTITIONS, run.topics());
    Path configs = workspace.folder("configs");
    Path config = run.writeConfig(configs, broker.bootstrapServers(), configs.resolve(DAY_KEYS));
    return new SubmittedJob(cluster, monitor, run.name(), jar, config);
  }

  /** The config that a run was prepared with. */
  Path config(String run) {
    return workspace.folder("configs").resolve(run + ".yaml");
  }

  OutputReader read(Run run) {
    OutputReader reader =
        new OutputReader(
            broker.bootstrapServers(), run.topicPrefix(), Run.OUTPUTS, Input.PARTITIONS);
    reader.start();
    return reader;
  }

  /**
   * Waits until a job has read all input and checkpoints have followed: two, so that the last
   * watermark, which the source sends every 200 ms, has passed through, and so many that the last
   * files are merged and can be seen.
   */
  void awaitAllRead(Run run, SubmittedJob job) {
    try (TopicEnds ends = new TopicEnds(broker.bootstrapServers())) {
      Await.until(
          "all input to be read by " + run.name(),
          Duration.ofSeconds(180),
          () -> ends.hasRead(run.name(), Run.INPUT_TOPIC, Input.PARTITIONS));
    }
    for (int i = 0; i < 2 * Run.MERGE_CHECKPOINTS + 3; i++) {
      job.awaitCheckpointAfter(System.currentTimeMillis() + 300);
    }
  }

  /** Reads a finished run's topics to their end, with the reader that was there and a new one. */
  Outcome outcome(Run run, OutputReader during, Incidents incidents) {
    try (TopicEnds topics = new TopicEnds(broker.bootstrapServers());
        OutputReader after = read(run)) {
      Map<TopicPartition, Long> committed =
          topics.ends(during.partitions(), IsolationLevel.READ_COMMITTED);
      Map<TopicPartition, Long> all =
          topics.ends(during.partitions(), IsolationLevel.READ_UNCOMMITTED);
      List<String> open =
          all.keySet().stream()
              .filter(partition -> !all.get(partition).equals(committed.get(partition)))
              .map(TopicPartition::toString)
              .toList();
      return new Outcome(
          during.readTo(committed),
          after.readTo(committed),
          new Lake(store.download(run.name())),
          open,
          incidents);
    }
  }
}
