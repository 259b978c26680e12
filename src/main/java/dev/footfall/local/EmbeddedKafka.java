package dev.footfall.local;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real Kafka broker, with its controller, in this JVM: one node on the loopback address, its log
 * in a temporary folder that {@link #close} removes.
 *
 * <p>Made for demos and tests: small buffers and few internal partitions keep memory low, records
 * of any age are taken and none expires, and topics exist only when {@link #createTopic} made them,
 * so that a missing topic shows as on a cautious cluster. What the job relies on is left as brokers
 * ship it, {@code transaction.max.timeout.ms} (15 min) above all.
 *
 * <p>Formatted and started as {@code kafka-storage.sh format} and {@code kafka-server-start.sh} do
 * it: <a
 * href="https://github.com/apache/kafka/blob/4.2.0/core/src/main/scala/kafka/server/KafkaRaftServer.scala">KafkaRaftServer</a>.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final int NODE_ID = 1;

  private final KafkaRaftServer server;
  private final TemporaryFolder folder;
  private final String bootstrapServers;
  private final Admin admin;

  private EmbeddedKafka(KafkaRaftServer server, TemporaryFolder folder, String bootstrapServers) {
    this.server = server;
    this.folder = folder;
    this.bootstrapServers = bootstrapServers;
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  /** Starts a broker on a free port. */
  public static EmbeddedKafka start() {
    return start(Ports.free(), Map.of());
  }

  /**
   * Starts a broker and returns when it answers.
   *
   * @param port where clients connect
   * @param overrides broker settings that replace the ones made here
   * @throws IllegalStateException if it does not come up, for example because the port is taken
   */
  public static EmbeddedKafka start(int port, Map<String, String> overrides) {
    String bootstrapServers = "localhost:" + port;
    TemporaryFolder folder = TemporaryFolder.create("footfall-kafka-");
    Map<String, String> settings = settings(folder.path(), port, Ports.free());
    settings.putAll(overrides);
    format(folder.path());
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
    try {
      server.startup();
    } catch (RuntimeException broken) {
      // The controller is up by then, with threads that would keep the JVM alive.
      stop(server, folder);
      throw new IllegalStateException("no broker on " + bootstrapServers, broken);
    }
    return new EmbeddedKafka(server, folder, bootstrapServers);
  }

  /** What clients put into {@code bootstrap.servers}, for example {@code localhost:9092}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Makes a topic with the broker's defaults. */
  public void createTopic(String name, int partitions) {
    createTopic(name, partitions, Map.of());
  }

  /**
   * Makes a topic, and returns when it is there.
   *
   * @param configs topic settings, for example {@code max.message.bytes}
   * @throws IllegalStateException if the broker refuses, for example because the topic is there
   *     already
   */
  public void createTopic(String name, int partitions, Map<String, String> configs) {
    NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.of((short) 1));
    try {
      admin.createTopics(Set.of(topic.configs(configs))).all().get();
      while (!isServed(name, partitions)) {
        Thread.sleep(10);
      }
    } catch (ExecutionException refused) {
      throw new IllegalStateException("topic " + name + " not made", refused.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while making topic " + name, e);
    }
  }

  /**
   * The controller knows a topic before the broker serves it, and a producer may trip over that.
   */
  private boolean isServed(String name, int partitions) throws InterruptedException {
    try {
      List<TopicPartitionInfo> served =
          admin.describeTopics(Set.of(name)).allTopicNames().get().get(name).partitions();
      return served.size() == partitions
          && served.stream().allMatch(p -> p.leader() != null && !p.leader().isEmpty());
    } catch (ExecutionException unknownYet) {
      return false;
    }
  }

  /** Stops the broker and removes its log. */
  @Override
  public void close() {
    admin.close();
    stop(server, folder);
  }

  private static void stop(KafkaRaftServer server, TemporaryFolder folder) {
    server.shutdown();
    server.awaitShutdown();
    folder.close();
  }

  private static void format(Path folder) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    try {
      new Formatter()
          .setPrintStream(nowhere)
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(NODE_ID)
          .setControllerListenerName("CONTROLLER")
          .setMetadataLogDirectory(folder.toString())
          .addDirectory(folder.toString())
          .run();
    } catch (Exception e) { // the signature of run() says no more
      throw new IllegalStateException("cannot format " + folder, e);
    }
  }

  private static Map<String, String> settings(Path folder, int port, int controllerPort) {
    Map<String, String> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(NODE_ID));
    settings.put("controller.quorum.voters", NODE_ID + "@localhost:" + controllerPort);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put(
        "listeners",
        "PLAINTEXT://localhost:%d,CONTROLLER://localhost:%d".formatted(port, controllerPort));
    settings.put("advertised.listeners", "PLAINTEXT://localhost:" + port);
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("log.dirs", folder.toString());
    settings.put("auto.create.topics.enable", "false");
    // One node: no replicas to wait for, no group members to wait for, nobody to hand partitions to
    // at the end.
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "2");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("controlled.shutdown.enable", "false");
    // A machine that is busy for a while is no reason to give the only broker up.
    settings.put("broker.session.timeout.ms", "60000");
    // Made-up traffic may be of any time, and must stay.
    settings.put("log.retention.ms", "-1");
    settings.put("log.message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
    // Small: an index is preallocated per segment, the cleaner's buffer (128 MB) at the start.
    settings.put("log.index.size.max.bytes", "1048576");
    settings.put("log.cleaner.dedupe.buffer.size", "2097152");
    settings.put("log.cleaner.io.buffer.size", "131072");
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "3");
    settings.put("background.threads", "2");
    settings.put("group.coordinator.threads", "1");
    return settings;
  }
}
