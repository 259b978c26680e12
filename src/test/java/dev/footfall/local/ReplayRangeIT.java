package dev.footfall.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footfall.local.shop.ShopRecord;
import dev.footfall.local.shop.ShopSettings;
import dev.footfall.local.shop.ShopTraffic;
import dev.footfall.privacy.DayKeys;
import dev.footfall.source.CaptureFile;
import dev.footfall.source.RawRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Four hours of a shop in a topic whose partitions are of very different length, replayed in
 * pieces: each is held against a run over all of it.
 */
class ReplayRangeIT {
  private static final Instant OPEN = Instant.parse("2025-01-01T00:00:00Z");
  private static final Instant CLOSE = Instant.parse("2025-01-01T04:00:00Z");
  private static final int PARTITIONS = 3;

  @TempDir private static Path folder;
  private static EmbeddedKafka kafka;
  private static Path config;
  private static Path whole;

  @BeforeAll
  static void fillTheTopic() throws IOException {
    kafka = EmbeddedKafka.start();
    kafka.createTopic("otlp_spans", PARTITIONS);
    kafka.createTopic("cut", PARTITIONS);
    Path capture = folder.resolve("all.jsonl");
    fill(capture);
    DayKeys.generate(folder.resolve("keys.txt"), LocalDate.of(2024, 12, 28), 10);
    config =
        Files.writeString(
            folder.resolve("footfall.yaml"),
            """
            kafka: {brokers: "%s"}
            privacy: {key_ring: keys.txt, device_cookies: [shop_vid]}
            time: {quiet_gap: 2s, late_horizon: 30s, event_delay: 10s}
            assembly: {max_arrival_span: 20s}
            sessions: {gap: 5m, visitor_retention: 1h}
            performance: {traffic_window: 30m}
            funnels:
              - {id: purchase, steps: [view_item, add_to_cart, purchase], window: 10m, cohort: 15m}
            """
                .formatted(kafka.bootstrapServers()));
    whole = folder.resolve("whole");
    Call replay =
        call("replay", "--config", config, "--input", capture, "--output", whole, "--quiet");
    assertThat(replay.code).as(replay.err).isZero();
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void anHourIsThatHourOfTheWholeRun() throws IOException {
    Instant from = OPEN.plusSeconds(5_400);
    Instant to = from.plusSeconds(3_600);

    Path hour = replayed("hour", from, to, "--warm-up", "1h", "--cool-down", "1h");

    assertThat(Files.readAllLines(hour.resolve("events.jsonl")).size()).isGreaterThan(500);
    Call compared = compared(hour, from, to);
    assertThat(compared.code).as(compared.out + compared.err).isZero();
  }

  @Test
  void anHoursSessionsAreCountedAsItsReplayWritesThem() throws IOException {
    Instant from = OPEN.plusSeconds(3_600);
    Instant to = from.plusSeconds(3_600);
    Object[] margins = {"--warm-up", "1h", "--cool-down", "1h"};
    Path hour = replayed("hour-of-sessions", from, to, margins);

    Object[] gaps = {"sessions", "--config", config, "--gap", "1m,5m", "--answer", "json"};
    Call call = call(with(with(gaps, "--from", from, "--to", to), margins));

    assertThat(call.code).as(call.err).isZero();
    JsonNode analysis = new ObjectMapper().readTree(call.out);
    JsonNode fiveMinutes = analysis.get("gaps").get(1);
    Map<String, JsonNode> last = new HashMap<>();
    for (String line : Files.readAllLines(hour.resolve("sessions.jsonl"))) {
      JsonNode session = new ObjectMapper().readTree(line);
      last.merge(
          session.get("session_id").asText(),
          session,
          (one, other) ->
              one.get("revision").asInt() > other.get("revision").asInt() ? one : other);
    }
    last.values().removeIf(s -> s.get("retracted").asBoolean());
    List<JsonNode> persons =
        last.values().stream()
            .filter(s -> s.get("traffic_class").asText().equals("human"))
            .toList();
    assertThat(fiveMinutes.get("sessions").asInt()).isEqualTo(persons.size()).isGreaterThan(100);
    assertThat(fiveMinutes.get("sessions_of_machines").asInt())
        .isEqualTo(last.size() - persons.size());
    assertThat(fiveMinutes.get("bounces").asLong())
        .isEqualTo(persons.stream().filter(s -> s.get("is_bounce").asBoolean()).count());
    assertThat(fiveMinutes.get("edge_of_range").asLong())
        .isEqualTo(persons.stream().filter(s -> s.path("edge").asBoolean()).count());
    assertThat(fiveMinutes.get("cut_by_end_of_range").asInt()).isZero();
    assertThat(Instant.parse(analysis.get("first_interaction").asText())).isAfterOrEqualTo(from);
    assertThat(Instant.parse(analysis.get("last_interaction").asText())).isBefore(to);
  }

  @Test
  void piecesAreTheWholeRunButForWhatTheyMark() {
    List<Object> compare = new ArrayList<>(List.of("compare-runs", whole));
    compare.add(replayed("piece-1", at("00:00"), at("01:30")));
    compare.add(replayed("piece-2", at("01:30"), at("03:00")));
    Collections.addAll(compare, "--from", at("00:00"), "--to", at("03:00"));
    Collections.addAll(compare, "--outputs", "events,sessions,performance,accounting,dead-letters");

    Call compared = call(compare.toArray());

    assertThat(compared.code).as(compared.out + compared.err).isZero();
    assertThat(compared.out)
        .containsPattern("events .* 0 +0 +0  edge exempt \\d+, history exempt \\d+\n")
        .containsPattern("sessions .* 0 +0 +0  history exempt \\d+, end_of_range exempt \\d+, ");
  }

  @Test
  void aReplayHasTopicsOfItsOwnAndTakesNobodyElses() {
    Object[] hour = {
      "replay",
      "--config",
      config,
      "--from",
      OPEN.plusSeconds(3_600),
      "--to",
      OPEN.plusSeconds(7_200)
    };

    Call replay = call(with(hour, "--warm-up", "1h", "--cool-down", "1h"));
    Call again = call(hour);
    Call other = call(with(hour, "--replay-id", "one more"));

    assertThat(replay.code).as(replay.err).isZero();
    String prefix = "footfall.replay.20250101T0100Z-20250101T0200Z";
    assertThat(replay.err)
        .contains("Replayed otlp_spans into " + prefix + ".*\n")
        .containsPattern("read \\d{4,} records, wrote \\d{4} events, \\d{3} sessions, ")
        .containsPattern("left out before and behind the range: \\d{4} events, ");
    Call compared =
        call(
            "compare-runs",
            whole,
            "kafka://" + kafka.bootstrapServers() + "/" + prefix,
            "--from",
            OPEN.plusSeconds(3_600),
            "--to",
            OPEN.plusSeconds(7_200));
    assertThat(compared.code).as(compared.out + compared.err).isZero();
    assertThat(again.code).isEqualTo(5);
    assertThat(again.err)
        .contains(
            prefix + ".events and 6 more hold results already",
            "give another --replay-id, or --append");
    assertThat(other.code).isEqualTo(2);
    assertThat(other.err).contains("--replay-id: 'one more' is not of letters");
    assertThat(groups()).isEmpty();
  }

  @Test
  void anotherConfigurationIsComparedOverTheRangeWithWhatIsDamagedInIt() throws IOException {
    Path other = folder.resolve("other.yaml");
    Files.writeString(other, Files.readString(config).replace("gap: 5m", "gap: 1m"));

    Call trial = call(range("01:00", "02:00", "--shadow", other, "--answer", "json"));

    assertThat(trial.code).as(trial.err).isZero();
    JsonNode answer = new ObjectMapper().readTree(trial.out);
    assertThat(answer.get("requests").asInt()).isGreaterThan(500);
    JsonNode sessions = answer.get("sessions");
    assertThat(sessions.get("shadow").get("sessions").asInt())
        .isGreaterThan(sessions.get("current").get("sessions").asInt());
    assertThat(answer.get("spans_and_records").toString()).contains("dead");
  }

  @Test
  void saysWhatItWouldReadAndWriteAndStartsNothing() {
    Call plan = call(range("01:00", "02:00", "--dry-run", "--replay-id", "next"));

    assertThat(plan.code).as(plan.err).isZero();
    assertThat(plan.out)
        .contains(
            "range    2025-01-01T01:00:00Z to 2025-01-01T02:00:00Z\n",
            "reads    2025-01-01T00:48:46Z to 2025-01-01T02:11:02Z: 11m 14s before the range and"
                + " 11m 2s behind it\n",
            "edge     sessions that began before 2025-01-01T00:55:00Z\n",
            "funnels  every window that lies in the range becomes final\n",
            "keys     2024-12-31\n",
            "writes   footfall.replay.next.*\n")
        .containsPattern("time     about \\d+s on \\d+ cores like these: a record takes \\d+ us")
        .containsPattern("otlp_spans-0 +[\\d,]+ +[\\d,]+ +[\\d,]+  2025-01-01T00:00:0")
        .containsPattern("all +[\\d,]{5,}\n");
  }

  @Test
  void refusesWhatIsNotThere() throws Exception {
    Call before = call(range("-02:00", "-01:00"));
    Call upsideDown = call(range("02:00", "01:00"));
    Call noTopic = call(range("01:00", "02:00", "--set", "source.topics=[nothing]"));
    Path other = folder.resolve("other.txt");
    DayKeys.generate(other, LocalDate.of(2025, 1, 1), 10);
    Call noKey = call(range("00:10", "00:20", "--set", "privacy.key_ring=" + other));

    assertThat(before.code).isEqualTo(5);
    assertThat(before.err)
        .contains("otlp_spans: there are records from 2025-01-01T00:00:0", ", none of the range");
    assertThat(upsideDown.code).isEqualTo(2);
    assertThat(upsideDown.err)
        .isEqualTo("--to: 2025-01-01T01:00:00Z is not behind --from 2025-01-01T02:00:00Z\n");
    assertThat(noTopic.code).isEqualTo(4);
    assertThat(noTopic.err).contains("source.topics: [nothing]: there is none of that name");
    assertThat(noKey.code).isEqualTo(5);
    assertThat(noKey.err)
        .contains("has no key any more for 2024-12-31: connections of that day get no ids");
  }

  @Test
  void refusesARangeWhoseRecordsAreGoneAndSaysWhatThereIs() throws Exception {
    deleteBefore("cut", 0, 2_000);

    Call gone = call(range("00:10", "00:20", "--set", "source.topics=[cut]"));
    Call allowed =
        call(
            range(
                "00:10", "00:20", "--set", "source.topics=[cut]", "--allow-missing", "--dry-run"));
    Call half = call(range("00:20", "00:30", "--set", "source.topics=[cut]", "--dry-run"));

    assertThat(gone.code).isEqualTo(5);
    assertThat(gone.err)
        .containsPattern(
            "cut: the range begins at 2025-01-01T00:10:00Z, and records are gone: all are there from"
                + " 2025-01-01T00:\\S+Z \\(partition cut-0\\) to 2025-01-01T0")
        .contains("; --allow-missing goes on without");
    assertThat(allowed.code).isZero();
    assertThat(allowed.err).startsWith("warning: cut: the range begins at ");
    assertThat(half.code).as(half.err).isZero();
    assertThat(half.err).startsWith("warning: cut: of the warm-up records are gone, before ");
  }

  private static void deleteBefore(String topic, int partition, long offset) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin
          .deleteRecords(
              Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset)))
          .all()
          .get();
    }
  }

  /** A replay between two times of the shop's day, in hours and minutes from its opening. */
  private static Object[] range(String from, String to, Object... more) {
    return with(
        new Object[] {"replay", "--config", config, "--from", at(from), "--to", at(to)}, more);
  }

  private static Instant at(String time) {
    return time.startsWith("-")
        ? OPEN.minus(Duration.between(LocalTime.MIDNIGHT, LocalTime.parse(time.substring(1))))
        : OPEN.plus(Duration.between(LocalTime.MIDNIGHT, LocalTime.parse(time)));
  }

  private static List<String> groups() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      return admin.listGroups().all().get().stream().map(GroupListing::groupId).toList();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Object[] with(Object[] args, Object... more) {
    return Stream.concat(Arrays.stream(args), Arrays.stream(more)).toArray();
  }

  private static Path replayed(String name, Instant from, Instant to, Object... more) {
    Path output = folder.resolve(name);
    List<Object> args =
        new ArrayList<>(
            List.of("replay", "--config", config, "--from", from, "--to", to, "--output", output));
    Collections.addAll(args, more);
    Call replay = call(args.toArray());
    assertThat(replay.code).as(replay.err).isZero();
    return output;
  }

  private static Call compared(Path run, Instant from, Instant to) {
    return call("compare-runs", whole, run, "--from", from, "--to", to);
  }

  /** What a command said, and how it ended. */
  private record Call(int code, String out, String err) {}

  private static Call call(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = LocalFootfall.commandLine();
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    String[] texts = Arrays.stream(args).map(Object::toString).toArray(String[]::new);
    return new Call(line.execute(texts), out.toString(), err.toString());
  }

  /** Most of the records are in one partition, a few in the last. */
  private static void fill(Path capture) throws IOException {
    List<RawRecord> records = new ArrayList<>();
    long[] offsets = new long[PARTITIONS];
    ShopSettings settings =
        new ShopSettings(11, OPEN.toEpochMilli(), 0.06, 25_000, 1_000, 24, 10, 10);
    try (ShopFeed feed = new ShopFeed(kafka.bootstrapServers(), "otlp_spans");
        ShopFeed cut = new ShopFeed(kafka.bootstrapServers(), "cut");
        CaptureFile.RecordWriter lines =
            new CaptureFile(capture.toString(), "otlp_spans").create()) {
      Consumer<ShopRecord> topics =
          record -> {
            int partition = record.partition();
            feed.accept(record);
            cut.accept(record);
            records.add(
                new RawRecord(
                    "otlp_spans",
                    partition,
                    offsets[partition]++,
                    record.timestampMillis(),
                    null,
                    record.value(),
                    List.of()));
          };
      ShopTraffic traffic =
          new ShopTraffic(
              settings,
              made -> {
                int partition = made.partition() == 0 ? 2 : made.partition() < 3 ? 1 : 0;
                topics.accept(new ShopRecord(partition, made.timestampMillis(), made.value()));
              });
      long damagedMillis = at("01:20").toEpochMilli();
      traffic.advanceTo(damagedMillis);
      topics.accept(new ShopRecord(1, damagedMillis, "no OTLP".getBytes(UTF_8)));
      traffic.advanceTo(CLOSE.toEpochMilli());
      feed.flush();
      cut.flush();
      for (RawRecord record : records) {
        lines.write(record);
      }
    }
  }
}
