package dev.footfall.cli;

import static java.util.stream.Collectors.joining;

import dev.footfall.config.Settings;
import dev.footfall.funnel.Funnel;
import dev.footfall.replay.ReplayPlan;
import dev.footfall.replay.ReplayRange;
import dev.footfall.source.PartitionRange;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Says in words and a table what a replay would read and write. */
final class ReplayPlanText {
  private static final String ROW = "  %-28s %14s %14s %12s  %s";

  private ReplayPlanText() {}

  /**
   * @param rate records per second and core; 0 where nobody knows
   */
  static String of(
      String id, ReplayPlan plan, Settings settings, ReplayTarget target, double rate) {
    ReplayRange range = plan.range();
    String writes = target.toString();
    return """
        replay   %s
        range    %s to %s
        reads    %s to %s: %s before the range and %s behind it
        edge     %s
        funnels  %s
        keys     %s
        time     %s
        writes   %s

        %s"""
        .formatted(
            id,
            CheckRange.time(range.fromMillis()),
            CheckRange.time(range.toMillis()),
            CheckRange.time(plan.readFromMillis()),
            CheckRange.time(plan.readToMillis()),
            words(range.fromMillis() - plan.readFromMillis()),
            words(plan.readToMillis() - range.toMillis()),
            edge(range, settings),
            funnels(plan, settings),
            keys(CheckRange.days(plan, settings)),
            time(plan.topics().records(), rate),
            writes.isEmpty() ? "nothing" : writes,
            table(plan));
  }

  private static String edge(ReplayRange range, Settings settings) {
    if (range.completeFromMillis() == ReplayRange.WHOLE) {
      return "none: the topics are read from their beginning";
    }
    long safe = range.completeFromMillis() + settings.visitors().sessions().gap().toMillis();
    return "sessions that began before " + CheckRange.time(safe);
  }

  /** Those whose windows cannot become final within what is read. */
  private static String funnels(ReplayPlan plan, Settings settings) {
    long behind = plan.range().completeUntilMillis() - plan.range().toMillis();
    List<String> open =
        settings.visitors().funnels().stream()
            .filter(funnel -> behind < reach(funnel, settings))
            .map(funnel -> funnel.id() + " needs --cool-down " + words(reach(funnel, settings)))
            .toList();
    return open.isEmpty()
        ? "every window that lies in the range becomes final"
        : "the last windows stay open: " + String.join(", ", open);
  }

  private static long reach(Funnel funnel, Settings settings) {
    return funnel.window().plus(settings.time().lateHorizon()).toMillis();
  }

  private static String keys(List<LocalDate> days) {
    return days.size() == 1
        ? days.get(0).toString()
        : days.size() + " days, " + days.get(0) + " to " + days.get(days.size() - 1);
  }

  private static String time(long records, double rate) {
    if (rate == 0) {
      return "unknown";
    }
    int cores = Runtime.getRuntime().availableProcessors();
    return String.format(
        Locale.ROOT,
        "about %s on %d cores like these: a record takes %.0f us, nine times what it took to decode"
            + " the newest ones",
        words(5_000 + Math.round(1_000 * records / rate / cores)),
        cores,
        1e6 / rate);
  }

  private static String table(ReplayPlan plan) {
    Stream<String> head =
        Stream.of(line("partition", "from offset", "to offset", "records", "holds records of"));
    Stream<String> rows = plan.topics().partitions().stream().map(ReplayPlanText::row);
    Stream<String> sum = Stream.of(line("all", "", "", count(plan.topics().records()), ""));
    return Stream.of(head, rows, sum).flatMap(lines -> lines).collect(joining("\n", "", "\n"));
  }

  private static String row(PartitionRange each) {
    return line(
        each.topic() + "-" + each.partition(),
        count(each.start()),
        count(each.stop()),
        count(each.records()),
        each.lastMillis() < 0
            ? "none"
            : CheckRange.time(each.firstMillis()) + " to " + CheckRange.time(each.lastMillis()));
  }

  private static String line(Object... cells) {
    return String.format(Locale.ROOT, ROW, cells).stripTrailing();
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** To the second, such as {@code 75m 20s}. */
  private static String words(long millis) {
    Duration time = Duration.ofSeconds(Math.round(millis / 1_000.0));
    String text = time.toString().substring(2).toLowerCase(Locale.ROOT);
    return text.replaceAll("(?<=[hm])(?=\\d)", " ");
  }
}
