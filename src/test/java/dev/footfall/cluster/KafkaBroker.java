package dev.footfall.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;

/**
 * A Kafka broker with its controller, as a process of its own: KRaft, one node, with the settings
 * that brokers ship with but for one replica of everything.
 */
final class KafkaBroker {
  private final int port = Workspace.freePort();

  /** Formats its folder, starts it, and returns when it answers. */
  KafkaBroker(Workspace workspace) {
    Path folder = workspace.folder("kafka");
    Path settings = folder.resolve("server.properties");
    write(settings, settings(folder.resolve("log"), port, Workspace.freePort()));
    List<String> options =
        List.of(
            "-Xmx768m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=4",
            "-Dorg.apache.logging.log4j.level=WARN");
    workspace
        .startJava(
            "kafka-format",
            options,
            "kafka.tools.StorageTool",
            List.of("format", "-t", Uuid.randomUuid().toString(), "-c", settings.toString()))
        .awaitSuccess(120);
    LocalProcess process =
        workspace.startJava("kafka", options, "kafka.Kafka", List.of(settings.toString()));
    Await.until("Kafka", Duration.ofSeconds(120), () -> answers(process));
  }

  String bootstrapServers() {
    return "localhost:" + port;
  }

  /** Makes topics whose records are of any age, and stay. */
  void createTopics(int partitions, List<String> names) {
    Map<String, String> settings =
        Map.of("retention.ms", "-1", "message.timestamp.after.max.ms", "" + Long.MAX_VALUE);
    List<NewTopic> topics =
        names.stream()
            .map(name -> new NewTopic(name, partitions, (short) 1).configs(settings))
            .toList();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      admin.createTopics(topics).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("topics not made", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private boolean answers(LocalProcess process) {
    if (!process.isAlive()) {
      throw new IllegalStateException("the broker ended at its start");
    }
    try (Admin admin =
        Admin.create(
            Map.of(
                "bootstrap.servers", bootstrapServers(),
                "default.api.timeout.ms", "1000",
                "request.timeout.ms", "1000"))) {
      return !admin.describeCluster().nodes().get().isEmpty();
    } catch (ExecutionException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Properties settings(Path log, int port, int controllerPort) {
    Properties settings = new Properties();
    settings.putAll(
        Map.of(
            "process.roles", "broker,controller",
            "node.id", "1",
            "controller.quorum.voters", "1@localhost:" + controllerPort,
            "controller.listener.names", "CONTROLLER",
            "listeners",
                "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort,
            "log.dirs", log.toString(),
            "auto.create.topics.enable", "false"));
    settings.putAll(
        Map.of(
            "offsets.topic.num.partitions", "4",
            "offsets.topic.replication.factor", "1",
            "transaction.state.log.num.partitions", "4",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "group.initial.rebalance.delay.ms", "0"));
    return settings;
  }

  private static void write(Path file, Properties settings) {
    try (var out = Files.newBufferedWriter(file)) {
      settings.store(out, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
