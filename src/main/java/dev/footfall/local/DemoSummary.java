package dev.footfall.local;

import dev.footfall.local.shop.ShopLedger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says in words what a shop has sent and what the job has made of it: while it runs in a few lines,
 * at the end in full.
 */
final class DemoSummary {
  /** What fits on any terminal. */
  private static final int COLUMNS = 79;

  private final ShopLedger sent;
  private final OutputCounts made;

  DemoSummary(ShopLedger sent, OutputCounts made) {
    this.sent = sent;
    this.made = made;
  }

  /** Whether each span that was sent is in one class of the accounting. */
  boolean isBalanced() {
    return made.accountedSpans() == sent.sentSpans();
  }

  /** The state of things in one line, for a log. */
  String line(Duration running) {
    return format(
        "%4d s: %,d requests, %,d spans in %s in; %,d events, %s out",
        running.toSeconds(),
        sent.requestCount(),
        sent.sentSpans(),
        bytes(sent.bytes()),
        made.events(),
        bytes(made.bytes()));
  }

  /** The state of things as a block of always as many lines, none longer than 79 characters. */
  List<String> block(Duration running, @Nullable Duration firstEvent) {
    String first =
        firstEvent == null
            ? "the first event is on its way"
            : "first event " + seconds(firstEvent) + " after the start";
    return List.of(
        format("%d s   %s", running.toSeconds(), first),
        format(
            "  in       %,d requests (%,d visits), %,d spans, %,d records, %s",
            sent.requestCount(),
            sent.visits(),
            sent.sentSpans(),
            sent.records(),
            bytes(sent.bytes())),
        format(
            "  out      %,d events, %,d revised, %s",
            made.events(), made.revisions(), bytes(made.bytes())),
        cut("  events   " + list(made.eventsByName())),
        format(
            "  visits   %,d sessions, %,d closed, %,d bounced",
            made.visits().sessions(), made.visits().closedSessions(), made.visits().bounces()),
        cut("  purchase " + funnel()),
        cut("  slowest  " + String.join(", ", made.visits().slowestPages())),
        cut(
            "  spans    "
                + (made.accountedSpans() == 0
                    ? "(counted when their minute is over)"
                    : list(made.spansByClass()))),
        cut("  dead     " + list(made.deadLettersByReason())));
  }

  /** The totals, one a line, the number in a column of its own. */
  List<String> totals(@Nullable Duration firstEvent) {
    List<String> lines = new ArrayList<>();
    lines.add(total("requests", sent.requestCount()));
    lines.add(total("  of people", sent.visitRequests()));
    lines.add(total("  payments accepted", sent.purchases()));
    lines.add(total("  payments refused", sent.failedPayments()));
    lines.add(total("    visits that end with one", lost()));
    lines.add(total("events", made.events()));
    made.eventsByName().forEach((name, count) -> lines.add(total("  " + name, count)));
    addVisits(lines);
    lines.add(total("spans", sent.sentSpans()));
    made.spansByClass().forEach((name, count) -> lines.add(total("  " + name, count)));
    lines.add(total("  accounted for", made.accountedSpans()));
    lines.add(total("records", sent.records()));
    made.recordsByReason().forEach((name, count) -> lines.add(total("  " + name, count)));
    lines.add(
        total(
            "dead letters", made.deadLettersByReason().values().stream().mapToLong(n -> n).sum()));
    made.deadLettersByReason().forEach((name, count) -> lines.add(total("  " + name, count)));
    lines.add(total("bytes in", sent.bytes()));
    lines.add(total("bytes out", made.bytes()));
    lines.add(
        format(
            "%-44s %12s",
            "seconds to the first event", firstEvent == null ? "-" : tenths(firstEvent)));
    return lines;
  }

  private long lost() {
    return sent.lostByFailedPayment().values().stream().mapToLong(n -> n).sum();
  }

  private void addVisits(List<String> lines) {
    VisitCounts visits = made.visits();
    lines.add(total("sessions", visits.sessions()));
    lines.add(total("  closed", visits.closedSessions()));
    lines.add(total("  bounced", visits.bounces()));
    lines.add("purchase funnel, visitors of each hour");
    for (VisitCounts.Step step : visits.steps()) {
      lines.add(total("  " + step.name, step.reached));
      if (step.dropped > 0) {
        lines.add(total("    left here", step.dropped));
      }
      step.metByLeavers.forEach((met, count) -> lines.add(total("      met " + met, count)));
    }
    lines.add("slowest pages (p90)");
    visits.slowestPages().forEach(page -> lines.add("  " + page));
  }

  private String funnel() {
    List<VisitCounts.Step> steps = made.visits().steps();
    return steps.isEmpty()
        ? "-"
        : steps.stream()
            .map(step -> format("%s %,d", step.name, step.reached))
            .collect(Collectors.joining(" > "));
  }

  private static String total(String what, long count) {
    return format("%-44s %,12d", what, count);
  }

  /** Largest first. */
  private static String list(Map<String, Long> counts) {
    return counts.isEmpty()
        ? "-"
        : counts.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(count -> format("%s %,d", count.getKey(), count.getValue()))
            .collect(Collectors.joining(", "));
  }

  private static String cut(String line) {
    return line.length() <= COLUMNS ? line : line.substring(0, COLUMNS - 3) + "...";
  }

  private static String bytes(long count) {
    return count < 1_000_000 ? format("%,d kB", count / 1_000) : format("%.1f MB", count / 1e6);
  }

  private static String seconds(Duration time) {
    return tenths(time) + " s";
  }

  private static String tenths(Duration time) {
    return format("%.1f", time.toMillis() / 1e3);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
