package dev.footfall.funnel;

import dev.footfall.event.EventDraft;
import dev.footfall.event.Money;
import dev.footfall.funnel.Funnel.Breakdown;
import dev.footfall.funnel.Funnel.CountBy;
import dev.footfall.funnel.Funnel.EventTest;
import dev.footfall.funnel.Funnel.Exclusion;
import dev.footfall.funnel.Funnel.Order;
import dev.footfall.funnel.Funnel.Step;
import dev.footfall.funnel.FunnelEvent.Held;
import dev.footfall.funnel.FunnelEvent.Role;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Funnels and what visitors do, in short: a step is {@code view}, {@code view|list} or, optional,
 * {@code view?}. An event is its name and minute, {@code view@0}; a microsecond later {@code
 * view@0+1}; no interaction {@code poll@3!}; of a session {@code view@0#s2}; with held values
 * {@code view@0=a,b}, with what their lines are worth {@code view@0=a:5}.
 */
final class FunnelDraft {
  static final long HOUR = EventDraft.NOON;

  private final List<Step> steps = new ArrayList<>();
  private final List<Exclusion> exclusions = new ArrayList<>();
  private Order order = Order.ORDERED;
  private Duration window = Duration.ofMinutes(30);
  private Duration stepWindow;
  private String held;
  private CountBy countBy = CountBy.VISITOR;
  private Breakdown breakdown;

  FunnelDraft(String... steps) {
    for (String text : steps) {
      boolean optional = text.endsWith("?");
      List<EventTest> events = new ArrayList<>();
      for (String name : text.replace("?", "").split("\\|")) {
        events.add(new EventTest(name, List.of()));
      }
      this.steps.add(new Step(text, events, optional));
    }
  }

  FunnelDraft order(Order order) {
    this.order = order;
    return this;
  }

  FunnelDraft window(int minutes) {
    window = Duration.ofMinutes(minutes);
    return this;
  }

  FunnelDraft stepWindow(int minutes) {
    stepWindow = Duration.ofMinutes(minutes);
    return this;
  }

  FunnelDraft exclude(String event, int from, int to) {
    exclusions.add(new Exclusion(new EventTest(event, List.of()), from, to));
    return this;
  }

  FunnelDraft hold(String property) {
    held = property;
    return this;
  }

  FunnelDraft countBy(CountBy countBy) {
    this.countBy = countBy;
    return this;
  }

  FunnelDraft breakdown(int step) {
    breakdown = new Breakdown("country", step);
    return this;
  }

  Funnel funnel() {
    return new Funnel(
        "f",
        steps,
        order,
        window,
        stepWindow,
        exclusions,
        held,
        countBy,
        breakdown,
        Duration.ofHours(1));
  }

  /**
   * The attempts of a visitor: their events, then what became of them; in order of their starts.
   */
  List<String> attempts(String... events) {
    Funnel funnel = funnel();
    List<FunnelEvent> log = log(funnel, events);
    return new MatchFunnel(funnel, 0)
        .attempts(log, 0, new HashMap<>()).stream()
            .map(
                match ->
                    Arrays.stream(match.events())
                            .mapToObj(event -> log.get(match.track().places[event]).eventId())
                            .collect(Collectors.joining(" "))
                        + (match.complete() ? " complete" : match.excluded() ? " excluded" : ""))
            .toList();
  }

  /** What is counted of the attempts of a visitor. */
  List<FunnelState.Reported> reported(String... events) {
    Funnel funnel = funnel();
    List<FunnelEvent> log = log(funnel, events);
    return new DescribeAttempt(funnel, 0, log)
        .reported(new MatchFunnel(funnel, 0).attempts(log, 0, new HashMap<>()));
  }

  static List<FunnelEvent> log(Funnel funnel, String... events) {
    return Arrays.stream(events)
        .map(text -> event(funnel, text))
        .sorted(Comparator.comparing(FunnelEvent::place))
        .toList();
  }

  static FunnelEvent event(Funnel funnel, String text) {
    String[] head = text.replace("!", "").split("[#=]")[0].split("[@+]");
    long micros = HOUR + (long) (Double.parseDouble(head[1]) * 60_000_000);
    micros += head.length > 2 ? Long.parseLong(head[2]) : 0;
    String session = text.contains("#") ? text.replaceAll(".*#(\\w+).*", "$1") : "s1";
    String values = text.contains("=") ? text.substring(text.indexOf('=') + 1) : "";
    List<Held> held = new ArrayList<>();
    for (String value : values.isEmpty() ? new String[0] : values.split(",")) {
      String[] line = value.split(":");
      held.add(new Held(line[0], line.length > 1 ? new BigDecimal(line[1]) : null));
    }
    Met met = head[0].startsWith("fail") ? Met.error("timeout", "payment") : Met.NEITHER;
    return new FunnelEvent(
        text.replaceAll("[#=!].*", ""),
        new EventOrder(micros, head[0], "1", 0),
        session.equals("none") ? null : session,
        !text.contains("!"),
        met,
        new Money(BigDecimal.TEN, "EUR"),
        List.of(role(funnel, head[0], held)));
  }

  private static Role role(Funnel funnel, String name, List<Held> held) {
    long served = 0;
    for (int step = 0; step < funnel.steps().size(); step++) {
      if (funnel.steps().get(step).events().stream().anyMatch(t -> t.event().equals(name))) {
        served |= 1L << step;
      }
    }
    long excluding = 0;
    for (int i = 0; i < funnel.exclusions().size(); i++) {
      if (funnel.exclusions().get(i).event().event().equals(name)) {
        excluding |= 1L << i;
      }
    }
    return new Role(0, served, excluding, held, funnel.breakdown() == null ? null : "of " + name);
  }
}
