package dev.footfall.funnel;

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
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Draws funnels and short histories in which everything that is hard comes up often. */
final class RandomFunnel {
  static final long START = 1_795_519_744_000_000L;
  static final Duration WINDOW = Duration.ofMillis(10);
  private static final Duration STEP_WINDOW = Duration.ofMillis(4);
  private static final Duration COHORT = Duration.ofMillis(16);

  /** What a funnel may have besides steps. */
  enum Variant {
    ORDERED,
    STEP_WINDOW,
    OPTIONAL,
    STRICT,
    STRICT_STEP_WINDOW,
    ANY,
    EXCLUSION,
    STRICT_EXCLUSION,
    ANY_EXCLUSION,
    HOLD_CONSTANT,
    SESSION,
    TOTAL,
    BREAKDOWN,
    MIXED
  }

  private final Random random;

  RandomFunnel(Random random) {
    this.random = random;
  }

  Funnel funnel(String id, Variant variant) {
    boolean mixed = variant == Variant.MIXED;
    int count = 2 + random.nextInt(3);
    boolean optional =
        variant != Variant.ORDERED && (variant == Variant.OPTIONAL || random.nextInt(3) == 0);
    List<Step> steps = new ArrayList<>();
    for (int step = 0; step < count; step++) {
      boolean inside = step > 0 && step < count - 1;
      steps.add(
          new Step(
              "step" + step,
              List.of(new EventTest("e", List.of())),
              optional && inside && random.nextBoolean()));
    }
    Order order = order(variant);
    boolean stepWindow =
        variant == Variant.STEP_WINDOW
            || variant == Variant.STRICT_STEP_WINDOW
            || mixed && random.nextBoolean();
    boolean excludes = variant.name().endsWith("EXCLUSION") || mixed && random.nextBoolean();
    boolean holds = variant == Variant.HOLD_CONSTANT || mixed && random.nextInt(3) == 0;
    boolean breaks = variant == Variant.BREAKDOWN || mixed && random.nextBoolean();
    return new Funnel(
        id,
        steps,
        order,
        WINDOW,
        stepWindow && order != Order.ANY ? STEP_WINDOW : null,
        excludes ? exclusions(count) : List.of(),
        holds ? "item_id" : null,
        countBy(variant),
        breaks ? new Breakdown("country", random.nextInt(count + 1)) : null,
        COHORT);
  }

  private Order order(Variant variant) {
    return switch (variant) {
      case STRICT, STRICT_STEP_WINDOW, STRICT_EXCLUSION -> Order.STRICT;
      case ANY, ANY_EXCLUSION -> Order.ANY;
      case ORDERED, STEP_WINDOW, OPTIONAL, EXCLUSION -> Order.ORDERED;
      default -> Order.values()[random.nextInt(3)];
    };
  }

  private CountBy countBy(Variant variant) {
    return switch (variant) {
      case SESSION -> CountBy.SESSION;
      case TOTAL -> CountBy.TOTAL;
      case MIXED, BREAKDOWN -> CountBy.values()[random.nextInt(3)];
      default -> CountBy.VISITOR;
    };
  }

  private List<Exclusion> exclusions(int steps) {
    List<Exclusion> exclusions = new ArrayList<>();
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      int from = 1 + random.nextInt(steps - 1);
      int to = from + 1 + random.nextInt(steps - from);
      exclusions.add(new Exclusion(new EventTest("x", List.of()), from, to));
    }
    return exclusions;
  }

  /** Events in total order, of sessions that may come and go. */
  List<FunnelEvent> history(List<Funnel> funnels, int most) {
    return history(funnels, most, true);
  }

  /**
   * Events in total order; each has an amount of its own, by which it is known in an attempt.
   *
   * @param returning whether a session may go on after another
   */
  List<FunnelEvent> history(List<Funnel> funnels, int most, boolean returning) {
    List<FunnelEvent> history = new ArrayList<>();
    long micros = START + random.nextInt(16) * 1_000L;
    String session = "s0";
    for (int i = 1 + random.nextInt(most); i > 0; i--) {
      micros += gap();
      if (random.nextInt(4) == 0) {
        int number = returning ? random.nextInt(3) : i;
        session = random.nextInt(4) == 0 ? null : "s" + number;
      }
      history.add(event(micros, session, funnels));
    }
    history.sort(Comparator.comparing(FunnelEvent::place));
    return history;
  }

  private long gap() {
    return switch (random.nextInt(10)) {
      case 0, 1 -> 0;
      case 2, 3, 4 -> 1_000;
      case 5 -> 4_000;
      case 6 -> 4_001;
      case 7 -> 10_000;
      case 8 -> 10_001;
      default -> random.nextInt(3_000);
    };
  }

  FunnelEvent event(long micros, String session, List<Funnel> funnels) {
    EventOrder place =
        new EventOrder(
            micros,
            String.format("%032x", random.nextInt(3)),
            String.format("%016x", random.nextInt(1 << 30)),
            random.nextInt(3));
    return event(String.format("%032x", random.nextLong()), place, session, funnels);
  }

  FunnelEvent event(String id, EventOrder place, String session, List<Funnel> funnels) {
    List<Role> roles = new ArrayList<>();
    for (int funnel = 0; funnel < funnels.size(); funnel++) {
      if (random.nextInt(8) > 0) {
        roles.add(role(funnel, funnels.get(funnel)));
      }
    }
    return new FunnelEvent(
        id,
        place,
        session,
        random.nextInt(4) > 0,
        met(),
        new Money(BigDecimal.valueOf(1 + random.nextInt(1_000_000)), "EUR"),
        roles);
  }

  private Role role(int place, Funnel funnel) {
    long steps = 0;
    for (int i = random.nextInt(3); i >= 0; i--) {
      steps |= random.nextInt(4) == 0 ? 0 : 1L << random.nextInt(funnel.steps().size());
    }
    long exclusions = 0;
    for (int i = 0; i < funnel.exclusions().size(); i++) {
      exclusions |= random.nextInt(4) == 0 ? 1L << i : 0;
    }
    List<Held> held = new ArrayList<>();
    for (String value : List.of("a", "b", "c")) {
      if (funnel.holdConstant() != null && random.nextInt(2) == 0) {
        held.add(
            new Held(
                value,
                random.nextBoolean() ? null : BigDecimal.valueOf(random.nextInt(1_000_000))));
      }
    }
    return new Role(
        place,
        steps,
        exclusions,
        held,
        funnel.breakdown() == null ? null : List.of("DE", "AT").get(random.nextInt(2)));
  }

  private Met met() {
    return switch (random.nextInt(4)) {
      case 0 -> Met.error("timeout", List.of("payment", "stock").get(random.nextInt(2)));
      case 1 -> Met.slow("search");
      default -> Met.NEITHER;
    };
  }
}
