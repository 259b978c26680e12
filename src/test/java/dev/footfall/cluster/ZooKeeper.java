package dev.footfall.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The ZooKeeper that Flink's high availability needs: one server, the one Flink itself brings. */
final class ZooKeeper {
  private final int port = Workspace.freePort();

  /** Starts it from a distribution's flink-dist jar and returns when it takes connections. */
  ZooKeeper(Workspace workspace, Path distribution) {
    Path folder = workspace.folder("zookeeper");
    Path settings = folder.resolve("zoo.cfg");
    try {
      Files.writeString(
          settings,
          """
          tickTime=500
          dataDir=%s
          clientPort=%d
          clientPortAddress=localhost
          admin.enableServer=false
          """
              .formatted(folder.resolve("data"), port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    workspace.start(
        "zookeeper",
        Map.of(),
        List.of(
            "java",
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-cp",
            distribution.resolve("lib") + "/*",
            "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer",
            "--zkConfigFile",
            settings.toString(),
            "--peerId",
            "1"));
    Await.until("ZooKeeper", Duration.ofSeconds(120), this::takesConnections);
  }

  /** What Flink needs to know of it: the sample's part that is commented out there. */
  Map<String, String> settings() {
    return Map.of(
        "high-availability.type", "zookeeper",
        "high-availability.cluster-id", "/footfall",
        "high-availability.zookeeper.quorum", "localhost:" + port,
        "high-availability.zookeeper.client.session-timeout", "6 s",
        "high-availability.zookeeper.client.tolerate-suspended-connections", "true");
  }

  private boolean takesConnections() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("localhost", port), 500);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }
}
