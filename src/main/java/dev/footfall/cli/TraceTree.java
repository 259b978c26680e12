package dev.footfall.cli;

import dev.footfall.explain.Explanation.Place;
import dev.footfall.explain.Explanation.TreeSpan;
import dev.footfall.otlp.Field;
import dev.footfall.otlp.Span;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws a trace as a tree: when each span began and how long it took, its name and service. */
final class TraceTree {
  private static final int NAME = 58;
  private static final int SERVICE = 20;

  /** Deeper spans are drawn at this depth. */
  private static final int MAX_DEPTH = 16;

  private final Page page;

  TraceTree(Page page) {
    this.page = page;
  }

  void add(ExplainedIssues.Issue issue) {
    List<TreeSpan> spans = issue.explanation().spans();
    long begin = Long.MAX_VALUE;
    long end = Long.MIN_VALUE;
    for (TreeSpan each : spans) {
      begin = Math.min(begin, each.span().startEpochNanos());
      end = Math.max(end, each.span().startEpochNanos() + each.span().durationNanos());
    }
    long services = spans.stream().map(each -> each.span().service().name()).distinct().count();
    page.line(
        page.bold("trace " + issue.trace().id())
            + "  %s, %s, %s, from %s"
                .formatted(
                    count(spans.size(), "span"),
                    count(services, "service"),
                    duration(end - begin),
                    Instant.EPOCH.plus(begin, ChronoUnit.NANOS).truncatedTo(ChronoUnit.MILLIS)));
    page.blank();
    List<Boolean> closed = new ArrayList<>();
    for (TreeSpan each : spans) {
      add(each, begin, closed);
    }
  }

  private void add(TreeSpan each, long begin, List<Boolean> closed) {
    Span span = each.span();
    int depth = Math.min(each.depth(), MAX_DEPTH);
    while (closed.size() > depth) {
      closed.remove(closed.size() - 1);
    }
    StringBuilder branch = new StringBuilder();
    for (int i = 1; i < closed.size(); i++) {
      branch.append(closed.get(i) ? "   " : "│  ");
    }
    if (depth > 0) {
      branch.append(each.isLast() ? "└─ " : "├─ ");
    }
    closed.add(each.isLast());
    String mark = mark(each);
    int room = Math.max(12, NAME - branch.length() - (mark.isEmpty() ? 0 : mark.length() + 1));
    String name = Page.cell(name(span), room).stripTrailing();
    String drawn = branch + name + (mark.isEmpty() ? "" : " " + mark);
    String filled = " ".repeat(Math.max(0, NAME - drawn.length()));
    page.line(
        "%s %s  %s%s%s%s  %s"
            .formatted(
                right(duration(span.startEpochNanos() - begin), 9),
                right(duration(span.durationNanos()), 9),
                page.faint(branch.toString()),
                each.place() == Place.ENTRY ? page.bold(name) : name,
                mark.isEmpty() ? "" : " " + (span.isError() ? page.bad(mark) : page.notice(mark)),
                filled,
                Page.cell(span.service().name(), SERVICE).stripTrailing()));
  }

  /** What is to be known of a span beside its name; empty where it is an ordinary one. */
  private static String mark(TreeSpan each) {
    Span span = each.span();
    List<String> marks = new ArrayList<>();
    if (span.isServer() && span.status() != 0) {
      marks.add(String.valueOf(span.status()));
    }
    if (span.isError()) {
      String type = span.field(Field.ERROR_TYPE);
      boolean repeats = type == null || marks.contains(type);
      marks.add("error" + (repeats ? "" : " " + Page.cell(type, 24).stripTrailing()));
    }
    if (span.endedBeforeStart()) {
      marks.add("ended before its start");
    }
    String place =
        switch (each.place()) {
          case ORPHAN -> each.depth() == 0 ? "its parent is missing" : null;
          case CYCLE -> "parents in a circle";
          case ENTRY, BELOW, NO_ENTRY -> null;
        };
    if (place != null) {
      marks.add(place);
    }
    return marks.isEmpty() ? "" : "[" + String.join(", ", marks) + "]";
  }

  private static String name(Span span) {
    String name = span.name();
    return name == null ? "(no name)" : name;
  }

  /** Milliseconds, from ten seconds on seconds. */
  static String duration(long nanos) {
    return nanos < 10_000_000_000L
        ? String.format(Locale.ROOT, "%.1f ms", nanos / 1e6)
        : String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
  }

  private static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
