package dev.footfall.funnel;

import dev.footfall.event.Money;
import dev.footfall.funnel.Attempt.ReachedStep;
import dev.footfall.funnel.Funnel.Breakdown;
import dev.footfall.funnel.FunnelEvent.Held;
import dev.footfall.funnel.FunnelEvent.Role;
import dev.footfall.funnel.FunnelState.Reported;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says of attempts that were found in a log what is counted of them. */
final class DescribeAttempt {
  private final Funnel funnel;
  private final int place;
  private final List<FunnelEvent> log;

  /** By place in the log, the last interaction there or before; -1 for none. */
  private final int[] lastInteraction;

  /** The first event of each session, where the breakdown is the session's. */
  private final Map<String, FunnelEvent> sessions = new HashMap<>();

  DescribeAttempt(Funnel funnel, int place, List<FunnelEvent> log) {
    this.funnel = funnel;
    this.place = place;
    this.log = log;
    this.lastInteraction = new int[log.size()];
    int last = -1;
    for (int i = 0; i < lastInteraction.length; i++) {
      FunnelEvent event = log.get(i);
      last = event.interaction() ? i : last;
      lastInteraction[i] = last;
      if (funnel.breaksDownBySession() && event.sessionId() != null) {
        sessions.putIfAbsent(event.sessionId(), event);
      }
    }
  }

  List<Reported> reported(List<Match> matches) {
    List<Reported> reported = new ArrayList<>();
    for (Match match : matches) {
      reported.add(new Reported(breakdown(match), attempt(match)));
    }
    return reported;
  }

  private Attempt attempt(Match match) {
    List<ReachedStep> steps = new ArrayList<>();
    for (int i = 0; i < match.events().length; i++) {
      FunnelEvent event = log.get(match.place(i));
      long since = i == 0 ? 0 : event.micros() - log.get(match.place(i - 1)).micros();
      steps.add(
          new ReachedStep(
              match.steps()[i] + 1,
              since,
              money(event, match.track().held(match.events()[i])),
              met(match, i)));
    }
    return new Attempt(match.complete(), match.excluded(), steps);
  }

  private static @Nullable Money money(FunnelEvent event, @Nullable Held held) {
    Money money = event.money();
    return money == null || held == null || held.amount() == null
        ? money
        : new Money(held.amount(), money.currency());
  }

  /** At the last interaction before the next matched event, or before the window is over. */
  private @Nullable Met met(Match match, int index) {
    boolean last = index + 1 == match.events().length;
    return last && (match.complete() || match.excluded()) ? null : left(match, index).met();
  }

  /** The trace of the request at which an attempt stands: its last event, or what came behind. */
  String traceId(Match match) {
    int index = match.events().length - 1;
    FunnelEvent at =
        match.complete() || match.excluded() ? log.get(match.place(index)) : left(match, index);
    return at.place().traceId();
  }

  private FunnelEvent left(Match match, int index) {
    int at = match.place(index);
    int next =
        index + 1 < match.events().length
            ? match.place(index + 1)
            : behind(match.startMicros() + funnel.windowMicros(), at);
    return log.get(Math.max(at, lastInteraction[next - 1]));
  }

  private int behind(long time, int from) {
    int low = from;
    int high = log.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (log.get(middle).micros() <= time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private @Nullable String breakdown(Match match) {
    Breakdown breakdown = funnel.breakdown();
    if (breakdown == null) {
      return null;
    }
    FunnelEvent event = null;
    if (breakdown.step() == Breakdown.OF_SESSION) {
      String session = log.get(match.place(0)).sessionId();
      event = session == null ? null : sessions.get(session);
    } else {
      for (int i = 0; i < match.steps().length; i++) {
        event = match.steps()[i] == breakdown.step() - 1 ? log.get(match.place(i)) : event;
      }
    }
    Role role = event == null ? null : event.role(place);
    return role == null ? null : role.breakdown();
  }
}
