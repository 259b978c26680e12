package dev.footfall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.footfall.Interrupts;
import dev.footfall.local.EmbeddedKafka;
import dev.footfall.privacy.DayKeys;
import dev.footfall.sink.Output;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each command, and all that it can end with by its own help. The demo has tests of its own. */
@Timeout(180)
class ExitCodesIT {
  private static final String CAPTURE = "src/test/resources/petclinic/otlp_spans.jsonl.gz";
  private static final Pattern LISTED = Pattern.compile("(?m)^  (\\d+) +\\S");

  /** A code that cannot be shown inside of this process: a process of its own is interrupted. */
  private static final String INTERRUPTED = "130";

  /**
   * Command, code, arguments. {@code DIR} holds the files; of the configurations, good.yaml names a
   * broker that is not there, kafka.yaml one that is.
   */
  private static final String TABLE =
      """
      run        | 0   | --config DIR/kafka.yaml --dry-run
      run        | 1   | --config DIR/kafka.yaml --from-savepoint DIR/nowhere
      run        | 2   |
      run        | 3   | --config DIR/bad.yaml
      run        | 4   | --config DIR/good.yaml
      run        | 5   | --config DIR/kafka.yaml --set sink.transaction_timeout=1h
      run        | 130 | --config DIR/waits.yaml
      replay     | 0   | --input DIR/capture --output DIR/out --quiet
      replay     | 1   | --input DIR/bad.yaml --output DIR/none
      replay     | 2   | --input DIR/capture
      replay     | 3   | --input DIR/capture --output DIR/none --config DIR/bad.yaml
      replay     | 4   | --input DIR/nowhere --output DIR/none
      replay     | 5   | --input DIR/capture --output DIR/none --config DIR/catalog.yaml
      replay     | 130 | --input DIR/pipe --output DIR/piped
      sessions   | 0   | --input DIR/capture --gap 30m
      sessions   | 1   | --input DIR/bad.yaml --gap 30m
      sessions   | 2   | --input DIR/capture
      sessions   | 3   | --input DIR/capture --gap 30m --config DIR/bad.yaml
      sessions   | 4   | --input DIR/nowhere --gap 30m
      sessions   | 5   | --input DIR/capture --gap 30m --config DIR/catalog.yaml
      sessions   | 130 | --input DIR/pipe --gap 30m
      validate   | 0   | --config DIR/good.yaml
      validate   | 1   | --input DIR/bad.yaml
      validate   | 2   |
      validate   | 3   | --config DIR/bad.yaml
      validate   | 4   | --input DIR/nowhere
      validate   | 130 | --input DIR/pipe
      explain    | 0   | --input DIR/capture --trace 84f8ac1a8da1a486d2da9ab6ff3d636c
      explain    | 1   | --input DIR/capture --trace 00000000000000000000000000000001
      explain    | 2   | --input DIR/capture --trace abc
      explain    | 3   | --input DIR/capture --trace 84f8ac1a --config DIR/bad.yaml
      explain    | 4   | --input DIR/nowhere --trace 84f8ac1a
      explain    | 5   | --input DIR/capture --trace 84f8ac1a --config DIR/catalog.yaml
      explain    | 130 | --input DIR/pipe --trace 84f8ac1a
      capture    | 0   | --config DIR/kafka.yaml --output DIR/new.jsonl
      capture    | 1   | --config DIR/kafka.yaml --output /proc/new.jsonl
      capture    | 2   | --config DIR/kafka.yaml
      capture    | 3   | --config DIR/bad.yaml --output DIR/none.jsonl
      capture    | 4   | --config DIR/good.yaml --output DIR/none.jsonl
      capture    | 5   | --config DIR/kafka.yaml --output DIR/none.jsonl --set source.topics=secret
      capture    | 130 | --config DIR/waits.yaml --output DIR/none.jsonl
      check      | 0   | --config DIR/kafka.yaml
      check      | 2   |
      check      | 3   | --config DIR/bad.yaml
      check      | 4   | --config DIR/good.yaml
      check      | 5   | --config DIR/kafka.yaml --set sink.transaction_timeout=1h
      check      | 130 | --config DIR/waits.yaml
      completion | 0   | bash
      completion | 2   | fish
      """;

  @TempDir private static Path folder;
  private static EmbeddedKafka kafka;
  private static ServerSocket silent;

  record Row(String command, String code, List<String> args) {
    static Row of(String line) {
      String[] cells = line.split("\\|");
      List<String> args = new ArrayList<>(List.of(cells[0].strip()));
      if (cells.length > 2) {
        Arrays.stream(cells[2].strip().split(" +"))
            .filter(arg -> !arg.isEmpty())
            .map(arg -> arg.replace("DIR", folder.toString()))
            .forEach(args::add);
      }
      return new Row(cells[0].strip(), cells[1].strip(), args);
    }

    @Override
    public String toString() {
      return command + " ends with " + code;
    }
  }

  static List<Row> rows() {
    return TABLE.lines().map(Row::of).toList();
  }

  static List<Row> answers() {
    return rows().stream().filter(row -> !row.code.equals(INTERRUPTED)).toList();
  }

  static List<Row> interruptions() {
    return rows().stream().filter(row -> row.code.equals(INTERRUPTED)).toList();
  }

  @BeforeAll
  static void prepare() throws Exception {
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
    silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    writeFiles();
    kafka.createTopic("otlp_spans", 1, Map.of("message.timestamp.type", "LogAppendTime"));
    kafka.createTopic("secret", 1);
    for (Output output : Output.values()) {
      kafka.createTopic("footfall." + output.suffix(), 1);
    }
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>("otlp_spans", new byte[] {10, 0}));
      producer.send(new ProducerRecord<>("secret", new byte[1]));
    }
    describeOnly("secret");
  }

  private static void writeFiles() throws Exception {
    DayKeys.generate(folder.resolve("keys"), LocalDate.now(ZoneOffset.UTC).minusDays(2), 30);
    Files.copy(Path.of(CAPTURE), folder.resolve("capture"));
    writeSettings("good.yaml", "localhost:1", "");
    writeSettings("kafka.yaml", kafka.bootstrapServers(), "");
    writeSettings("waits.yaml", "localhost:" + silent.getLocalPort(), "");
    writeSettings("bad.yaml", "localhost:1", "sinc: {}\n");
    writeSettings("catalog.yaml", "localhost:1", "catalog: {file: products.csv, key: sku}\n");
    Files.writeString(folder.resolve("products.csv"), "id,name\na,b\n");
    new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).start().waitFor();
  }

  private static void writeSettings(String name, String brokers, String more) throws IOException {
    Files.writeString(
        folder.resolve(name),
        "kafka: {brokers: \"%s\"}\nprivacy: {key_ring: keys}\n%s".formatted(brokers, more));
  }

  private static void describeOnly(String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin
          .createAcls(
              List.of(
                  new AclBinding(
                      new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                      new AccessControlEntry(
                          "User:ANONYMOUS", "*", AclOperation.DESCRIBE, AclPermissionType.ALLOW))))
          .all()
          .get();
    }
  }

  @AfterAll
  static void stop() throws IOException {
    silent.close();
    kafka.close();
  }

  @ParameterizedTest
  @MethodSource("answers")
  void endsWithItsCodeAndWords(Row row) {
    Cli cli = Cli.run(row.args.toArray(String[]::new));

    assertThat(cli.code()).as(cli.out() + cli.err()).isEqualTo(Integer.parseInt(row.code));
    assertThat(cli.err()).doesNotContain("\tat ");
    if (!row.code.equals("0") && !row.command.equals("check")) {
      assertThat(cli.err()).isNotBlank();
    }
  }

  /** It waits for what does not come: a broker's answer, or the first line of its input. */
  @ParameterizedTest
  @MethodSource("interruptions")
  void endsWith130WhereItIsInterrupted(Row row) throws Exception {
    assumeThat(Interrupts.areIgnored())
        .as("a shell's background job cannot be interrupted")
        .isFalse();
    List<String> command = new ArrayList<>(row.args);
    command.add(0, Path.of("footfall").toAbsolutePath().toString());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(row.command + ".log").toFile())
            .start();
    try (AutoCloseable waiting =
        row.args.contains(folder.resolve("pipe").toString())
            ? Files.newOutputStream(folder.resolve("pipe"))
            : silent.accept()) {
      new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();

      assertThat(process.waitFor()).as(waiting.toString()).isEqualTo(130);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void tableHasWhatEachCommandsHelpLists() {
    for (String command : Footfall.commandLine().getSubcommands().keySet()) {
      String help = Cli.run(command, "--help").out();
      String codes = help.substring(help.indexOf("Exit codes:"));
      List<String> listed =
          LISTED.matcher(codes).results().map(found -> found.group(1)).distinct().toList();

      assertThat(new TreeSet<>(listed))
          .as(command)
          .isEqualTo(
              new TreeSet<>(
                  rows().stream()
                      .filter(row -> row.command.equals(command))
                      .map(Row::code)
                      .toList()));
    }
  }
}
