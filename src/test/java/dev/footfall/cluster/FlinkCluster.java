package dev.footfall.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Flink session cluster of a real distribution: one JobManager with high availability and two
 * TaskManagers of two slots, each a process of its own. A TaskManager that ends by itself is
 * started again, as whatever runs a cluster does; Flink's ends where a fault may have left it
 * unclean. Its settings are the sample that the project ships; {@link #changes} says what differs
 * here, and why.
 */
final class FlinkCluster {
  static final int TASK_MANAGERS = 2;

  private final Workspace workspace;
  private final Path distribution;
  private final Path state;
  private final Map<String, String> environment;
  private final int restPort = Workspace.freePort();

  /** Null between a kill and the next start. */
  private final @Nullable LocalProcess[] taskManagers = new LocalProcess[TASK_MANAGERS];

  private final String[] resourceIds = new String[TASK_MANAGERS];
  private LocalProcess jobManager;
  private int taskManagerStarts;

  /**
   * Starts the processes; they may not be up yet.
   *
   * @param settings the sample's, with those of ZooKeeper and the object store
   */
  FlinkCluster(Workspace workspace, Path distribution, FlinkSettings settings, Path s3Plugin) {
    this.workspace = workspace;
    this.distribution = distribution;
    this.state = workspace.folder("state");
    Path conf = workspace.folder("flink-conf");
    settings.with(changes()).write(conf.resolve("config.yaml"));
    writeLogSettings(conf);
    this.environment =
        Map.of(
            "FLINK_CONF_DIR", conf.toString(),
            "FLINK_LOG_DIR", workspace.logs().toString(),
            "FLINK_PID_DIR", workspace.folder("pids").toString(),
            "FLINK_PLUGINS_DIR", plugins(workspace, s3Plugin).toString());
    startJobManager();
    for (int i = 0; i < TASK_MANAGERS; i++) {
      startTaskManager(i);
    }
  }

  String restAddress() {
    return "http://localhost:" + restPort;
  }

  /** Checkpoints, savepoints and what high availability keeps: all that the job leaves at rest. */
  Path state() {
    return state;
  }

  void startJobManager() {
    jobManager = start("jobmanager", "jobmanager.sh", "start-foreground");
  }

  synchronized void startTaskManager(int index) {
    resourceIds[index] = "taskmanager-" + index + "-start-" + ++taskManagerStarts;
    LocalProcess started =
        start(
            "taskmanager-" + index,
            "taskmanager.sh",
            "start-foreground",
            "-Dtaskmanager.resource-id=" + resourceIds[index]);
    taskManagers[index] = started;
    started.whenEnded(() -> startAgain(index, started));
  }

  private synchronized void startAgain(int index, LocalProcess ended) {
    if (taskManagers[index] == ended) {
      startTaskManager(index);
      System.out.println("TaskManager " + index + " ended by itself and was started again");
    }
  }

  void killJobManager() {
    jobManager.kill();
  }

  /** What the JobManager calls the TaskManager of that index since its last start. */
  synchronized String resourceId(int index) {
    return resourceIds[index];
  }

  synchronized void killTaskManager(int index) {
    LocalProcess killed = Objects.requireNonNull(taskManagers[index]);
    taskManagers[index] = null;
    killed.kill();
  }

  /** A folder of plugins with this one in it; a plugin is a folder of its own. */
  static Path plugins(Workspace workspace, Path s3Plugin) {
    Path plugin = workspace.folder("plugins").resolve("s3-fs-hadoop");
    try {
      Files.createDirectories(plugin);
      Files.createSymbolicLink(plugin.resolve(s3Plugin.getFileName()), s3Plugin);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return plugin.getParent();
  }

  /** Runs {@code bin/flink} to its end and returns what it said. */
  String client(String name, List<String> arguments) {
    return client(name, arguments, Duration.ofMinutes(2));
  }

  /** The same with a limit of its own. */
  String client(String name, List<String> arguments, Duration limit) {
    LocalProcess client = start(name, "flink", arguments.toArray(String[]::new));
    client.awaitSuccess((int) limit.toSeconds());
    try {
      return Files.readString(workspace.logs().resolve(name + ".log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private LocalProcess start(String name, String script, String... arguments) {
    List<String> command = new java.util.ArrayList<>();
    command.add(distribution.resolve("bin").resolve(script).toString());
    command.addAll(List.of(arguments));
    return workspace.start(name, environment, command);
  }

  /** What differs from the sample. Nothing here concerns what the job does with a record. */
  private Map<String, String> changes() {
    Map<String, String> changes = new HashMap<>();
    // Places of this run.
    changes.put("execution.checkpointing.dir", state.resolve("checkpoints").toUri().toString());
    changes.put(
        "execution.checkpointing.savepoint-dir", state.resolve("savepoints").toUri().toString());
    changes.put("high-availability.storageDir", state.resolve("ha").toUri().toString());
    changes.put("io.tmp.dirs", workspace.folder("tmp").toString());
    changes.put("rest.address", "localhost");
    changes.put("rest.port", "" + restPort);
    changes.put("jobmanager.rpc.address", "localhost");
    changes.put("taskmanager.host", "localhost");
    // Short, so that many checkpoints lie between two kills.
    changes.put("execution.checkpointing.interval", "2 s");
    changes.put("execution.checkpointing.min-pause", "500 ms");
    // Unaligned at the first sign of back pressure: then checkpoints hold what was being shuffled,
    // and can be searched for it.
    changes.put("execution.checkpointing.aligned-checkpoint-timeout", "0 s");
    changes.put("execution.checkpointing.num-retained", "20");
    // Uncompressed, so that a search of the checkpoints sees what they hold.
    changes.put("state.backend.rocksdb.compression.per.level", "NO_COMPRESSION");
    // Small, so that everything fits on one machine.
    changes.put("jobmanager.memory.process.size", "768m");
    changes.put("taskmanager.memory.process.size", "1812m");
    changes.put("taskmanager.memory.managed.fraction", "0.25");
    // Each submission loads its classes anew, and there are a handful of them.
    changes.put("taskmanager.memory.jvm-metaspace.size", "768m");
    // Fresh figures, so that a kill can be aimed at a checkpoint.
    changes.put("rest.cache.checkpoint-statistics.timeout", "20 ms");
    changes.put("web.refresh-interval", "200");
    changes.put("metrics.fetcher.update-interval", "500");
    return changes;
  }

  static void writeLogSettings(Path conf) {
    String settings =
        """
        rootLogger.level = INFO
        rootLogger.appenderRef.console.ref = console
        appender.console.name = console
        appender.console.type = CONSOLE
        appender.console.layout.type = PatternLayout
        appender.console.layout.pattern = %d{HH:mm:ss,SSS} [%t] %-5p %c{1} - %m%n
        """;
    try {
      Files.writeString(conf.resolve("log4j-console.properties"), settings);
      Files.writeString(conf.resolve("log4j-cli.properties"), settings.replace("INFO", "WARN"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
