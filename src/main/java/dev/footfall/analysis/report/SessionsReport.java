package dev.footfall.analysis.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.footfall.aggregate.LogHistogram;
import dev.footfall.analysis.AnalysedRange;
import dev.footfall.analysis.Analysis;
import dev.footfall.analysis.Bend;
import dev.footfall.analysis.Findings;
import dev.footfall.analysis.GapComparison;
import dev.footfall.analysis.GapTally;
import dev.footfall.analysis.TimeText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;

/** Makes the page of an analysis. Equal analyses give equal pages: no time of making is in it. */
public final class SessionsReport {
  private final AnalysedRange range;
  private final Analysis analysis;
  private final Bend bend;
  private final Findings findings;
  private final Html html = new Html();

  private SessionsReport(AnalysedRange range, Analysis analysis) {
    this.range = range;
    this.analysis = analysis;
    bend = Bend.of(analysis.intervalMillis());
    findings = Findings.of(range, analysis, bend);
  }

  /** The whole page. */
  public static String of(AnalysedRange range, Analysis analysis) {
    return new SessionsReport(range, analysis).page();
  }

  private String page() {
    html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
        .raw("<meta name=\"color-scheme\" content=\"light dark\"/>\n")
        .element("title", "Session gaps compared: " + range.source())
        .raw("<style>\n" + style() + "</style>\n</head>\n<body>\n<main>\n");
    header();
    curve();
    gaps();
    if (range.gaps().size() > 1) {
      comparisons();
    }
    distributions(
        "Length of sessions",
        "From a session's first to its last interaction, share of sessions. No server sees how"
            + " long the last page was read.",
        Bins.lengths(),
        GapTally::durationMillis);
    distributions(
        "Page views of sessions", "Share of sessions.", Bins.pageViews(), GapTally::pageViews);
    reading();
    return html.raw("</main>\n</body>\n</html>\n").toString();
  }

  private static String style() {
    try (InputStream in = SessionsReport.class.getResourceAsStream("report.css")) {
      if (in == null) {
        throw new IllegalStateException("report.css is missing");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void header() {
    html.raw("<header>\n").element("p class=\"kicker\"", "Session gaps compared");
    html.element("h1", findings.suggestion());
    findings.reasons().forEach(reason -> html.element("p class=\"lede\"", reason));
    findings.cautions().forEach(caution -> html.element("p class=\"caution\"", caution));
    html.raw("<dl>\n");
    fact("Source", range.source());
    fact(
        "Interactions",
        TimeText.moment(analysis.firstMicros())
            + " to "
            + TimeText.moment(analysis.lastMicros())
            + " UTC");
    fact(
        "Read",
        words(
            "%,d records, %,d events, %,d interactions",
            range.records(), analysis.events(), analysis.interactions()));
    fact("Configuration", range.config() + ", version " + range.configVersion());
    html.raw("</dl>\n</header>\n");
  }

  private void fact(String name, String value) {
    html.raw("<div>").element("dt", name).element("dd", value).raw("</div>\n");
  }

  private void curve() {
    section("Times between interactions");
    html.element(
        "p",
        "Share of the times between an interaction and its visitor's next one that are longer than"
            + " a gap, and so end a session. Where the curve has become flat, a longer gap joins"
            + " little more.");
    new CurvePlot(bend, range.gaps()).write(html);
    html.raw("</section>\n");
  }

  private void gaps() {
    section("What each gap makes of the visits");
    html.raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Numbers by gap\">")
        .raw("<table>\n<thead><tr>")
        .element("th scope=\"col\"", "Gap");
    range.gaps().forEach(gap -> html.element("th scope=\"col\"", TimeText.gap(gap)));
    html.raw("</tr></thead>\n<tbody>\n");
    row("Sessions", tally -> words("%,d", tally.sessions()));
    row("Visitors", tally -> words("%,d", tally.visitors()));
    row("Bounce rate", tally -> share(tally.bounces(), tally.sessions()));
    row("Engaged", tally -> share(tally.engaged(), tally.sessions()));
    row("Converted", tally -> share(tally.converted(), tally.sessions()));
    TreeSet<String> names = new TreeSet<>();
    analysis.gaps().forEach(tally -> names.addAll(tally.conversions().keySet()));
    for (String name : names) {
      row(
          "… by " + name,
          tally -> share(tally.conversions().getOrDefault(name, 0L), tally.sessions()));
    }
    for (int percent : new int[] {50, 90, 99}) {
      row(
          "Length, p" + percent,
          tally -> quantile(tally.durationMillis(), percent, TimeText::length));
    }
    for (int percent : new int[] {50, 90, 99}) {
      row("Page views, p" + percent, t -> quantile(t.pageViews(), percent, String::valueOf));
    }
    row("Cut off by the range's end", tally -> words("%,d", tally.cut()));
    row("Begun before what was read, perhaps", tally -> words("%,d", tally.edges()));
    row("Machines' sessions, apart", tally -> words("%,d", tally.machines()));
    html.raw("</tbody>\n</table></div>\n</section>\n");
  }

  private void row(String name, Function<GapTally, String> value) {
    html.raw("<tr>").element("th scope=\"row\"", name);
    analysis.gaps().forEach(tally -> html.element("td", value.apply(tally)));
    html.raw("</tr>\n");
  }

  private static String quantile(LogHistogram values, int percent, Function<Long, String> text) {
    return values.isEmpty() ? "–" : text.apply(values.quantile(percent / 100.0));
  }

  private void comparisons() {
    List<Duration> gaps = range.gaps();
    section("What becomes of one gap's sessions under another");
    html.element(
        "p",
        "Of the sessions by the row's gap, how many are joined to others, or split, under the"
            + " column's.");
    html.raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Gap by gap\">")
        .raw("<table class=\"matrix\">\n<thead><tr>")
        .element("th scope=\"col\"", "Sessions by");
    for (Duration gap : gaps) {
      html.raw("<th scope=\"col\"><span class=\"wide\">under </span>").text(TimeText.gap(gap));
      html.raw("</th>\n");
    }
    html.raw("</tr></thead>\n<tbody>\n");
    for (int i = 0; i < gaps.size(); i++) {
      html.raw("<tr>").element("th scope=\"row\"", TimeText.gap(gaps.get(i)));
      for (int j = 0; j < gaps.size(); j++) {
        cell(i, j);
      }
      html.raw("</tr>\n");
    }
    html.raw("</tbody>\n</table></div>\n</section>\n");
  }

  private void cell(int gap, int other) {
    GapComparison comparison = analysis.comparison(gap, other);
    long all = analysis.gaps().get(gap).sessions();
    if (gap == other) {
      html.element("td class=\"self\"", words("%,d", all));
      return;
    }
    List<String> parts = new ArrayList<>();
    if (comparison.joined() > 0) {
      parts.add(words("%,d joined", comparison.joined()));
    }
    if (comparison.split() > 0) {
      parts.add(words("%,d split", comparison.split()));
    }
    long changed = comparison.joined() + comparison.split();
    double strength = all == 0 ? 0 : 0.6 * Math.sqrt((double) changed / all);
    String kind = comparison.joined() >= comparison.split() ? "joined" : "split";
    html.element(
        "td class=\"" + kind + "\" style=\"--much:" + Html.decimal(strength) + "\"",
        parts.isEmpty() ? "same" : String.join(", ", parts));
  }

  private void distributions(
      String title, String words, Bins bins, Function<GapTally, LogHistogram> values) {
    section(title);
    html.element("p", words).raw("<div class=\"cards\">\n");
    List<long[]> counts =
        analysis.gaps().stream().map(tally -> bins.counts(values.apply(tally))).toList();
    int used = 1;
    for (long[] each : counts) {
      for (int bin = used; bin < each.length; bin++) {
        used = each[bin] > 0 ? bin + 1 : used;
      }
    }
    for (int i = 0; i < counts.size(); i++) {
      html.raw("<div class=\"card\">").element("h3", TimeText.gap(range.gaps().get(i)));
      for (int bin = 0; bin < used; bin++) {
        bar(bins.names().get(bin), counts.get(i)[bin], analysis.gaps().get(i).sessions());
      }
      html.raw("</div>\n");
    }
    html.raw("</div>\n</section>\n");
  }

  private void bar(String name, long count, long all) {
    String width = all == 0 ? "0" : Html.decimal(100.0 * count / all);
    html.raw("<div class=\"bar\">")
        .element("span", name)
        .raw("<b><i style=\"width:" + width + "%\"></i></b>")
        .element("span", share(count, all))
        .raw("</div>\n");
  }

  private void reading() {
    section("How to read this");
    html.element("p", range.definition());
    html.element(
        "p",
        "Bounce: one page view and no other interaction. Engaged: two page views, ten seconds, or a"
            + " conversion. Converted: at least one conversion. Sessions of machines that say what"
            + " they are count apart, and in no other number. Quantiles are exact to a sixteenth.");
    html.element(
        "p",
        "The bend is the point of the curve that lies farthest below the straight line between its"
            + " ends, over the logarithm of time. It counts if it lies a tenth of the height below"
            + " it, and farther than chance would put it; the gap suggested is the next usual one"
            + " above it. It says where waiting longer stops joining much, not what a visit is to"
            + " your site: who reads long wants a longer gap.");
    html.raw("</section>\n");
  }

  private void section(String title) {
    html.raw("<section>\n").element("h2", title);
  }

  private static String share(long part, long all) {
    return all == 0 ? "–" : words("%.1f%%", 100.0 * part / all);
  }

  private static String words(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
