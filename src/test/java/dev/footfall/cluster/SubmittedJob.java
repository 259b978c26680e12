package dev.footfall.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The job under test, submitted, stopped and submitted again from its savepoint as a user would:
 * with {@code bin/flink}.
 */
final class SubmittedJob {
  private static final Pattern JOB_ID = Pattern.compile("JobID ([0-9a-f]{32})");
  private static final Pattern SAVEPOINT = Pattern.compile("Savepoint completed. Path: (\\S+)");

  private final FlinkCluster cluster;
  private final JobMonitor monitor;
  private final String name;
  private final Path jar;
  private final Path config;
  private String id = "";
  private int submissions;

  /**
   * @param name for log files: two jobs of one cluster differ in it
   */
  SubmittedJob(FlinkCluster cluster, JobMonitor monitor, String name, Path jar, Path config) {
    this.cluster = cluster;
    this.monitor = monitor;
    this.name = name;
    this.jar = jar;
    this.config = config;
  }

  String id() {
    return id;
  }

  JobStatus status() {
    return monitor.status(id);
  }

  boolean checkpointInProgress() {
    return monitor.checkpointInProgress(id);
  }

  /** Runs {@code flink run -d}, and returns with the first completed checkpoint. */
  void submit(int parallelism, @Nullable String savepoint) {
    List<String> arguments = new ArrayList<>(List.of("run", "-d", "-p", "" + parallelism));
    if (savepoint != null) {
      arguments.addAll(List.of("-s", savepoint));
    }
    arguments.addAll(List.of(jar.toString(), "run", "--config", config.toString()));
    long nowMillis = System.currentTimeMillis();
    submissions++;
    id = find(JOB_ID, cluster.client(name + "-run-" + submissions, arguments));
    awaitCheckpointAfter(nowMillis);
  }

  /** Runs {@code flink stop}, without {@code --drain}, and returns the savepoint's path. */
  String stop() {
    return find(SAVEPOINT, cluster.client(name + "-stop-" + submissions, List.of("stop", id)));
  }

  /** Waits until the job runs and has completed a checkpoint that began after a moment. */
  Duration awaitCheckpointAfter(long momentMillis) {
    return Await.until(
        "a checkpoint of " + name + " after a start or a kill",
        Duration.ofSeconds(120),
        () -> {
          JobStatus status = status();
          if (status.state().equals("FAILED")) {
            throw new IllegalStateException("the job failed for good; see the JobManager's log");
          }
          return status.state().equals("RUNNING") && status.completedTriggerMillis() > momentMillis;
        });
  }

  private static String find(Pattern pattern, String said) {
    Matcher matcher = pattern.matcher(said);
    if (!matcher.find()) {
      throw new IllegalStateException("no \"" + pattern + "\" in: " + said);
    }
    return matcher.group(1);
  }
}
