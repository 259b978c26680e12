package dev.footfall.local;

import dev.footfall.job.LocalFlink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * A Flink cluster with its web page in this JVM, for one job: a checkpoint every second, since that
 * is how far behind a reader of committed results is, and little memory. The page listens on the
 * loopback address and can only look.
 */
final class EmbeddedFlink implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final MiniCluster cluster;
  private final Path folder;
  private final Configuration settings;
  private @Nullable JobID job;
  private @Nullable RecordsRead read;

  private EmbeddedFlink(MiniCluster cluster, Path folder, Configuration settings) {
    this.cluster = cluster;
    this.folder = folder;
    this.settings = settings;
  }

  /**
   * Starts a cluster.
   *
   * @param port of the web page
   * @param folder for checkpoints and everything temporary; whoever gives it removes it
   */
  static EmbeddedFlink start(int port, Path folder, int parallelism) throws Exception {
    Configuration settings = settings(port, folder, parallelism);
    MiniClusterConfiguration shape =
        new MiniClusterConfiguration.Builder()
            .setConfiguration(settings)
            .setNumTaskManagers(1)
            .setNumSlotsPerTaskManager(parallelism)
            .setCommonBindAddress("localhost")
            .build();
    MiniCluster cluster = new MiniCluster(shape);
    cluster.start();
    return new EmbeddedFlink(cluster, folder, settings);
  }

  /** Runs a job, and returns when all of it is at work. */
  void run(Consumer<StreamExecutionEnvironment> definition) throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(settings);
    definition.accept(environment);
    JobGraph graph = environment.getStreamGraph().getJobGraph();
    job = graph.getJobID();
    read = new RecordsRead(settings.get(RestOptions.PORT), graph);
    cluster.submitJob(graph).get();
    while (!isAtWork()) {
      throwFailure();
      Thread.sleep(50);
    }
  }

  /** Records that the source has handed on since the job's last start. */
  long recordsRead() throws Exception {
    return read == null ? 0 : read.count();
  }

  private boolean isAtWork() throws Exception {
    for (AccessExecutionVertex task :
        cluster.getExecutionGraph(job).get().getAllExecutionVertices()) {
      if (task.getExecutionState() != ExecutionState.RUNNING) {
        return false;
      }
    }
    return cluster.getJobStatus(job).get() == JobStatus.RUNNING;
  }

  /**
   * Stops the job as if its input were at an end: everything it holds goes out, and is committed
   * when this returns.
   *
   * @throws TimeoutException if that takes longer than a minute
   */
  void drain() throws ExecutionException, InterruptedException, TimeoutException {
    String savepoints = folder.resolve("savepoints").toUri().toString();
    cluster
        .stopWithSavepoint(job, savepoints, true, SavepointFormatType.NATIVE)
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    cluster.requestJobResult(job).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** Throws what the job failed with, if it has; one that was drained has ended as it should. */
  void throwFailure() throws Exception {
    JobStatus status = cluster.getJobStatus(job).get();
    if (status.isGloballyTerminalState() && status != JobStatus.FINISHED) {
      cluster.requestJobResult(job).get().toJobExecutionResult(getClass().getClassLoader());
    }
  }

  @Override
  public void close() throws Exception {
    cluster.close();
  }

  private static Configuration settings(int port, Path folder, int parallelism) {
    Configuration settings = LocalFlink.checkpointed(folder.resolve("checkpoints"));
    settings.addAll(
        Configuration.fromMap(
            Map.ofEntries(
                Map.entry("metrics.fetcher.update-interval", "300ms"),
                Map.entry("pipeline.name", "footfall"),
                Map.entry("parallelism.default", Integer.toString(parallelism)),
                Map.entry("rest.address", "localhost"),
                Map.entry("rest.bind-address", "localhost"),
                Map.entry("rest.port", Integer.toString(port)),
                Map.entry("rest.bind-port", Integer.toString(port)),
                Map.entry("web.submit.enable", "false"),
                Map.entry("web.cancel.enable", "false"),
                Map.entry("web.tmpdir", folder.toString()),
                Map.entry("io.tmp.dirs", folder.toString()),
                Map.entry("execution.checkpointing.interval", "1s"),
                Map.entry("execution.checkpointing.min-pause", "0s"),
                // A laptop that sleeps or is busy is no failure; a bug is one, and soon.
                Map.entry("execution.checkpointing.tolerable-failed-checkpoints", "10"),
                Map.entry("restart-strategy.type", "fixed-delay"),
                Map.entry("restart-strategy.fixed-delay.attempts", "3"),
                Map.entry("restart-strategy.fixed-delay.delay", "1s"),
                Map.entry("heartbeat.timeout", "5min"),
                // Stopping with a savepoint is one call that has to end within this.
                Map.entry("pekko.ask.timeout", PATIENCE.toSeconds() + "s"),
                Map.entry("taskmanager.memory.managed.size", "64m"),
                Map.entry("taskmanager.memory.network.min", "16m"),
                Map.entry("taskmanager.memory.network.max", "16m"))));
    return settings;
  }
}
