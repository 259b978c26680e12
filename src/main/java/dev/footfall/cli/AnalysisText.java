package dev.footfall.cli;

import dev.footfall.aggregate.LogHistogram;
import dev.footfall.analysis.AnalysedRange;
import dev.footfall.analysis.Analysis;
import dev.footfall.analysis.Bend;
import dev.footfall.analysis.Findings;
import dev.footfall.analysis.GapComparison;
import dev.footfall.analysis.GapTally;
import dev.footfall.analysis.TimeText;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.LongFunction;
import picocli.CommandLine.Help.Ansi;

/** An analysis of sessions as tables of text. */
final class AnalysisText {
  private static final double[] SHARES = {0.5, 0.9, 0.99};
  private static final int CORNER = 12;
  private static final int CELL = 11;
  private static final int BAR = 50;
  private static final List<Duration> MARKS =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2));

  private final Page page;
  private final AnalysedRange range;
  private final Analysis analysis;
  private final Bend bend;

  AnalysisText(Ansi ansi, AnalysedRange range, Analysis analysis) {
    page = new Page(ansi);
    this.range = range;
    this.analysis = analysis;
    this.bend = Bend.of(analysis.intervalMillis());
  }

  String text() {
    page.wrapped("", 0, range.source() + ", configuration " + range.configVersion());
    page.line(
        words(
            "%s to %s UTC: %,d records, %,d events, %,d interactions",
            TimeText.moment(analysis.firstMicros()),
            TimeText.moment(analysis.lastMicros()),
            range.records(),
            analysis.events(),
            analysis.interactions()));
    gaps();
    comparisons();
    curve();
    findings();
    return page.toString();
  }

  private void gaps() {
    page.blank()
        .line(page.bold(words("%-50s%24s%15s", "", "LENGTH OF SESSIONS", "PAGE VIEWS")))
        .line(
            page.bold(
                words(
                    "%-5s%9s%9s%8s%9s%10s%8s%8s%8s%5s%5s%5s%10s",
                    "GAP",
                    "sessions",
                    "visitors",
                    "bounce",
                    "engaged",
                    "converted",
                    "p50",
                    "p90",
                    "p99",
                    "p50",
                    "p90",
                    "p99",
                    "machines")));
    for (int i = 0; i < range.gaps().size(); i++) {
      gap(TimeText.gap(range.gaps().get(i)), analysis.gaps().get(i));
    }
  }

  private void gap(String name, GapTally tally) {
    StringBuilder line =
        new StringBuilder(
            words(
                "%-5s%9s%9s%8s%9s%10s",
                name,
                number(tally.sessions()),
                number(tally.visitors()),
                share(tally.bounces(), tally.sessions()),
                share(tally.engaged(), tally.sessions()),
                share(tally.converted(), tally.sessions())));
    for (double share : SHARES) {
      line.append(words("%8s", quantile(tally.durationMillis(), share, TimeText::length)));
    }
    for (double share : SHARES) {
      line.append(words("%5s", quantile(tally.pageViews(), share, String::valueOf)));
    }
    page.line(line.append(words("%10s", number(tally.machines()))).toString());
  }

  private static String quantile(LogHistogram values, double share, LongFunction<String> text) {
    return values.isEmpty() ? "-" : text.apply(values.quantile(share));
  }

  /** Of the sessions of the row's gap, how many are joined or split under the column's. */
  private void comparisons() {
    List<Duration> gaps = range.gaps();
    if (gaps.size() == 1) {
      return;
    }
    StringBuilder head = new StringBuilder(Page.cell("sessions by", CORNER));
    gaps.forEach(gap -> head.append(words("%" + CELL + "s", "under " + TimeText.gap(gap))));
    page.blank()
        .line(page.bold("WHAT BECOMES OF THE SESSIONS BY ONE GAP UNDER ANOTHER"))
        .line(head.toString());
    for (int i = 0; i < gaps.size(); i++) {
      StringBuilder line = new StringBuilder(Page.cell(TimeText.gap(gaps.get(i)), CORNER));
      for (int j = 0; j < gaps.size(); j++) {
        String cell = i == j ? "-" : cell(analysis.comparison(i, j));
        line.append(words("%" + CELL + "s", cell));
      }
      page.line(line.toString());
    }
  }

  private static String cell(GapComparison comparison) {
    if (comparison.joined() == 0 && comparison.split() == 0) {
      return "all same";
    }
    if (comparison.split() == 0) {
      return brief(comparison.joined()) + " join";
    }
    return comparison.joined() == 0
        ? brief(comparison.split()) + " split"
        : brief(comparison.joined()) + "j " + brief(comparison.split()) + "s";
  }

  /** In at most four characters. */
  private static String brief(long number) {
    if (number < 10_000) {
      return String.valueOf(number);
    }
    return number < 1_000_000
        ? words("%dk", Math.round(number / 1e3))
        : words("%dM", Math.round(number / 1e6));
  }

  private void curve() {
    page.blank().line(page.bold("TIMES BETWEEN INTERACTIONS THAT ARE LONGER"));
    Duration suggested = bend.suggestedGap();
    TreeSet<Duration> marks = new TreeSet<>(range.gaps());
    MARKS.stream().filter(mark -> bend.longerThan(mark) > 0).forEach(marks::add);
    if (suggested != null) {
      marks.add(suggested);
    }
    for (Duration mark : marks) {
      long longer = bend.longerThan(mark);
      double share = bend.times() == 0 ? 0 : (double) longer / bend.times();
      int bar = (int) Math.ceil(share * BAR);
      String what = mark.equals(suggested) ? "suggested" : range.gaps().contains(mark) ? "gap" : "";
      page.line(
          words(
              "%-5s%s %s%s",
              TimeText.gap(mark),
              "█".repeat(bar) + " ".repeat(BAR - bar),
              words("%10s%8s", number(longer), share(longer, bend.times())),
              what.isEmpty() ? "" : page.good("  " + what)));
    }
  }

  private void findings() {
    Findings findings = Findings.of(range, analysis, bend);
    page.blank().line(page.bold(findings.suggestion()));
    findings.reasons().forEach(reason -> page.wrapped("", 0, reason));
    findings.cautions().forEach(caution -> page.wrapped(page.notice("note: "), 6, caution));
  }

  private static String words(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }

  private static String number(long number) {
    return words("%,d", number);
  }

  private static String share(long part, long all) {
    return all == 0 ? "-" : words("%.1f%%", 100.0 * part / all);
  }
}
