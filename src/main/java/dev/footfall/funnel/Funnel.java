package dev.footfall.funnel;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A funnel as an analyst defines it.
 *
 * @param id unique; part of the rows' key
 * @param steps 2 to {@link #MAX_STEPS}; the first and the last are not optional
 * @param window how long after its start an attempt may go on, inclusive
 * @param stepWindow how long after the previous matched step the next may come, inclusive; null for
 *     as long as the window; not with order ANY
 * @param exclusions at most {@link #MAX_STEPS}
 * @param holdConstant the property that every step must carry with one value; {@code items.NAME}
 *     for one of the items; null for none
 * @param breakdown null for none
 * @param cohort length of the windows by which attempts are counted, aligned to the epoch
 */
public record Funnel(
    String id,
    List<Step> steps,
    Order order,
    Duration window,
    @Nullable Duration stepWindow,
    List<Exclusion> exclusions,
    @Nullable String holdConstant,
    CountBy countBy,
    @Nullable Breakdown breakdown,
    Duration cohort)
    implements Serializable {
  /** Steps and exclusions are bits of a mask. */
  public static final int MAX_STEPS = 60;

  public static final Duration DEFAULT_WINDOW = Duration.ofMinutes(30);
  public static final Duration DEFAULT_COHORT = Duration.ofHours(1);

  /**
   * @throws IllegalArgumentException where no attempt could be told
   */
  public Funnel {
    steps = List.copyOf(steps);
    exclusions = List.copyOf(exclusions);
    if (steps.size() < 2 || steps.size() > MAX_STEPS || exclusions.size() > MAX_STEPS) {
      throw new IllegalArgumentException(id + ": 2 to " + MAX_STEPS + " steps");
    }
    if (steps.get(0).optional() || steps.get(steps.size() - 1).optional()) {
      throw new IllegalArgumentException(id + ": the first or last step is optional");
    }
    if (stepWindow != null && order == Order.ANY) {
      throw new IllegalArgumentException(id + ": a step window needs an order");
    }
  }

  /** What may lie between matched steps, and whether they come in their order. */
  public enum Order {
    /** Steps in their order, whatever else comes between. */
    ORDERED,
    /** Steps in their order, no other interaction of the visitor between them. */
    STRICT,
    /** Each step once, in any order. */
    ANY
  }

  /** Of which attempts one is counted. */
  public enum CountBy {
    /** The best of a visitor's attempts that start in one cohort. */
    VISITOR,
    /** The best inside one session, of those that start in one cohort. */
    SESSION,
    /** Every attempt, not overlapping. */
    TOTAL
  }

  /**
   * @param events any of them serves
   * @param optional whether an attempt may go on without it
   */
  public record Step(String name, List<EventTest> events, boolean optional)
      implements Serializable {
    public Step {
      events = List.copyOf(events);
    }
  }

  /**
   * @param event the event's name
   * @param conditions all must hold
   */
  public record EventTest(String event, List<Condition> conditions) implements Serializable {
    public EventTest {
      conditions = List.copyOf(conditions);
    }
  }

  /**
   * A test on a property, which fails where it is absent.
   *
   * @param equals any of these texts; empty for any
   * @param regex what the whole text must fit; null for any
   */
  public record Condition(String property, List<String> equals, @Nullable String regex)
      implements Serializable {
    public Condition {
      equals = List.copyOf(equals);
    }
  }

  /**
   * An event that ends an attempt which has reached step {@code from}, but not yet step {@code to};
   * both from 1.
   */
  public record Exclusion(EventTest event, int from, int to) implements Serializable {}

  /**
   * @param step from 1, whose event's property it is; {@link #OF_SESSION} for that of the first
   *     event that is known of the session
   */
  public record Breakdown(String property, int step) implements Serializable {
    public static final int OF_SESSION = 0;
  }

  /**
   * How long before an attempt starts events decide over how it is counted.
   *
   * @param longestSession how long a session may be
   */
  public Duration reach(Duration longestSession) {
    Duration overlap = countBy == CountBy.TOTAL ? window : Duration.ZERO;
    return breaksDownBySession() && longestSession.compareTo(overlap) > 0
        ? longestSession
        : overlap;
  }

  long windowMicros() {
    return micros(window);
  }

  /** Never over where there is no step window. */
  long stepWindowMicros() {
    return stepWindow == null ? Long.MAX_VALUE : micros(stepWindow);
  }

  /** Start of the cohort that a time lies in. */
  long cohortStart(long epochMicros) {
    return Math.floorDiv(epochMicros, micros(cohort)) * micros(cohort);
  }

  long nextCohort(long cohortStart) {
    return cohortStart + micros(cohort);
  }

  /** The last moment at which an event may still belong to an attempt of this cohort. */
  long lastMicros(long cohortStart) {
    return nextCohort(cohortStart) + windowMicros();
  }

  boolean breaksDownBySession() {
    return breakdown != null && breakdown.step() == Breakdown.OF_SESSION;
  }

  /**
   * Names the funnel as it is defined: what was found under another definition is of no use under
   * this one.
   */
  String definition() {
    return id + "@" + Integer.toHexString(toString().hashCode());
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }
}
