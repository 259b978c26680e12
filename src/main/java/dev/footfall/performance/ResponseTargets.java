package dev.footfall.performance;

import dev.footfall.event.Request;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;

/**
 * How fast pages are meant to be: the T of an Apdex score, as the <a
 * href="https://en.wikipedia.org/wiki/Apdex">Apdex Alliance</a> defines it.
 *
 * @param target of all pages that have none of their own (500 ms)
 * @param byPage by route; where requests have none, by path with {@code {id}} for ids
 */
public record ResponseTargets(Duration target, Map<String, Duration> byPage)
    implements Serializable {
  public static final ResponseTargets DEFAULTS =
      new ResponseTargets(Duration.ofMillis(500), Map.of());

  private static final int TOLERATED = 4;

  public ResponseTargets {
    byPage = Map.copyOf(byPage);
  }

  /** How a visitor takes a duration. */
  public enum Verdict {
    SATISFIED,
    TOLERATING,
    FRUSTRATED
  }

  /** Whether a request took longer than a visitor tolerates: four times the target. */
  public boolean isSlow(Request request) {
    return request.durationMicros() > TOLERATED * targetMicros(PageName.of(request));
  }

  /**
   * How a request was taken: within the target, within four times of it, or neither. One that
   * failed is never taken well, however fast.
   */
  Verdict verdict(Request request, String page, boolean failed) {
    long target = targetMicros(page);
    if (failed || request.durationMicros() > TOLERATED * target) {
      return Verdict.FRUSTRATED;
    }
    return request.durationMicros() <= target ? Verdict.SATISFIED : Verdict.TOLERATING;
  }

  private long targetMicros(String page) {
    return byPage.getOrDefault(page, target).toNanos() / 1_000;
  }
}
