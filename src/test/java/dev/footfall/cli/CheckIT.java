package dev.footfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.local.EmbeddedKafka;
import dev.footfall.privacy.DayKeys;
import dev.footfall.sink.Output;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a real broker that refuses what it is told to refuse. */
class CheckIT {
  private static EmbeddedKafka kafka;

  @TempDir private Path folder;
  private String config;

  @BeforeAll
  static void start() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    kafka =
        EmbeddedKafka.start(
            port,
            Map.of(
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "allow.everyone.if.no.acl.found",
                "true"));
    kafka.createTopic("otlp_spans", 2, Map.of("message.timestamp.type", "LogAppendTime"));
    kafka.createTopic("secret", 1, Map.of("message.timestamp.type", "LogAppendTime"));
    kafka.createTopic("any-time", 1);
    kafka.createTopic("products", 1, Map.of("cleanup.policy", "compact"));
    kafka.createTopic("forgetful", 1);
    kafka.createTopic("sealed", 1);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>("secret", new byte[1]));
    }
    for (Output output : Output.values()) {
      kafka.createTopic("footfall." + output.suffix(), 1);
      kafka.createTopic("closed." + output.suffix(), 1);
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin
          .createAcls(
              List.of(
                  allow(ResourceType.TOPIC, "secret", AclOperation.DESCRIBE),
                  allow(ResourceType.TOPIC, "secret", AclOperation.DESCRIBE_CONFIGS),
                  allow(ResourceType.TOPIC, "sealed", AclOperation.DESCRIBE),
                  allow(ResourceType.TOPIC, "closed.events", AclOperation.DESCRIBE),
                  allow(ResourceType.TOPIC, "closed.events", AclOperation.DESCRIBE_CONFIGS),
                  allow(ResourceType.GROUP, "theirs", AclOperation.DESCRIBE),
                  allow(ResourceType.TRANSACTIONAL_ID, "theirs-check", AclOperation.DESCRIBE)))
          .all()
          .get();
    }
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @BeforeEach
  void writeSettings() throws IOException {
    DayKeys.generate(folder.resolve("keys.txt"), LocalDate.now(ZoneOffset.UTC).minusDays(2), 40);
    config =
        Files.writeString(
                folder.resolve("footfall.yaml"),
                "kafka: {brokers: \"%s\"}\nprivacy: {key_ring: keys.txt}\n"
                    .formatted(kafka.bootstrapServers()))
            .toString();
  }

  @Test
  void listsAllThatHolds() {
    Cli cli = check("sink.lake.path=" + folder.resolve("lake").toUri());

    assertThat(cli.code()).as(cli.out() + cli.err()).isZero();
    assertThat(words(cli))
        .contains("ok source.topics: otlp_spans may be read")
        .contains("ok source.topics: otlp_spans has LogAppendTime, in bounds")
        .contains("ok source.group: footfall may be used")
        .contains("ok sink: footfall.events may be written")
        .contains("ok sink.transaction_timeout: ")
        .contains("ok sink.transactional_id_prefix: footfall may be used for transactions")
        .contains("keys for today and 37 days ahead")
        .contains("ok sink.lake.path: ")
        .doesNotContain("FAIL", "warn");
    assertThat(folder.resolve("lake")).isEmptyDirectory();
  }

  @Test
  void namesEachRightThatIsMissing() {
    Cli cli =
        check(
            "source.topics=secret",
            "source.group=theirs",
            "sink.topic_prefix=closed",
            "sink.transactional_id_prefix=theirs");

    assertThat(cli.code()).isEqualTo(5);
    assertThat(words(cli))
        .contains("FAIL source.topics: secret may not be read; this client needs READ on the topic")
        .contains(
            "FAIL source.group: theirs may not be used; this client needs READ on the consumer"
                + " group")
        .contains(
            "FAIL sink: closed.events may not be written; this client needs WRITE on the topic")
        .contains("ok sink: closed.sessions may be written")
        .contains(
            "FAIL sink.transactional_id_prefix: theirs may not be used; this client needs WRITE"
                + " and DESCRIBE on transactional ids that begin with it")
        .contains("ok privacy.key_ring: ");
  }

  @Test
  void saysWhatIsNotThereAndGoesOn() {
    Cli cli = check("source.topics=nowhere", "sink.topic_prefix=other");

    assertThat(cli.code()).isEqualTo(4);
    assertThat(words(cli))
        .contains("FAIL source.topics: nowhere does not exist")
        .contains("FAIL sink: create the missing topics other.events, other.sessions,")
        .contains("ok privacy.key_ring: ");
  }

  @Test
  void warnsOfTimesThatProducersSet() {
    Cli cli = check("source.topics=any-time");

    assertThat(cli.code()).isZero();
    assertThat(words(cli)).contains("warn source.topics: any-time lets producers set any time");
  }

  @Test
  void failsForATransactionTimeoutAboveTheBrokers() {
    Cli cli = check("sink.transaction_timeout=1h");

    assertThat(cli.code()).isEqualTo(5);
    assertThat(words(cli))
        .contains("FAIL sink.transaction_timeout: 3600 s is above the broker's")
        .contains("FAIL sink.transaction_timeout: the broker refuses it as too long");
  }

  @Test
  void failsForAKeyRingThatHasNoKeyForToday() throws IOException {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    Files.delete(folder.resolve("keys.txt"));
    assertThat(words(check())).contains("FAIL privacy.key_ring: ").contains("no such key ring");

    DayKeys.generate(folder.resolve("keys.txt"), today.minusDays(9), 5);
    Cli ended = check();
    assertThat(ended.code()).isEqualTo(5);
    assertThat(words(ended)).contains("no key for today, ").contains("openssl rand -hex 32");

    Files.delete(folder.resolve("keys.txt"));
    DayKeys.generate(folder.resolve("keys.txt"), today.minusDays(2), 5);
    Cli soon = check();
    assertThat(soon.code()).isZero();
    assertThat(words(soon)).contains("warn privacy.key_ring: ").contains("the job stops when");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          products  | 0 | ok catalog: topic products has 0 entries
          forgetful | 0 | warn catalog topic forgetful forgets entries as they grow old; set cleanup.policy=compact
          nowhere   | 4 | FAIL catalog topic nowhere is not there
          secret    | 5 | FAIL catalog topic secret may not be read; this client needs READ on the topic
          sealed    | 5 | FAIL catalog topic sealed may not be read; this client needs READ on the topic
          """)
  void saysWhatACatalogsTopicIs(String topic, int code, String message) {
    Cli cli = check("catalog={topic: " + topic + "}");

    assertThat(cli.code()).as(cli.out()).isEqualTo(code);
    assertThat(words(cli)).contains(message);
    assertThat(cli.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          products       | 1 | trace 00112233 is not in
          nowhere        | 4 | catalog topic nowhere is not there
          secret         | 5 | catalog topic secret may not be read; this client needs READ and DESCRIBE on the topic
          """)
  void explainAsksACatalogsTopicToo(String topic, int code, String message) {
    Cli cli =
        Cli.run(
            "explain",
            "--config",
            config,
            "--set",
            "catalog={topic: " + topic + "}",
            "--input",
            "src/test/resources/petclinic/otlp_spans.jsonl.gz",
            "--trace",
            "00112233");

    assertThat(cli.code()).as(cli.err()).isEqualTo(code);
    assertThat(cli.err()).contains(message).doesNotContain("\tat ", "Exception");
  }

  @Test
  void failsForALakeThatCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");

    Cli local = check("sink.lake.path=" + file.toUri());
    Cli foreign = check("sink.lake.path=s3://bucket/lake");

    assertThat(local.code()).isEqualTo(5);
    assertThat(words(local)).contains("FAIL sink.lake.path: file://" + file).contains("cannot be");
    assertThat(foreign.code()).isEqualTo(5);
    assertThat(words(foreign)).contains("s3:// needs flink-s3-fs-hadoop in plugins/");
  }

  @Test
  void endsWith4WithoutABrokerAndStillChecksTheRest() {
    Cli cli = check("kafka.brokers=localhost:1", "catalog={file: nowhere.csv, key: item_id}");

    assertThat(cli.code()).isEqualTo(4);
    assertThat(words(cli))
        .contains("FAIL kafka.brokers localhost:1: ")
        .contains("ok privacy.key_ring: ")
        .contains("nowhere.csv");
    assertThat(cli.err()).isEmpty();
  }

  @Test
  void failsForAPropertyThatTheClientRefusesAndListsTheRest() {
    Cli cli = check("sink.properties.linger.ms=soon");

    assertThat(cli.code()).isEqualTo(5);
    assertThat(words(cli))
        .contains("FAIL sink: Invalid value soon for configuration linger.ms")
        .contains("ok source.group: footfall may be used")
        .contains("ok privacy.key_ring: ");
    assertThat(cli.err()).isEmpty();
  }

  @Test
  void failsForASecretThatIsNotThere() {
    Cli cli = check("sink.properties.ssl.key.password=${env:NO_SUCH_VARIABLE}");

    assertThat(cli.code()).isEqualTo(5);
    assertThat(words(cli))
        .contains("FAIL sink.properties: The environment variable NO_SUCH_VARIABLE is not set");
  }

  private Cli check(String... overrides) {
    List<String> args = new ArrayList<>(List.of("check", "--config", config));
    for (String override : overrides) {
      args.add("--set");
      args.add(override);
    }
    return Cli.run(args.toArray(String[]::new));
  }

  /** The output as one line. */
  private static String words(Cli cli) {
    return cli.out().replaceAll("\\s+", " ");
  }

  private static AclBinding allow(ResourceType type, String name, AclOperation operation) {
    return new AclBinding(
        new ResourcePattern(type, name, PatternType.LITERAL),
        new AccessControlEntry("User:ANONYMOUS", "*", operation, AclPermissionType.ALLOW));
  }
}
