package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The jar that is submitted to a cluster, as the build leaves it. */
class ClusterJarIT {
  private static final Path JAR = Path.of(System.getProperty("footfall.jar"));

  /** Most of it: Kafka's client 9 MB, CEL with Protobuf 6, Parquet with its zstd 9. */
  private static final long MOST_BYTES = 35_000_000;

  private static List<String> entries;

  @BeforeAll
  static void list() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      entries = jar.stream().map(entry -> entry.getName()).toList();
    }
  }

  @Test
  void staysSmall() throws IOException {
    assertThat(Files.size(JAR)).isLessThan(MOST_BYTES);
  }

  @Test
  void holdsTheJobAndItsCommandLine() throws IOException {
    assertThat(entries)
        .contains(
            "dev/footfall/job/FootfallJob.class",
            "dev/footfall/rule/shop.yaml",
            "dev/footfall/cli/version.txt",
            "org/apache/kafka/clients/producer/KafkaProducer.class",
            "org/apache/flink/connector/kafka/sink/KafkaSink.class");
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
          .isEqualTo("dev.footfall.cli.Footfall");
    }
  }

  @Test
  void holdsNoBrokerNoWebServerAndNothingOfTheDemo() {
    assertThat(entries)
        .noneMatch(name -> name.matches("kafka/.*\\.class"))
        .noneMatch(name -> name.startsWith("scala/"))
        .noneMatch(name -> name.startsWith("org/apache/kafka/raft/"))
        .noneMatch(name -> name.startsWith("org/apache/kafka/controller/"))
        .noneMatch(name -> name.startsWith("org/apache/kafka/storage/"))
        .noneMatch(name -> name.startsWith("org/apache/flink/runtime/"))
        .noneMatch(name -> name.startsWith("dev/footfall/local/"))
        .noneMatch(name -> name.contains("netty"))
        .noneMatch(name -> name.contains("jetty"));
  }

  /**
   * The generated OTLP classes are for tests and the demo; Kafka's client has its own, renamed, and
   * so has what runs expressions.
   */
  @Test
  void readsOtlpWithoutTheGeneratedClasses() {
    assertThat(entries)
        .filteredOn(name -> !name.startsWith("org/apache/kafka/shaded/"))
        .filteredOn(name -> !name.startsWith("dev/footfall/shaded/"))
        .noneMatch(name -> name.contains("opentelemetry"))
        .noneMatch(name -> name.contains("protobuf"));
  }

  @Test
  void leavesToTheClusterWhatTheClusterHas() {
    assertThat(entries)
        .filteredOn(name -> name.startsWith("org/apache/flink/") && name.endsWith(".class"))
        .allMatch(name -> name.contains("/kafka/"));
    assertThat(entries)
        .noneMatch(name -> name.startsWith("org/rocksdb/"))
        .noneMatch(name -> name.startsWith("org/slf4j/"))
        .noneMatch(name -> name.startsWith("org/apache/logging/"))
        .noneMatch(name -> name.matches(".*(log4j|logback)[^/]*\\.(properties|xml|yaml|json)"));
  }

  @Test
  void hidesTheLibrariesThatAClusterMayHaveInAnotherVersion() {
    assertThat(entries)
        .noneMatch(name -> name.startsWith("com/google/"))
        .noneMatch(name -> name.startsWith("com/fasterxml/"))
        .noneMatch(name -> name.startsWith("org/snakeyaml/"))
        .noneMatch(name -> name.startsWith("picocli/"));
  }
}
