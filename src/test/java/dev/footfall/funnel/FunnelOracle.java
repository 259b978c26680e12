package dev.footfall.funnel;

import dev.footfall.event.Money;
import dev.footfall.funnel.Attempt.ReachedStep;
import dev.footfall.funnel.Funnel.CountBy;
import dev.footfall.funnel.Funnel.Exclusion;
import dev.footfall.funnel.Funnel.Order;
import dev.footfall.funnel.FunnelEvent.Held;
import dev.footfall.funnel.FunnelEvent.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * The attempts of a short history, found the slow way: all chains are written down, and the one
 * that the documentation's words mean is picked.
 */
final class FunnelOracle {
  /** An attempt with what it is counted under. */
  record Counted(long cohortStartMicros, String breakdown, Attempt attempt) {}

  /** A step that an event serves: places in the history, and among the steps. */
  private record Link(int event, int step) {}

  /** An attempt; end is the place of the last event that belongs to it. */
  private record Found(List<Link> chain, boolean complete, boolean excluded, int end) {}

  private final Funnel funnel;
  private final int place;
  private final List<FunnelEvent> history;
  private final long window;
  private final long cohort;
  private String session;
  private String value;

  private FunnelOracle(Funnel funnel, int place, List<FunnelEvent> history) {
    this.funnel = funnel;
    this.place = place;
    this.history = new ArrayList<>(history);
    this.history.sort(
        Comparator.comparing((FunnelEvent e) -> e.place().micros())
            .thenComparing(e -> e.place().traceId())
            .thenComparing(e -> e.place().spanId())
            .thenComparing(e -> e.place().ruleIndex()));
    this.window = funnel.window().toNanos() / 1_000;
    this.cohort = funnel.cohort().toNanos() / 1_000;
  }

  static List<Counted> attempts(Funnel funnel, int place, List<FunnelEvent> history) {
    return new FunnelOracle(funnel, place, history).work();
  }

  private List<Counted> work() {
    List<Counted> counted = new ArrayList<>();
    Set<String> sessions = new HashSet<>();
    Set<String> values = new HashSet<>();
    for (FunnelEvent event : history) {
      sessions.add(event.sessionId());
      for (Role role : event.roles()) {
        if (role.funnel() == place) {
          role.held().forEach(held -> values.add(held.value()));
        }
      }
    }
    sessions.remove(null);
    for (String eachSession : funnel.countBy() == CountBy.SESSION ? sessions : nothing()) {
      for (String eachValue : funnel.holdConstant() != null ? values : nothing()) {
        session = eachSession;
        value = eachValue;
        pick().forEach(found -> counted.add(describe(found)));
      }
    }
    return counted;
  }

  private static Set<String> nothing() {
    Set<String> one = new HashSet<>();
    one.add(null);
    return one;
  }

  // Which attempts count

  private List<Found> pick() {
    TreeMap<Integer, Found> byStart = new TreeMap<>();
    for (int start = 0; start < history.size(); start++) {
      long steps = steps(start);
      if (funnel.order() == Order.ANY ? steps != 0 : (steps & 1) != 0) {
        byStart.put(start, attempt(start));
      }
    }
    if (funnel.countBy() == CountBy.TOTAL) {
      return notOverlapping(byStart);
    }
    TreeMap<Long, Found> best = new TreeMap<>();
    byStart.forEach(
        (start, found) -> {
          Found before = best.get(cohort(start));
          if (before == null || isBetter(found, before)) {
            best.put(cohort(start), found);
          }
        });
    return new ArrayList<>(best.values());
  }

  private List<Found> notOverlapping(TreeMap<Integer, Found> byStart) {
    List<Found> taken = new ArrayList<>();
    int free = 0;
    while (byStart.ceilingKey(free) != null) {
      int first = byStart.ceilingKey(free);
      Found best = byStart.get(first);
      for (int start : byStart.keySet()) {
        if (start > first
            && start <= byStart.get(first).end
            && cohort(start) == cohort(first)
            && isBetter(byStart.get(start), best)) {
          best = byStart.get(start);
        }
      }
      taken.add(best);
      free = best.end + 1;
    }
    return taken;
  }

  /** A later start is better only where it is better in something. */
  private boolean isBetter(Found later, Found earlier) {
    if (later.complete != earlier.complete) {
      return later.complete;
    }
    if (later.excluded != earlier.excluded) {
      return earlier.excluded;
    }
    if (reach(later.chain) != reach(earlier.chain)) {
      return reach(later.chain) > reach(earlier.chain);
    }
    return later.chain.size() > earlier.chain.size();
  }

  // One attempt

  private Found attempt(int start) {
    int last = start;
    while (last + 1 < history.size() && micros(last + 1) <= micros(start) + window) {
      last++;
    }
    for (int event = start + 1; event <= last; event++) {
      if (exclusions(event) == 0) {
        continue;
      }
      List<Link> withIt = longest(start, event);
      List<Link> before = longest(start, event - 1);
      if (withIt.get(withIt.size() - 1).event != event && excludes(event, before)) {
        return new Found(before, false, true, event);
      }
    }
    List<Link> chain = longest(start, last);
    boolean complete = isComplete(chain);
    return new Found(chain, complete, false, complete ? chain.get(chain.size() - 1).event : last);
  }

  private boolean excludes(int event, List<Link> chain) {
    if (funnel.order() == Order.ANY) {
      return !isComplete(chain);
    }
    int reached = chain.get(chain.size() - 1).step + 1;
    for (int i = 0; i < funnel.exclusions().size(); i++) {
      Exclusion exclusion = funnel.exclusions().get(i);
      if ((exclusions(event) >> i & 1) == 1
          && reached >= exclusion.from()
          && reached < exclusion.to()) {
        return true;
      }
    }
    return false;
  }

  private boolean isComplete(List<Link> chain) {
    for (int step = 0; step < funnel.steps().size(); step++) {
      int wanted = step;
      if (!funnel.steps().get(step).optional()
          && chain.stream().noneMatch(link -> link.step == wanted)) {
        return false;
      }
    }
    return true;
  }

  private int reach(List<Link> chain) {
    return funnel.order() == Order.ANY
        ? (int) chain.stream().filter(l -> !funnel.steps().get(l.step).optional()).count()
        : chain.get(chain.size() - 1).step;
  }

  private List<Link> longest(int start, int last) {
    List<List<Link>> all = new ArrayList<>();
    for (int step = 0; step < funnel.steps().size(); step++) {
      if ((steps(start) >> step & 1) == 1 && (step == 0 || funnel.order() == Order.ANY)) {
        write(List.of(new Link(start, step)), last, all);
      }
    }
    return all.stream()
        .max(
            Comparator.comparing((List<Link> chain) -> reach(chain))
                .thenComparing(List::size)
                .thenComparing(FunnelOracle::earlierEvents)
                .thenComparing(FunnelOracle::lowerSteps))
        .orElseThrow();
  }

  private void write(List<Link> chain, int last, List<List<Link>> all) {
    all.add(chain);
    for (int event = chain.get(chain.size() - 1).event + 1; event <= last; event++) {
      for (int step = 0; step < funnel.steps().size(); step++) {
        Link link = new Link(event, step);
        if ((steps(event) >> step & 1) == 1 && mayFollow(chain, link)) {
          List<Link> longer = new ArrayList<>(chain);
          longer.add(link);
          write(longer, last, all);
        }
      }
    }
  }

  private boolean mayFollow(List<Link> chain, Link next) {
    if (funnel.order() == Order.ANY) {
      return chain.stream().noneMatch(link -> link.step == next.step);
    }
    Link previous = chain.get(chain.size() - 1);
    if (next.step <= previous.step) {
      return false;
    }
    for (int step = previous.step + 1; step < next.step; step++) {
      if (!funnel.steps().get(step).optional()) {
        return false;
      }
    }
    if (funnel.stepWindow() != null
        && micros(next.event) - micros(previous.event) > funnel.stepWindow().toNanos() / 1_000) {
      return false;
    }
    if (funnel.order() == Order.STRICT) {
      for (int between = previous.event + 1; between < next.event; between++) {
        boolean repeat = (steps(between) >> previous.step & 1) == 1;
        if (history.get(between).interaction() && !repeat) {
          return false;
        }
      }
    }
    return true;
  }

  private static int earlierEvents(List<Link> one, List<Link> other) {
    for (int i = 0; i < one.size(); i++) {
      if (one.get(i).event != other.get(i).event) {
        return one.get(i).event < other.get(i).event ? 1 : -1;
      }
    }
    return 0;
  }

  private static int lowerSteps(List<Link> one, List<Link> other) {
    for (int i = 0; i < one.size(); i++) {
      if (one.get(i).step != other.get(i).step) {
        return one.get(i).step < other.get(i).step ? 1 : -1;
      }
    }
    return 0;
  }

  // What an event means here

  private long micros(int event) {
    return history.get(event).place().micros();
  }

  private long cohort(int event) {
    return Math.floorDiv(micros(event), cohort) * cohort;
  }

  private long steps(int event) {
    Role role = roleHere(event);
    return role == null ? 0 : role.steps();
  }

  private long exclusions(int event) {
    Role role = roleHere(event);
    return role == null ? 0 : role.exclusions();
  }

  private Role roleHere(int event) {
    FunnelEvent here = history.get(event);
    Role role = roleOf(here);
    if (role == null || session != null && !session.equals(here.sessionId())) {
      return null;
    }
    return value == null || role.held().stream().anyMatch(h -> h.value().equals(value))
        ? role
        : null;
  }

  private Role roleOf(FunnelEvent event) {
    return event.roles().stream().filter(r -> r.funnel() == place).findFirst().orElse(null);
  }

  // What is counted of an attempt

  private Counted describe(Found found) {
    List<ReachedStep> steps = new ArrayList<>();
    List<Link> chain = found.chain;
    for (int i = 0; i < chain.size(); i++) {
      Link link = chain.get(i);
      boolean isLast = i == chain.size() - 1;
      Met met = history.get(link.event).met();
      for (int event = link.event + 1; event < history.size(); event++) {
        boolean before =
            isLast
                ? micros(event) <= micros(chain.get(0).event) + window
                : event < chain.get(i + 1).event;
        if (before && history.get(event).interaction()) {
          met = history.get(event).met();
        }
      }
      if (isLast && (found.complete || found.excluded)) {
        met = null;
      }
      long since = i == 0 ? 0 : micros(link.event) - micros(chain.get(i - 1).event);
      steps.add(new ReachedStep(link.step + 1, since, money(link.event), met));
    }
    return new Counted(
        cohort(chain.get(0).event),
        breakdown(chain),
        new Attempt(found.complete, found.excluded, steps));
  }

  private Money money(int event) {
    Money money = history.get(event).money();
    if (money != null && value != null) {
      for (Held held : roleHere(event).held()) {
        if (held.value().equals(value) && held.amount() != null) {
          return new Money(held.amount(), money.currency());
        }
      }
    }
    return money;
  }

  private String breakdown(List<Link> chain) {
    if (funnel.breakdown() == null) {
      return null;
    }
    int step = funnel.breakdown().step();
    FunnelEvent giver = null;
    if (step == 0) {
      String id = history.get(chain.get(0).event).sessionId();
      for (int i = history.size() - 1; i >= 0; i--) {
        FunnelEvent event = history.get(i);
        if (id != null && Objects.equals(event.sessionId(), id)) {
          giver = event;
        }
      }
    } else {
      for (Link link : chain) {
        giver = link.step == step - 1 ? history.get(link.event) : giver;
      }
    }
    Role role = giver == null ? null : roleOf(giver);
    return role == null ? null : role.breakdown();
  }
}
