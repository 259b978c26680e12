package dev.footfall.analysis;

import dev.footfall.aggregate.LogHistogram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the curve of times between interactions bends: the share of times that are longer than a
 * gap, over the gap's logarithm, from {@link #SHORTEST} to {@link Intervals#LONGEST}. Each time
 * that is longer cuts a session in two; so the curve says how many sessions a gap makes. It falls
 * where people go from page to page, and is flat where hardly anybody comes back: between both a
 * longer gap no longer joins much.
 *
 * <p>The bend is the point that lies farthest below the straight line between the curve's ends,
 * after <a href="https://doi.org/10.1109/ICDCSW.2011.20">Satopää and others, Finding a "Kneedle" in
 * a Haystack</a>, without its smoothing: the histogram's buckets are fixed, so equal times give
 * equal bends. A curve without a bend runs along the line. A bend is clear if its distance is at
 * least a tenth of the curve's height, and more than chance makes of so few times: the bound of
 * Dvoretzky, Kiefer and Wolfowitz at 95 %. Fewer than thirty times show none.
 *
 * @param curve by rising gap
 * @param times how many lie between the curve's ends
 * @param at the bend; null where no time lies between the ends
 * @param distance from the line, as a share of the curve's height
 * @param needed the least distance at which it is clear
 */
public record Bend(
    List<Point> curve, long times, @Nullable Duration at, double distance, double needed) {
  static final Duration SHORTEST = Duration.ofSeconds(1);

  private static final double LEAST_DISTANCE = 0.1;
  private static final double CHANCE = 1.36;
  private static final int LEAST_TIMES = 30;
  private static final int[] SECONDS = {
    1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 120, 180, 300, 600, 900, 1_200, 1_800, 2_700, 3_600, 5_400,
    7_200, 10_800, 14_400
  };

  /**
   * A point of the curve.
   *
   * @param longer how many times are longer than the gap
   */
  public record Point(long gapMillis, long longer) {}

  /** Looks for the bend. */
  public static Bend of(LogHistogram millis) {
    List<Point> curve = curve(millis);
    Point first = curve.get(0);
    Point last = curve.get(curve.size() - 1);
    long times = first.longer() - last.longer();
    double needed =
        times < LEAST_TIMES ? 1 : Math.max(LEAST_DISTANCE, CHANCE / Math.sqrt((double) times));
    Point farthest = null;
    double distance = 0;
    for (Point point : curve) {
      double below = times == 0 ? 0 : line(first, last, point) - share(first, last, point);
      if (below > distance) {
        distance = below;
        farthest = point;
      }
    }
    Duration at = farthest == null ? null : Duration.ofMillis(farthest.gapMillis());
    return new Bend(curve, times, at, distance, needed);
  }

  private static List<Point> curve(LogHistogram millis) {
    long shortest = SHORTEST.toMillis();
    List<Point> curve = new ArrayList<>();
    long longer = millis.count();
    curve.add(new Point(shortest, longer));
    for (Map.Entry<Long, Long> bucket : millis.buckets().entrySet()) {
      longer -= bucket.getValue();
      if (bucket.getKey() <= shortest) {
        curve.set(0, new Point(shortest, longer));
      } else {
        curve.add(new Point(Math.min(bucket.getKey(), Intervals.LONGEST.toMillis()), longer));
      }
    }
    return curve;
  }

  /** How high the straight line lies above a point's gap, from 1 to 0. */
  private static double line(Point first, Point last, Point at) {
    double width = Math.log((double) last.gapMillis() / first.gapMillis());
    return 1 - Math.log((double) at.gapMillis() / first.gapMillis()) / width;
  }

  private static double share(Point first, Point last, Point at) {
    return (double) (at.longer() - last.longer()) / (first.longer() - last.longer());
  }

  public boolean isClear() {
    return at != null && distance >= needed;
  }

  /** The next of the gaps that people set, from the bend upwards; null without a clear bend. */
  public @Nullable Duration suggestedGap() {
    if (at == null || !isClear()) {
      return null;
    }
    for (int seconds : SECONDS) {
      if (at.compareTo(Duration.ofSeconds(seconds)) <= 0) {
        return Duration.ofSeconds(seconds);
      }
    }
    return Intervals.LONGEST;
  }

  /** How many times between the curve's ends are longer than a gap. */
  public long longerThan(Duration gap) {
    long longer = curve.get(0).longer();
    for (Point point : curve) {
      if (point.gapMillis() <= gap.toMillis()) {
        longer = point.longer();
      }
    }
    return longer;
  }
}
