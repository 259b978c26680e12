package dev.footfall.cluster;

import dev.footfall.local.compare.CompareRuns;
import dev.footfall.local.compare.Findings;
import dev.footfall.local.compare.Piece;
import dev.footfall.local.compare.Range;
import dev.footfall.local.compare.TopicPiece;
import dev.footfall.sink.Output;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The live run's input once more, from Kafka and by the same configuration: in one go with
 * different parallelisms, and in pieces of an hour. What each leaves in its topics is held against
 * the live run's.
 */
final class Replays {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /**
   * Longer than the default: a visit that goes on behind the hour, for longer than a gap, has to
   * come to its end as well.
   */
  private static final String COOL_DOWN = "80m";

  private final Stage stage;
  private final Path jar;
  private final String live;
  private final List<Instant> hours;
  private final Verdict verdict;

  /**
   * @param live the run that is replayed, which has stopped
   * @param hours that its input covers
   */
  Replays(Stage stage, Path jar, String live, List<Instant> hours, Verdict verdict) {
    this.stage = stage;
    this.jar = jar;
    this.live = live;
    this.hours = hours;
    this.verdict = verdict;
  }

  void play(List<OutputRecord> liveRecords) throws IOException {
    Instant from = hours.get(0);
    Instant to = end(hours.get(hours.size() - 1));
    for (int parallelism : new int[] {1, 4}) {
      String id = "whole-" + parallelism;
      replay(id, parallelism, from, to);
      check(
          "a replay with parallelism " + parallelism,
          EnumSet.allOf(Output.class),
          liveRecords,
          List.of(topics(id)));
    }
    // Side by side: the cluster has a slot for each.
    List<CompletableFuture<Void>> running = new ArrayList<>();
    List<Piece> pieces = new ArrayList<>();
    for (Instant hour : hours) {
      String id = "hour-" + hour.toString().substring(11, 13);
      running.add(CompletableFuture.runAsync(() -> replay(id, 1, hour, end(hour))));
      pieces.add(topics(id));
    }
    running.forEach(CompletableFuture::join);
    // Windows of traffic stay open in which a visit ended that the start of a piece had cut.
    check(
        "a replay in " + hours.size() + " pieces of an hour, but for traffic,",
        EnumSet.complementOf(EnumSet.of(Output.TRAFFIC)),
        liveRecords,
        pieces);
    checkThatAChangeIsSeen(liveRecords, pieces);
  }

  private void replay(String id, int parallelism, Instant from, Instant to) {
    List<String> arguments = new ArrayList<>(List.of("run", "-p", "" + parallelism));
    arguments.addAll(List.of(jar.toString(), "replay", "--replay-id", id));
    arguments.addAll(List.of("--config", stage.config(live).toString()));
    arguments.addAll(List.of("--from", from.toString(), "--to", to.toString()));
    arguments.addAll(List.of("--cool-down", COOL_DOWN));
    stage.cluster().client("replay-" + id, arguments, PATIENCE);
  }

  /** These outputs have to be the same, and none may have been empty on both sides. */
  private void check(
      String what, Set<Output> outputs, List<OutputRecord> liveRecords, List<Piece> pieces)
      throws IOException {
    List<String> same = new ArrayList<>();
    List<String> different = new ArrayList<>();
    for (Output output : outputs) {
      Findings findings = compare(output, liveRecords, pieces);
      if (findings.isSame() && findings.compared() > 0 && findings.exempt() == 0) {
        same.add("%,d %s".formatted(findings.compared(), output.suffix()));
      } else {
        different.add(findings.difference());
      }
    }
    verdict.check(
        what + " is the same as the live run",
        different.isEmpty(),
        different.isEmpty() ? String.join(", ", same) : String.join("\n", different));
  }

  /** A comparison that cannot fail proves nothing. */
  private void checkThatAChangeIsSeen(List<OutputRecord> liveRecords, List<Piece> pieces)
      throws IOException {
    List<OutputRecord> changed = new ArrayList<>(liveRecords);
    for (int i = changed.size() - 1; i >= 0; i--) {
      OutputRecord record = changed.get(i);
      if (record.output().equals("events") && record.value().contains("\"event_name\":\"view_")) {
        String value = record.value().replace("\"event_name\":\"view_", "\"event_name\":\"saw_");
        changed.set(
            i,
            new OutputRecord(
                record.output(), record.partition(), record.offset(), record.key(), value));
        break;
      }
    }
    Findings findings = compare(Output.EVENTS, changed, pieces);
    verdict.check(
        "one event changed on purpose is found",
        findings.differing() == 1 && !findings.isSame(),
        findings.differing() + " differ");
  }

  private Findings compare(Output output, List<OutputRecord> liveRecords, List<Piece> pieces)
      throws IOException {
    Range range = new Range(hours.get(0), end(hours.get(hours.size() - 1)));
    CompareRuns runs =
        new CompareRuns(range, true, false, Path.of(System.getProperty("java.io.tmpdir")));
    return runs.compare(output, List.of(new RecordsPiece(liveRecords)), pieces);
  }

  private Piece topics(String id) {
    return new TopicPiece(
        stage.broker().bootstrapServers(), live + ".replay." + id, new Properties());
  }

  private static Instant end(Instant hour) {
    return hour.plus(1, ChronoUnit.HOURS);
  }
}
