package dev.footfall.trial;

import dev.footfall.funnel.Attempt;
import dev.footfall.funnel.Attempt.ReachedStep;
import dev.footfall.funnel.AttemptChange;
import dev.footfall.funnel.FunnelKey;
import dev.footfall.funnel.Met;
import dev.footfall.privacy.KeyedId;
import dev.footfall.visitor.FollowedAttempt;
import java.io.Serializable;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Keeps traces of those who left a funnel, by the step and by what they had met: the proof of what
 * is counted. A bounded number of each, the earliest windows first; what is taken back goes. Not
 * thread-safe.
 */
public final class LeaverTraces implements Serializable {
  private static final long serialVersionUID = 1;

  /** More than are shown, since some are taken back. */
  private static final int KEPT = 100;

  private static final Comparator<Left> ORDER =
      Comparator.comparingLong((Left left) -> left.windowMillis)
          .thenComparing(Left::traceId)
          .thenComparing(Left::visitor);

  private final Map<Place, TreeSet<Left>> left = new HashMap<>();

  private record Place(String funnelId, int step, Met met) implements Serializable {}

  private record Left(long windowMillis, String traceId, String visitor, int attempt)
      implements Serializable, Comparable<Left> {
    @Override
    public int compareTo(Left other) {
      return ORDER.compare(this, other);
    }

    boolean isOf(Left other) {
      return windowMillis == other.windowMillis
          && visitor.equals(other.visitor)
          && attempt == other.attempt;
    }
  }

  void add(FollowedAttempt followed) {
    AttemptChange change = followed.change();
    Attempt attempt = change.attempt();
    if (!attempt.dropped() || attempt.steps().isEmpty()) {
      return;
    }
    ReachedStep last = attempt.steps().get(attempt.steps().size() - 1);
    if (last.met() == null) {
      return;
    }
    FunnelKey key = change.key();
    Left one =
        new Left(key.cohortStartMillis(), trace(change), id(followed.visitor()), hash(change));
    TreeSet<Left> kept =
        left.computeIfAbsent(
            new Place(key.funnelId(), last.step(), last.met()), place -> new TreeSet<>());
    if (change.sign() > 0) {
      kept.add(one);
      if (kept.size() > KEPT) {
        kept.pollLast();
      }
    } else {
      kept.stream().filter(one::isOf).findFirst().ifPresent(kept::remove);
    }
  }

  private static String trace(AttemptChange change) {
    return change.traceId() == null ? "" : change.traceId();
  }

  private static String id(KeyedId visitor) {
    return visitor.toString();
  }

  /** Tells apart the attempts that one visitor has in one window. */
  private static int hash(AttemptChange change) {
    return 31 * change.attempt().hashCode() + String.valueOf(change.key().breakdown()).hashCode();
  }

  /** All parts together. */
  public static LeaverTraces merged(Collection<LeaverTraces> parts) {
    LeaverTraces merged = new LeaverTraces();
    for (LeaverTraces part : parts) {
      part.left.forEach(
          (place, traces) ->
              merged.left.computeIfAbsent(place, none -> new TreeSet<>()).addAll(traces));
    }
    return merged;
  }

  /** Traces of those who left after a step, counted from 1, and had met this before. */
  public List<String> of(String funnelId, int step, Met met, int most) {
    return left.getOrDefault(new Place(funnelId, step, met), new TreeSet<>()).stream()
        .map(Left::traceId)
        .distinct() // attempts of two windows may end at one request
        .limit(most)
        .toList();
  }
}
