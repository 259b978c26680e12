package dev.footfall.config;

import dev.footfall.funnel.Funnel;
import dev.footfall.funnel.Funnel.Breakdown;
import dev.footfall.funnel.Funnel.CountBy;
import dev.footfall.funnel.Funnel.Exclusion;
import dev.footfall.funnel.Funnel.Order;
import dev.footfall.funnel.Funnel.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code funnels}. */
final class FunnelsSection {
  /** How long a visitor is told apart who is known by a connection only: as long as a day's key. */
  private static final Duration KEY_LIFE = Duration.ofHours(24);

  private static final String SESSION = "session";

  private final Value place;
  private final Block block;
  private final KnownEvents events;
  private final boolean deviceIds;

  /** Whether the funnel can be made; what stands against it has been reported. */
  private boolean usable = true;

  private FunnelsSection(Value place, KnownEvents events, boolean deviceIds) {
    this.place = place;
    this.block = place.block();
    this.events = events;
    this.deviceIds = deviceIds;
  }

  /**
   * The funnels; those that cannot be made are reported and left out.
   *
   * @param deviceIds whether visitors have ids that outlive a day's key
   */
  static List<Funnel> funnels(Value funnels, KnownEvents events, boolean deviceIds) {
    List<Funnel> read = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Value place : funnels.items()) {
      FunnelsSection section = new FunnelsSection(place, events, deviceIds);
      Funnel funnel = section.read(ids);
      if (funnel != null) {
        read.add(funnel);
      }
    }
    return read;
  }

  private @Nullable Funnel read(Set<String> ids) {
    String id = id(ids);
    List<Step> steps = steps();
    Order order = block.value("order").oneOf(Order.ORDERED, List.of(Order.values()));
    Duration window = window();
    Duration stepWindow = stepWindow(window, order);
    List<Exclusion> exclusions = exclusions(steps.size());
    String held = block.value("hold_constant").text();
    CountBy countBy = block.value("count_by").oneOf(CountBy.VISITOR, List.of(CountBy.values()));
    Breakdown breakdown = breakdown(steps.size());
    Duration cohort = positive(block.value("cohort"), Funnel.DEFAULT_COHORT);
    block.close();
    return usable
        ? new Funnel(
            id, steps, order, window, stepWindow, exclusions, held, countBy, breakdown, cohort)
        : null;
  }

  private String id(Set<String> ids) {
    Value value = block.value("id").required();
    String id = value.word("");
    if (!id.isEmpty() && !ids.add(id)) {
      value.report("is another funnel's, too: " + id);
    }
    return id;
  }

  private List<Step> steps() {
    Value value = block.value("steps");
    List<Value> items = value.items();
    if (items.size() < 2 || items.size() > Funnel.MAX_STEPS) {
      reject(value, "must be 2 to " + Funnel.MAX_STEPS + " steps");
    }
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Step step = StepSection.step(items.get(i), events);
      if (step.optional() && (i == 0 || i == items.size() - 1)) {
        reject(items.get(i), "is optional; the first and the last step cannot be");
      }
      steps.add(step);
    }
    return steps;
  }

  private Duration window() {
    Value value = block.value("window");
    Duration window = positive(value, Funnel.DEFAULT_WINDOW);
    if (!deviceIds && window.compareTo(KEY_LIFE) > 0) {
      value.report("is longer than 24h, the life of a visitor's id without device cookies");
    }
    return window;
  }

  private @Nullable Duration stepWindow(Duration window, Order order) {
    Value value = block.value("step_window");
    if (value.isAbsent()) {
      return null;
    }
    Duration stepWindow = positive(value, window);
    if (stepWindow.compareTo(window) > 0) {
      value.report("is longer than the window");
    }
    if (order == Order.ANY) {
      reject(value, "needs an order; with order any there is none");
    }
    return stepWindow;
  }

  private List<Exclusion> exclusions(int steps) {
    List<Exclusion> exclusions = new ArrayList<>();
    List<Value> items = block.value("exclude").items();
    for (Value item : items) {
      Exclusion exclusion = StepSection.exclusion(item, steps, events);
      if (exclusion.from() > steps || exclusion.to() > steps) {
        item.report("names a step after the last, which is " + steps);
      } else if (exclusion.from() >= exclusion.to()) {
        item.report("must be from a step to a later one");
      }
      exclusions.add(exclusion);
    }
    if (items.size() > Funnel.MAX_STEPS) {
      reject(block.value("exclude"), "must be at most " + Funnel.MAX_STEPS);
    }
    return exclusions;
  }

  private @Nullable Breakdown breakdown(int steps) {
    if (!block.has("breakdown")) {
      block.value("breakdown");
      return null;
    }
    Block breakdown = block.value("breakdown").block();
    String property = breakdown.value("property").required().word("");
    Value at = breakdown.value("at");
    int step =
        at.parsed(
            "a step, or session",
            text -> text.equals(SESSION) ? Breakdown.OF_SESSION : step(text),
            1);
    if (step < 0 || step > steps) {
      at.report("must be a step, 1 to " + steps + ", or session");
    }
    breakdown.close();
    return new Breakdown(property, step);
  }

  /** A step's number; of 0, which means the session elsewhere, one that is refused. */
  private static int step(String number) {
    int step = Integer.parseInt(number);
    return step == 0 ? -1 : step;
  }

  private static Duration positive(Value value, Duration fallback) {
    Duration duration = value.duration(fallback);
    if (duration.isZero()) {
      value.report("must not be 0");
      return fallback;
    }
    return duration;
  }

  private void reject(Value value, String message) {
    usable = false;
    (value.isAbsent() ? place : value)
        .report(value.isAbsent() ? "has no steps: " + message : message);
  }
}
