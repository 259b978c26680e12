package dev.footfall.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Flink's Kafka committer complained of in the TaskManagers' logs. It goes on after a
 * transaction that it could not commit, so a loss shows only there and in a counter.
 *
 * <p>A task that starts from a checkpoint commits that checkpoint's transactions once more. If they
 * were committed already, a broker with Kafka 4's transactions refuses, since each commit fences
 * the one before, and the committer counts that as failed like a loss. That these are harmless is
 * shown by the comparison of the records; a failure in a task that runs never is.
 *
 * @param lost complaints of tasks that were running
 * @param repeated complaints of tasks that were starting from a checkpoint
 */
record CommitLog(List<String> lost, int repeated) {
  /**
   * A task's name comes again after the job was submitted anew, so its beginning counts as well.
   */
  private static final Pattern CHANGES =
      Pattern.compile("Task +- (.*#\\d+) \\(.*switched from \\w+ to (\\w+)");

  private static final Pattern COMPLAINT =
      Pattern.compile(
          "\\[(.*#\\d+)] \\w+ +KafkaCommitter - .*(Unable to commit|potentially lost).*");

  static CommitLog read(Path logs) {
    CommitLog all = new CommitLog(new ArrayList<>(), 0);
    try (Stream<Path> files = Files.list(logs)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (file.getFileName().toString().startsWith("taskmanager")) {
          CommitLog one = of(Files.readAllLines(file));
          all.lost.addAll(one.lost);
          all = new CommitLog(all.lost, all.repeated + one.repeated);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  /** Reads one log, whose lines have the thread in brackets: a task's is named like the task. */
  static CommitLog of(List<String> lines) {
    Set<String> running = new HashSet<>();
    List<String> lost = new ArrayList<>();
    int repeated = 0;
    for (String line : lines) {
      Matcher changes = CHANGES.matcher(line);
      Matcher complaint = COMPLAINT.matcher(line);
      if (changes.find()) {
        running.remove(changes.group(1));
        if (changes.group(2).equals("RUNNING")) {
          running.add(changes.group(1));
        }
      } else if (!complaint.find()) {
        continue;
      } else if (running.contains(complaint.group(1))) {
        lost.add(line);
      } else {
        repeated++;
      }
    }
    return new CommitLog(lost, repeated);
  }
}
