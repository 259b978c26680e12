package dev.footfall.cli;

import dev.footfall.config.Settings;
import dev.footfall.privacy.DayKeys;
import dev.footfall.privacy.KeyDays;
import dev.footfall.privacy.MissingDayKeyException;
import dev.footfall.replay.ReplayPlan;
import dev.footfall.source.PartitionRange;
import dev.footfall.source.TopicRange;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Whether a range can be replayed: its records and its days' keys are still there. */
final class CheckRange {
  private final ReplayPlan plan;
  private final Settings settings;
  private final boolean allowMissing;
  private final PrintWriter err;

  /**
   * @param allowMissing whether a replay may go on without what is gone
   */
  CheckRange(ReplayPlan plan, Settings settings, boolean allowMissing, PrintWriter err) {
    this.plan = plan;
    this.settings = settings;
    this.allowMissing = allowMissing;
    this.err = err;
  }

  /**
   * @throws CommandFailed where something is gone that nobody allowed to be missing
   */
  void check() {
    TopicRange topics = plan.topics();
    String names = String.join(", ", settings.source().topics());
    if (topics.lastMillis() < 0) {
      throw refused(names + ": there are no records");
    }
    if (topics.lastMillis() < plan.range().fromMillis()
        || topics.firstMillis() >= plan.range().toMillis()) {
      throw refused(
          names
              + ": there are records from "
              + time(topics.firstMillis())
              + " to "
              + time(topics.lastMillis())
              + ", none of the range");
    }
    begin(topics, names);
    emptied(topics);
    end(topics, names);
    keys();
  }

  private void begin(TopicRange topics, String names) {
    long available = topics.availableFromMillis();
    if (available > plan.range().fromMillis()) {
      missing(
          names
              + ": the range begins at "
              + time(plan.range().fromMillis())
              + ", and records are gone: all are there from "
              + time(available)
              + " ("
              + latestBegin(topics)
              + ") to "
              + time(topics.lastMillis()));
    } else if (available > plan.readFromMillis()) {
      warn(
          names
              + ": of the warm-up records are gone, before "
              + time(available)
              + "; more sessions are marked edge");
    }
  }

  private void emptied(TopicRange topics) {
    for (PartitionRange each : topics.partitions()) {
      if (each.isEmptied()) {
        warn(
            "partition %s-%d: all its records are gone, %d in number; those of the range are missing"
                .formatted(each.topic(), each.partition(), each.end()));
      }
    }
  }

  /** The partition of which least is left. */
  private static String latestBegin(TopicRange topics) {
    long available = topics.availableFromMillis();
    return topics.partitions().stream()
        .filter(PartitionRange::isCutAtItsBegin)
        .filter(partition -> partition.firstMillis() == available)
        .map(partition -> "partition " + partition.topic() + "-" + partition.partition())
        .findFirst()
        .orElse("");
  }

  private void end(TopicRange topics, String names) {
    if (topics.goesOn() || topics.lastMillis() >= plan.readToMillis()) {
      return;
    }
    String last = names + ": the last record is of " + time(topics.lastMillis());
    if (topics.lastMillis() < plan.range().toMillis()) {
      warn(last + ", before the range ends: what comes later is not in it");
    } else {
      warn(last + ", before the cool-down ends: sessions and windows near the end stay open");
    }
  }

  private void keys() {
    List<LocalDate> gone = new ArrayList<>();
    DayKeys ring = DayKeys.read(Path.of(settings.privacy().keyRing()));
    for (LocalDate day : days(plan, settings)) {
      try {
        if (ring.forDay(day) == null) {
          gone.add(day);
        }
      } catch (MissingDayKeyException e) {
        throw new CommandFailed(ExitCode.INVALID_CONFIG, "privacy.key_ring: " + e.getMessage(), e);
      }
    }
    if (!gone.isEmpty()) {
      missing(
          "privacy.key_ring: "
              + settings.privacy().keyRing()
              + " has no key any more for "
              + String.join(", ", gone.stream().map(LocalDate::toString).toList())
              + ": connections of "
              + (gone.size() == 1 ? "that day" : "those days")
              + " get no ids, and no sessions");
    }
  }

  /** The days whose keys are needed. */
  static List<LocalDate> days(ReplayPlan plan, Settings settings) {
    KeyDays days = new KeyDays(settings.privacy());
    long first = Math.max(plan.readFromMillis(), plan.topics().firstMillis());
    long last = Math.min(plan.readToMillis(), plan.topics().lastMillis());
    LocalDate day = days.day(first - settings.time().eventDelay().toMillis());
    LocalDate lastDay = days.day(Math.max(first, last));
    return day.datesUntil(lastDay.plusDays(1)).toList();
  }

  private void missing(String what) {
    if (!allowMissing) {
      throw refused(what + "; --allow-missing goes on without");
    }
    warn(what);
  }

  private void warn(String words) {
    err.println("warning: " + words);
  }

  private static CommandFailed refused(String what) {
    return new CommandFailed(ExitCode.CHECK_FAILED, what, null);
  }

  static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
