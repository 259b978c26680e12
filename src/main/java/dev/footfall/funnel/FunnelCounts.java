package dev.footfall.funnel;

import dev.footfall.aggregate.LogHistogram;
import dev.footfall.aggregate.Numbers;
import dev.footfall.aggregate.Summary;
import dev.footfall.privacy.KeyedId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The sum of the changes of one {@link FunnelKey}. Sums merge, and equal changes give equal bytes,
 * in whatever order and grouping they came; a part may be negative until the rest has come. Not
 * thread-safe.
 *
 * <p>Byte form, version 2: version, version of the histograms, open and final attempts, complete
 * and excluded ones, the steps. Version 1 had no sketches of visitors.
 */
public final class FunnelCounts implements Summary<FunnelCounts> {
  private static final int VERSION = 2;

  private long open;
  private long closed;
  private long complete;
  private long excluded;
  private final List<StepCounts> steps = new ArrayList<>();

  /**
   * Counts an attempt, or takes it back. A sketch forgets nobody, so visitors are those of final
   * attempts.
   *
   * @param visitor who made it
   */
  public void add(AttemptChange change, KeyedId visitor) {
    Attempt attempt = change.attempt();
    if (change.isFinal()) {
      closed += change.sign();
    } else {
      open += change.sign();
    }
    complete += attempt.complete() ? change.sign() : 0;
    excluded += attempt.excluded() ? change.sign() : 0;
    for (int i = 0; i < attempt.steps().size(); i++) {
      reserve(attempt.steps().get(i).step());
      StepCounts step = steps.get(attempt.steps().get(i).step() - 1);
      step.add(attempt, i, change.sign());
      if (change.isFinal()) {
        step.addVisitor(visitor);
      }
    }
  }

  /** Adds all that another sum of the same key holds. */
  @Override
  public void merge(FunnelCounts other) {
    open += other.open;
    closed += other.closed;
    complete += other.complete;
    excluded += other.excluded;
    reserve(other.steps.size());
    for (int i = 0; i < other.steps.size(); i++) {
      steps.get(i).merge(other.steps.get(i));
    }
  }

  private void reserve(int count) {
    while (steps.size() < count) {
      steps.add(new StepCounts());
    }
  }

  @Override
  public boolean isEmpty() {
    return open == 0
        && closed == 0
        && complete == 0
        && excluded == 0
        && steps.stream().allMatch(StepCounts::isEmpty);
  }

  /** Attempts: the greatest breakdowns keep rows of their own. */
  @Override
  public long weight() {
    return open + closed;
  }

  /** Attempts that can still change. */
  public long openAttempts() {
    return open;
  }

  /** Attempts that cannot. */
  public long finalAttempts() {
    return closed;
  }

  /** Attempts that have come to their end. */
  public long complete() {
    return complete;
  }

  /** Attempts that an exclusion has ended. */
  public long excluded() {
    return excluded;
  }

  /** By step, from the first on, as far as any attempt has come. */
  public List<StepCounts> steps() {
    return List.copyOf(steps);
  }

  /** Writes the versioned byte form. */
  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    out.writeByte(LogHistogram.VERSION);
    Numbers.write(open, out);
    Numbers.write(closed, out);
    Numbers.write(complete, out);
    Numbers.write(excluded, out);
    int used = steps.size();
    while (used > 0 && steps.get(used - 1).isEmpty()) {
      used--;
    }
    Numbers.write(used, out);
    for (StepCounts step : steps.subList(0, used)) {
      step.write(out);
    }
  }

  /**
   * @throws IOException also for an unknown version
   */
  public static FunnelCounts read(DataInput in) throws IOException {
    int version = in.readByte();
    int histograms = in.readByte();
    if (version != VERSION || histograms != LogHistogram.VERSION) {
      throw new IOException("counts of a funnel in unknown version " + version + "." + histograms);
    }
    FunnelCounts counts = new FunnelCounts();
    counts.open = Numbers.read(in);
    counts.closed = Numbers.read(in);
    counts.complete = Numbers.read(in);
    counts.excluded = Numbers.read(in);
    for (long left = Numbers.read(in); left > 0; left--) {
      counts.steps.add(StepCounts.read(in));
    }
    return counts;
  }
}
