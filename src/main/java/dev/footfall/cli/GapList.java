package dev.footfall.cli;

import dev.footfall.analysis.TimeText;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;

/** Gaps that can be compared: each once, in rising order. */
final class GapList {
  private static final int MOST = 8;
  private static final Duration LONGEST = Duration.ofHours(24);

  private GapList() {}

  /**
   * @throws CommandFailed where they make no comparison
   */
  static List<Duration> of(List<Duration> gaps) {
    TreeSet<Duration> rising = new TreeSet<>();
    for (Duration gap : gaps) {
      if (gap.isZero()) {
        throw refused("a gap of 0 would make a session of each interaction");
      }
      if (gap.compareTo(LONGEST) > 0) {
        throw refused(TimeText.gap(gap) + " is longer than " + TimeText.gap(LONGEST));
      }
      if (!rising.add(gap)) {
        throw refused(TimeText.gap(gap) + " is there twice");
      }
    }
    if (rising.size() > MOST) {
      throw refused(rising.size() + " gaps are more than " + MOST);
    }
    return List.copyOf(rising);
  }

  private static CommandFailed refused(String why) {
    return new CommandFailed(ExitCode.USAGE, "--gap: " + why, null);
  }
}
