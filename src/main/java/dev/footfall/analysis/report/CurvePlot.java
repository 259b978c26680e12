package dev.footfall.analysis.report;

import dev.footfall.analysis.Bend;
import dev.footfall.analysis.TimeText;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The curve of times between interactions, with its bend and the compared gaps. Lines are drawn in
 * percent of the plot, texts stand in their own size: so it can be read at any width.
 */
final class CurvePlot {
  private static final List<Duration> TICKS =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(4),
          Duration.ofHours(24));

  private static final int LABEL_ROWS = 3;

  /** In percent of the plot, where that is narrow. */
  private static final double LABEL_WIDTH = 10;

  private final Bend bend;
  private final List<Duration> gaps;
  private final double firstMillis;
  private final double lastMillis;

  CurvePlot(Bend bend, List<Duration> gaps) {
    this.bend = bend;
    this.gaps = gaps;
    firstMillis = 1_000;
    long curveEnd = bend.curve().get(bend.curve().size() - 1).gapMillis();
    long widest = gaps.get(gaps.size() - 1).toMillis();
    lastMillis = 1.25 * Math.max(60_000, Math.max(curveEnd, widest));
  }

  void write(Html html) {
    html.raw("<div class=\"plot\" role=\"img\" aria-label=\"").text(inWords()).raw("\">\n");
    html.raw("<div class=\"area\">\n");
    lines(html);
    for (int percent = 0; percent <= 100; percent += 25) {
      html.raw("<span class=\"y\" style=\"bottom:" + percent + "%\">" + percent + "%</span>\n");
    }
    for (Duration tick : TICKS) {
      if (tick.toMillis() <= lastMillis) {
        label(html, "x", tick);
      }
    }
    gapLabels(html);
    Duration at = bend.at();
    if (at != null && bend.isClear()) {
      html.raw("<span class=\"bend\" style=\"left:" + x(at.toMillis()) + "%;bottom:")
          .raw(Html.decimal(share(bend.longerThan(at))) + "%\"></span>\n")
          .raw(
              "<span class=\"bend-text"
                  + (isRight(at) ? " before" : "")
                  + "\" style=\"left:"
                  + x(at.toMillis())
                  + "%;bottom:")
          .raw(Html.decimal(share(bend.longerThan(at))) + "%\">")
          .text("bends at " + TimeText.length(at.toMillis()))
          .raw("</span>\n");
    }
    html.raw("</div>\n</div>\n");
  }

  private boolean isRight(Duration at) {
    return Double.parseDouble(x(at.toMillis())) > 60;
  }

  /** One above the other where they would overlap on a narrow screen. */
  private void gapLabels(Html html) {
    double[] last = new double[LABEL_ROWS];
    Arrays.fill(last, -LABEL_WIDTH);
    for (Duration gap : gaps) {
      double at = Double.parseDouble(x(gap.toMillis()));
      int row = 0;
      while (row < LABEL_ROWS - 1 && at - last[row] < LABEL_WIDTH) {
        row++;
      }
      last[row] = at;
      label(html, "gap row" + row, gap);
    }
  }

  private void label(Html html, String kind, Duration at) {
    html.raw("<span class=\"" + kind + "\" style=\"left:" + x(at.toMillis()) + "%\">")
        .text(TimeText.gap(at))
        .raw("</span>\n");
  }

  private void lines(Html html) {
    html.raw("<svg viewBox=\"0 0 100 100\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\n");
    for (int y = 0; y <= 100; y += 25) {
      html.raw("<line class=\"grid\" x1=\"0\" x2=\"100\" y1=\"" + y + "\" y2=\"" + y + "\"/>\n");
    }
    for (Duration gap : gaps) {
      String x = x(gap.toMillis());
      html.raw("<line class=\"mark\" x1=\"" + x + "\" x2=\"" + x + "\" y1=\"0\" y2=\"100\"/>\n");
    }
    if (bend.times() > 0) {
      String path = path();
      html.raw("<path class=\"fill\" d=\"" + path + "L0 100Z\"/>\n");
      html.raw("<line class=\"chord\" x1=\"0\" y1=\"0\" x2=\"")
          .raw(x(bend.curve().get(bend.curve().size() - 1).gapMillis()))
          .raw("\" y2=\"100\"/>\n");
      html.raw("<path class=\"curve\" d=\"" + path + "\"/>\n");
    }
    html.raw("</svg>\n");
  }

  private String path() {
    StringBuilder path = new StringBuilder();
    for (Bend.Point point : bend.curve()) {
      path.append(path.length() == 0 ? 'M' : 'L')
          .append(x(point.gapMillis()))
          .append(' ')
          .append(Html.decimal(100 - share(point.longer())));
    }
    return path.append("L100 100").toString();
  }

  private String x(long millis) {
    double share = Math.log(millis / firstMillis) / Math.log(lastMillis / firstMillis);
    return Html.decimal(100 * Math.max(0, Math.min(1, share)));
  }

  private double share(long longer) {
    return bend.times() == 0 ? 0 : 100.0 * longer / bend.times();
  }

  private String inWords() {
    StringBuilder words =
        new StringBuilder("Share of times between interactions that are longer than a gap:");
    for (Duration gap : gaps) {
      words.append(
          String.format(
              Locale.ROOT, " %s %.1f%%;", TimeText.gap(gap), share(bend.longerThan(gap))));
    }
    return words.append(" over the gap's logarithm.").toString();
  }
}
