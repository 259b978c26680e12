package dev.footfall.local;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
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
    Path capture = folder.resolve("all.jsonl");
    fill(capture);
    DayKeys.generate(folder.resolve("keys.txt"), LocalDate.of(2024, 12, 28), 10);
    config =
        Files.writeString(
            folder.resolve("footfall.yaml"),
            """
            kafka: {brokers: "%s"}
            privacy: {key_ring: keys.txt}
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
        .contains(prefix + ".events holds ", "give another --replay-id, or --append");
    assertThat(other.code).isEqualTo(2);
    assertThat(other.err).contains("--replay-id: 'one more' is not of letters");
    assertThat(groups()).isEmpty();
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
        CaptureFile.RecordWriter lines =
            new CaptureFile(capture.toString(), "otlp_spans").create()) {
      ShopTraffic traffic =
          new ShopTraffic(
              settings,
              made -> {
                int partition = made.partition() == 0 ? 2 : made.partition() < 3 ? 1 : 0;
                feed.accept(new ShopRecord(partition, made.timestampMillis(), made.value()));
                records.add(
                    new RawRecord(
                        "otlp_spans",
                        partition,
                        offsets[partition]++,
                        made.timestampMillis(),
                        null,
                        made.value(),
                        List.of()));
              });
      traffic.advanceTo(CLOSE.toEpochMilli());
      feed.flush();
      for (RawRecord record : records) {
        lines.write(record);
      }
    }
  }
}
