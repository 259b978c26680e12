package dev.footfall.analysis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an analysis comes to, in words, the same on a terminal and in a report.
 *
 * @param suggestion the gap that is suggested, or that there is none
 * @param reasons for it, and what it rests on
 * @param cautions what the numbers do not say
 */
public record Findings(String suggestion, List<String> reasons, List<String> cautions) {
  /** Share of sessions cut off by an end of the range from which on it is worth a word. */
  private static final double MUCH_CUT = 0.1;

  private static final int EXACT_VISITORS = 1_024;

  public static Findings of(AnalysedRange range, Analysis analysis, Bend bend) {
    List<String> reasons = new ArrayList<>();
    Duration gap = bend.suggestedGap();
    String suggestion = gap == null ? "No gap is suggested" : "Suggested gap: " + TimeText.gap(gap);
    if (gap == null) {
      reasons.add(
          bend.times() == 0
              ? "No visitor came back between 1s and 4h after an interaction."
              : words(
                  "The curve of times between interactions has no clear bend: its farthest point"
                      + " lies %.2f below a straight line, and for %,d times %.2f would be needed.",
                  bend.distance(), bend.times(), bend.needed()));
    } else {
      reasons.add(
          words(
              "The curve of times between interactions bends at %s, %.2f below a straight line"
                  + " (%.2f would be needed for %,d times).",
              length(bend), bend.distance(), bend.needed(), bend.times()));
      Duration half = gap.dividedBy(2);
      Duration twice = gap.multipliedBy(2);
      reasons.add(
          words(
              "A gap of %s ends a session at %,d of these times; half of it would at %,d, twice as"
                  + " much at %,d.",
              TimeText.gap(gap),
              bend.longerThan(gap),
              bend.longerThan(half),
              bend.longerThan(twice)));
    }
    return new Findings(suggestion, List.copyOf(reasons), cautions(range, analysis));
  }

  private static String length(Bend bend) {
    return bend.at() == null ? "" : TimeText.length(bend.at().toMillis());
  }

  private static List<String> cautions(AnalysedRange range, Analysis analysis) {
    List<String> cautions = new ArrayList<>();
    List<String> cut = new ArrayList<>();
    List<String> edges = new ArrayList<>();
    long visitors = 0;
    for (int i = 0; i < range.gaps().size(); i++) {
      GapTally tally = analysis.gaps().get(i);
      visitors = Math.max(visitors, tally.visitors());
      String gap = TimeText.gap(range.gaps().get(i));
      noteMuch(cut, tally.cut(), tally.sessions(), gap);
      noteMuch(edges, tally.edges(), tally.sessions(), gap);
    }
    if (!edges.isEmpty()) {
      cautions.add(
          "What was read may begin in the middle of sessions: of "
              + String.join(", ", edges)
              + ". A longer warm-up says more.");
    }
    if (!cut.isEmpty()) {
      cautions.add(
          "The range ended before the gap after a session was over: in "
              + String.join(", ", cut)
              + ". Such sessions are counted as far as they were seen; a longer range says more.");
    }
    long micros = analysis.lastMicros() - analysis.firstMicros();
    if (micros < Intervals.LONGEST.toNanos() / 1_000) {
      cautions.add(
          words(
              "The range is %s long: who comes back later is not seen, so the curve may bend too"
                  + " early.",
              TimeText.length(micros / 1_000)));
    }
    if (visitors > EXACT_VISITORS) {
      cautions.add("Visitors are estimated, to within some 3%.");
    }
    if (analysis.withoutVisitor() > 0) {
      cautions.add(
          words(
              "%,d of %,d events are of nobody who can be told apart, and belong to no session.",
              analysis.withoutVisitor(), analysis.events()));
    }
    return List.copyOf(cautions);
  }

  private static void noteMuch(List<String> notes, long part, long all, String gap) {
    if (part > MUCH_CUT * all) {
      notes.add(words("%.0f%% under %s", 100.0 * part / all, gap));
    }
  }

  private static String words(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
