package dev.footfall.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footfall.local.EmbeddedKafka;
import dev.footfall.sink.FolderOutput;
import dev.footfall.source.KafkaRecords;
import dev.footfall.source.KafkaSettings;
import dev.footfall.source.RawRecord;
import dev.footfall.source.SourceSettings;
import dev.footfall.source.SourceSettings.Start;
import dev.footfall.source.SourceSettings.StartAt;
import dev.footfall.source.SourceSettings.Stop;
import dev.footfall.source.SourceSettings.StopAt;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole graph on a real broker, with what is no use among the captured records. Nothing may
 * restart: it would fail.
 */
class PoisonIT {
  private static final int HUGE = 20 << 20;
  private static final String CLIENT_SPAN =
      """
      {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"0102030405060708090a0b0c0d0e0f10",\
      "spanId":"0102030405060708","kind":3,"startTimeUnixNano":"1795519761528000000",\
      "endTimeUnixNano":"1795519761529000000"}]}]}]}""";

  private static EmbeddedKafka broker;

  @TempDir Path folder;

  @BeforeAll
  static void startTheBroker() {
    broker = EmbeddedKafka.start();
  }

  @AfterAll
  static void stopTheBroker() {
    broker.close();
  }

  @Test
  void poisonBecomesDeadLettersAndCostsNoNeighbour() throws Exception {
    List<RawRecord> good = Petclinic.records("otlp_spans");
    Map<String, byte[]> poison = poison(good);

    JobSettings settings = Petclinic.settings(folder);
    Path clean = run("clean", good, settings);
    Path poisoned = run("poisoned", mixed(good, poison), settings);

    assertThat(events(poisoned).size()).isPositive().isEqualTo(events(clean).size());
    assertThat(events(poisoned)).containsAll(events(clean));
    assertThat(deadLetters(poisoned)).isEqualTo(expected(poison));
    assertThat(deadLetters(clean)).isEmpty();
    assertThat(spans(clean)).doesNotContainKey("dead_letter");
    assertThat(spans(poisoned).values().stream().mapToLong(Long::longValue).sum())
        .as("the truncated record's whole spans are duplicates, the JSON has one of no entry")
        .isGreaterThan(Petclinic.SPANS + 1);
    assertThat(spans(poisoned).get("used")).isEqualTo(spans(clean).get("used"));
    assertThat(spans(poisoned).get("no_entry")).isEqualTo(spans(clean).get("no_entry") + 1);
  }

  /** By name; of these {@link #expected} are dead letters. */
  private static Map<String, byte[]> poison(List<RawRecord> good) throws Exception {
    byte[] garbage = new byte[5_000];
    new Random(7).nextBytes(garbage);
    byte[] huge = new byte[HUGE];
    Arrays.fill(huge, (byte) 0xFF);
    byte[] whole = good.get(0).value();
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
      out.write(whole);
    }
    Map<String, byte[]> poison = new LinkedHashMap<>();
    poison.put("garbage", garbage);
    poison.put("truncated", Arrays.copyOf(whole, whole.length * 2 / 3));
    poison.put("empty", new byte[0]);
    poison.put("tombstone", null);
    poison.put("huge", huge);
    poison.put("json", CLIENT_SPAN.getBytes(UTF_8));
    poison.put("broken json", CLIENT_SPAN.substring(0, 40).getBytes(UTF_8));
    poison.put("gzip", gzip.toByteArray());
    return poison;
  }

  /** Lengths of the payloads that have to be dead letters, and how often. */
  private static TreeMap<Integer, Integer> expected(Map<String, byte[]> poison) {
    TreeMap<Integer, Integer> lengths = new TreeMap<>();
    for (String name : List.of("garbage", "truncated", "huge", "broken json", "gzip")) {
      lengths.merge(poison.get(name).length, 1, Integer::sum);
    }
    return lengths;
  }

  /** Poison behind every tenth record, in the same partition and at the same time. */
  private static List<RawRecord> mixed(List<RawRecord> good, Map<String, byte[]> poison) {
    List<byte[]> left = new ArrayList<>(poison.values());
    List<RawRecord> mixed = new ArrayList<>();
    for (RawRecord record : good) {
      mixed.add(record);
      if (mixed.size() % 10 == 0 && !left.isEmpty()) {
        mixed.add(
            new RawRecord(
                record.topic(),
                record.partition(),
                0,
                record.timestampMillis(),
                null,
                left.remove(0),
                List.of()));
      }
    }
    assertThat(left).isEmpty();
    return mixed;
  }

  private Path run(String topic, List<RawRecord> records, JobSettings settings) throws Exception {
    broker.createTopic(topic, 4, Map.of("max.message.bytes", String.valueOf(2 * HUGE)));
    send(topic, records);
    Path output = folder.resolve(topic);
    FolderOutput outputs = FolderOutput.in(output);
    StreamExecutionEnvironment flink =
        StreamExecutionEnvironment.createLocalEnvironment(LocalFlink.wholeOrNothing());
    flink.setParallelism(2);
    FootfallJob.define(
        flink,
        KafkaRecords.source(
            new KafkaSettings(broker.bootstrapServers(), Map.of()),
            new SourceSettings(
                List.of(topic),
                topic,
                new Start(StartAt.EARLIEST, null),
                new Stop(StopAt.LATEST, null, Map.of()),
                Map.of())),
        Outputs.toFolder(outputs, true),
        settings);
    flink.execute();
    outputs.publish();
    return output;
  }

  private static void send(String topic, List<RawRecord> records) throws Exception {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "max.request.size",
            2 * HUGE,
            "buffer.memory",
            4L * HUGE);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (RawRecord record : records) {
        producer
            .send(
                new ProducerRecord<>(
                    topic, record.partition(), record.timestampMillis(), null, record.value()))
            .get();
      }
    }
  }

  /** Without the time of issue, which the duplicates in the truncated record put off. */
  private static Set<String> events(Path folder) throws Exception {
    return sorted(folder, "events").stream()
        .map(event -> event.replaceAll(",\"issued_at\":\"[^\"]*\"", ""))
        .collect(Collectors.toSet());
  }

  private static List<String> sorted(Path folder, String output) throws Exception {
    return Files.readAllLines(folder.resolve(output + ".jsonl")).stream().sorted().toList();
  }

  private static TreeMap<Integer, Integer> deadLetters(Path folder) throws Exception {
    TreeMap<Integer, Integer> lengths = new TreeMap<>();
    for (String line : sorted(folder, "dead-letters")) {
      lengths.merge(json(line).get("payload_bytes").intValue(), 1, Integer::sum);
    }
    return lengths;
  }

  private static TreeMap<String, Long> spans(Path folder) throws Exception {
    TreeMap<String, Long> spans = new TreeMap<>();
    for (String line : sorted(folder, "accounting")) {
      JsonNode row = json(line);
      if (row.path("spans").longValue() > 0) {
        spans.merge(row.get("class").textValue(), row.get("spans").longValue(), Long::sum);
      }
    }
    return spans;
  }

  private static JsonNode json(String line) throws Exception {
    return new ObjectMapper().readTree(line);
  }
}
