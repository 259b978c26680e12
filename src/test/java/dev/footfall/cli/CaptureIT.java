package dev.footfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.local.EmbeddedKafka;
import dev.footfall.privacy.DayKeys;
import dev.footfall.source.CaptureFile;
import dev.footfall.source.RawRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Samples of a real broker's topic. */
class CaptureIT {
  private static final String CLINIC = "src/test/resources/petclinic/otlp_spans.jsonl.gz";

  private static EmbeddedKafka kafka;
  @TempDir private static Path folder;
  private static String config;

  @BeforeAll
  static void fillTopic() throws IOException {
    kafka = EmbeddedKafka.start();
    kafka.createTopic("otlp_spans", 4);
    kafka.createTopic("few", 2);
    kafka.createTopic("none", 1);
    send(read(Path.of(CLINIC)));
    DayKeys.generate(folder.resolve("keys.txt"), LocalDate.of(2026, 11, 20), 10);
    config =
        Files.writeString(
                folder.resolve("footfall.yaml"),
                "kafka: {brokers: \"%s\"}\nprivacy: {key_ring: keys.txt}\n"
                    .formatted(kafka.bootstrapServers()))
            .toString();
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void takesTheNewestRecordsFromOneMomentOn() throws IOException {
    Path output = folder.resolve("newest.jsonl.gz");

    Cli cli = capture(output, "--limit", "60", "--raw");

    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.err()).contains("hold all personal data");
    List<RawRecord> taken = read(output);
    assertThat(taken).hasSizeBetween(20, 60);
    long first = taken.get(0).timestampMillis();
    List<RawRecord> expected =
        read(Path.of(CLINIC)).stream().filter(r -> r.timestampMillis() >= first).toList();
    assertThat(values(taken)).containsExactlyElementsOf(values(expected));
    assertThat(taken).isSortedAccordingTo(Comparator.comparingLong(RawRecord::timestampMillis));
  }

  @Test
  void takesAllOfAShortTopicAndTheFileCanBeReplayed() throws IOException {
    Path output = folder.resolve("all.jsonl.gz");

    Cli cli = capture(output, "--limit", "100000");
    Cli validated = Cli.run("validate", "--input", output.toString());

    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err())
        .contains("Captured 129 records into " + output)
        .contains("Next: footfall validate --input " + output);
    assertThat(validated.out()).contains("129 records, 2500 traces, 2356 requests");
  }

  @Test
  void waitsForMoreWhereAskedTo() throws IOException {
    Path output = folder.resolve("few.jsonl");
    RawRecord record = read(Path.of(CLINIC)).get(0);
    CompletableFuture<Cli> capture =
        CompletableFuture.supplyAsync(
            () ->
                capture(output, "--limit", "3", "--duration", "60s", "--set", "source.topics=few"));
    while (!capture.isDone()) {
      send(
          List.of(
              new RawRecord(
                  "few", 0, 0, record.timestampMillis(), null, record.value(), List.of())));
    }

    assertThat(capture.join().code()).as(capture.join().err()).isZero();
    assertThat(read(output)).hasSize(3);
  }

  @Test
  void leavesNoGroupBehind() throws Exception {
    capture(folder.resolve("group.jsonl"), "--limit", "5");

    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      assertThat(admin.listGroups().all().get()).isEmpty();
    }
  }

  @Test
  void saysThatATopicIsEmptyOrNotThere() {
    Cli empty = capture(folder.resolve("empty.jsonl"), "--set", "source.topics=none");
    Cli missing = capture(folder.resolve("missing.jsonl"), "--set", "source.topics=nowhere");

    assertThat(empty.code()).isZero();
    assertThat(empty.err()).contains("Captured 0 records").contains("the topic has none");
    assertThat(missing.code()).isEqualTo(4);
    assertThat(missing.err()).contains("source.topics: [nowhere]: there is none of that name");
    assertThat(folder.resolve("missing.jsonl")).doesNotExist();
  }

  @Test
  void overwritesNoFileAndKeepsNothingPersonal() throws IOException {
    Path there = Files.writeString(folder.resolve("there.jsonl"), "mine");

    assertThat(capture(there).code()).isEqualTo(2);
    assertThat(there).hasContent("mine");
    assertThat(capture(folder.resolve("kept.jsonl"), "--keep", "user.id").err())
        .startsWith("--keep: user.id may hold personal data");
  }

  @Test
  void looksForTheFolderBeforeItReads() {
    Path output = folder.resolve("nowhere").resolve("x.jsonl");

    Cli cli = capture(output, "--set", "kafka.brokers=localhost:1");

    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).startsWith("--output: there is no folder " + output.getParent());
  }

  @Test
  void endsWith4WithoutABroker() {
    Cli cli = capture(folder.resolve("x.jsonl"), "--set", "kafka.brokers=localhost:1");

    assertThat(cli.code()).isEqualTo(4);
    assertThat(cli.err()).contains("kafka.brokers localhost:1: ").doesNotContain("\tat ");
  }

  @Test
  @Timeout(120)
  void givesUpWhereTheBrokerHoldsBackWhatItHas() {
    Cli cli =
        capture(
            folder.resolve("held.jsonl"),
            "--set",
            "source.properties.fetch.min.bytes=50000000",
            "--set",
            "source.properties.fetch.max.wait.ms=600000");

    assertThat(cli.code()).isEqualTo(4);
    assertThat(cli.err()).startsWith("kafka.brokers ").contains(": nothing came for 20 s");
  }

  private static Cli capture(Path output, String... more) {
    List<String> args =
        new ArrayList<>(List.of("capture", "--config", config, "--output", output.toString()));
    args.addAll(List.of(more));
    return Cli.run(args.toArray(String[]::new));
  }

  private static List<String> values(List<RawRecord> records) {
    return records.stream()
        .map(r -> r.partition() + " " + java.util.Arrays.hashCode(r.value()))
        .toList();
  }

  private static List<RawRecord> read(Path file) throws IOException {
    List<RawRecord> records = new ArrayList<>();
    try (CaptureFile.Reader in = new CaptureFile(file.toString(), "otlp_spans").open()) {
      for (RawRecord record = in.next(); record != null; record = in.next()) {
        records.add(record);
      }
    }
    return records;
  }

  private static void send(List<RawRecord> records) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (RawRecord record : records) {
        producer.send(
            new ProducerRecord<>(
                record.topic(),
                record.partition(),
                record.timestampMillis(),
                record.key(),
                record.value()));
      }
    }
  }
}
