package dev.footfall.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.local.compare.CompareRuns;
import dev.footfall.local.compare.Findings;
import dev.footfall.local.compare.Range;
import dev.footfall.sink.Output;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What Footfall promises, held against what the two runs left. */
final class Promises {
  private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(60);

  /** The shop's host and the captured site's name: in spans, and nothing forbids to keep them. */
  private static final Set<String> PUBLIC_VALUES = Set.of("www.shop.example", "petclinic");

  /** Nothing may differ between live runs, not even what was superseded. */
  private static final CompareRuns EVERY_REVISION =
      new CompareRuns(Range.ALL, false, true, Path.of(System.getProperty("java.io.tmpdir")));

  private final Verdict verdict;
  private final Outcome disturbed;
  private final Outcome undisturbed;

  Promises(Verdict verdict, Outcome disturbed, Outcome undisturbed) {
    this.verdict = verdict;
    this.disturbed = disturbed;
    this.undisturbed = undisturbed;
  }

  void recovery(CommitLog commits) {
    Incidents incidents = disturbed.incidents();
    Duration longest = Collections.max(incidents.recoveries());
    verdict.check(
        "output goes on within " + LONGEST_RECOVERY.toSeconds() + " s of a kill",
        longest.compareTo(LONGEST_RECOVERY) <= 0,
        "%d kills, the longest recovery %.1f s; %d restarts of the job"
            .formatted(
                incidents.recoveries().size(), longest.toMillis() / 1e3, incidents.restarts()));
    verdict.check(
        "the same job goes on, with no manual step",
        incidents.lostJobs().isEmpty(),
        incidents.lostJobs().isEmpty() ? "same job id" : incidents.lostJobs().toString());
    int restarts = undisturbed.incidents().restarts();
    verdict.check(
        "nothing restarts where nothing is killed", restarts == 0, restarts + " restarts");
    verdict.check(
        "no transaction is given up",
        commits.lost().isEmpty(),
        "%d lost, %d found committed already after a restart; failedCommittables %d"
            .formatted(commits.lost().size(), commits.repeated(), incidents.failedCommittables()));
    List<String> open = disturbed.openTransactions();
    verdict.check("no transaction is left open", open.isEmpty(), open.size() + " open");
  }

  void exactlyOnce() throws IOException {
    for (Output output : Output.values()) {
      Findings readers = compare(output, disturbed.during(), disturbed.after());
      verdict.check(
          "who read %s during the kills has what who came later has".formatted(output.suffix()),
          readers.isSame(),
          readers.isSame() ? readers.compared() + " records" : readers.difference());
      Findings runs = compare(output, disturbed.during(), undisturbed.after());
      verdict.check(
          output.suffix() + " equal those of the undisturbed run",
          runs.isSame(),
          runs.isSame() ? runs.compared() + " records" : runs.difference());
    }
    List<String> faults = Revisions.faults("events", "event_id", disturbed.during());
    int events = only("events", disturbed.during()).size();
    verdict.check(
        "each event once, its revisions in order",
        faults.isEmpty() && events > 0,
        faults.isEmpty() ? events + " events" : faults.size() + " faults, first " + faults.get(0));
  }

  private static Findings compare(
      Output output, List<OutputRecord> first, List<OutputRecord> second) throws IOException {
    return EVERY_REVISION.compare(
        output, List.of(new RecordsPiece(first)), List.of(new RecordsPiece(second)));
  }

  /** Each session has its records in order, and is closed once, as the last of them. */
  void sessionsWhole() {
    List<OutputRecord> records = only("sessions", disturbed.during());
    List<String> faults = Revisions.faults("sessions", "session_id", records);
    Map<String, String> states = new TreeMap<>();
    int behindClosed = 0;
    for (OutputRecord record : records) {
      JsonNode row = JsonLines.of(record.value());
      String before = states.put(row.path("session_id").asText(), row.path("state").asText());
      behindClosed += "closed".equals(before) ? 1 : 0;
    }
    long open = states.values().stream().filter(state -> !state.equals("closed")).count();
    verdict.check(
        "each session is closed once, its revisions in order",
        faults.isEmpty() && behindClosed == 0 && open == 0 && !states.isEmpty(),
        "%d sessions in %d records; %d faults, %d records behind a closed one, %d not closed"
            .formatted(states.size(), records.size(), faults.size(), behindClosed, open));
  }

  /**
   * Two runs that lose the same would be equal; the accounting is held against the input itself.
   */
  void nothingLost(Input input) {
    Map<String, Long> classes = new TreeMap<>();
    for (OutputRecord record : only("accounting", disturbed.during())) {
      JsonNode row = JsonLines.of(record.value());
      classes.merge(row.path("class").asText(), row.path("spans").asLong(), Long::sum);
    }
    long counted = classes.values().stream().mapToLong(Long::longValue).sum();
    verdict.check(
        "every span of the input is in one class of the accounting",
        counted == input.spans(),
        "%,d spans, counted %,d: %s".formatted(input.spans(), counted, classes));
    int letters = only("dead-letters", disturbed.during()).size();
    verdict.check(
        "what cannot be used is a dead letter, and nothing else is",
        letters == input.unusable(),
        "%d unusable, %d dead letters".formatted(input.unusable(), letters));
  }

  void nothingPersonal(AtRest atRest) {
    Set<String> personal = PersonalData.ofCapturedVisitors();
    Set<String> found = atRest.search(personal);
    verdict.check(
        "no visitor's address, user agent or cookie is at rest",
        found.isEmpty(),
        "%d values sought in %,d MB of checkpoints, savepoints, logs and output; found %s"
            .formatted(personal.size(), atRest.megabytes(), found));
    long inFlight =
        Math.max(disturbed.incidents().inFlightBytes(), undisturbed.incidents().inFlightBytes());
    verdict.check(
        "some checkpoints hold data on its way between tasks",
        inFlight > 0,
        "up to %,d bytes".formatted(inFlight));
    // A search that cannot find what is there proves nothing.
    Set<String> kept = new AtRest(atRest.places().subList(0, 1)).search(PUBLIC_VALUES);
    verdict.check(
        "what may be kept is found by the same search", !kept.isEmpty(), kept + " in checkpoints");
  }

  private static List<OutputRecord> only(String output, List<OutputRecord> records) {
    return records.stream().filter(record -> record.output().equals(output)).toList();
  }
}
