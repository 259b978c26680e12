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

/** An S3 server as a process of its own, with one bucket, that lets in whoever has its secret. */
final class GuardedStore {
  static final String BUCKET = "guarded";

  private static final String ACCESS_KEY = "footfall";
  private static final String SECRET_KEY = "open-sesame";

  private final int port = Workspace.freePort();

  /**
   * Starts it and returns when it listens.
   *
   * @param jars folder of the server's
   */
  GuardedStore(Workspace workspace, Path jars) {
    Path folder = workspace.folder("guarded-store");
    Path settings = folder.resolve("s3proxy.properties");
    Path logback = folder.resolve("logback.xml");
    try {
      Files.createDirectories(folder.resolve("buckets").resolve(BUCKET));
      Files.writeString(
          settings,
          """
          s3proxy.endpoint=http://127.0.0.1:%d
          s3proxy.authorization=aws-v2-or-v4
          s3proxy.identity=%s
          s3proxy.credential=%s
          jclouds.provider=filesystem-nio2
          jclouds.identity=none
          jclouds.credential=none
          jclouds.filesystem.basedir=%s
          """
              .formatted(port, ACCESS_KEY, SECRET_KEY, folder.resolve("buckets")));
      // Without one it logs every byte.
      Files.writeString(
          logback,
          """
          <configuration>
            <appender name="out" class="ch.qos.logback.core.ConsoleAppender"><encoder><pattern>%d %level %logger - %msg%n</pattern></encoder></appender>
            <root level="warn"><appender-ref ref="out"/></root>
          </configuration>
          """);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    workspace.start(
        "guarded-store",
        Map.of(),
        List.of(
            "java",
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-Dlogback.configurationFile=" + logback,
            "-cp",
            jars + "/*",
            "org.gaul.s3proxy.Main",
            "--properties",
            settings.toString()));
    Await.until("the guarded S3 server", Duration.ofSeconds(60), this::listens);
  }

  /** What Flink needs to know of it. */
  Map<String, String> settings() {
    return Map.of(
        "s3.endpoint",
        "http://127.0.0.1:" + port,
        "s3.path.style.access",
        "true",
        // This server keeps folders as such, and cannot delete one as if it were an object.
        "fs.s3a.directory.marker.retention",
        "keep",
        "s3.access-key",
        ACCESS_KEY,
        "s3.secret-key",
        SECRET_KEY);
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }
}
