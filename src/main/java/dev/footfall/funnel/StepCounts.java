package dev.footfall.funnel;

import dev.footfall.aggregate.LogHistogram;
import dev.footfall.aggregate.Numbers;
import dev.footfall.aggregate.UniqueVisitors;
import dev.footfall.event.Money;
import dev.footfall.funnel.Attempt.ReachedStep;
import dev.footfall.privacy.KeyedId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is counted at one step. Of the attempts that reached it, one went on to another step, or was
 * dropped here, or was excluded here, or completed here. Not thread-safe.
 */
public final class StepCounts {
  private long reached;
  private long wentOn;
  private long dropped;
  private long excluded;
  private final LogHistogram sincePreviousMicros;
  private final TreeMap<String, BigDecimal> values = new TreeMap<>();
  private final MetCounts metByLeavers;
  private final MetCounts metByContinuers;
  private final UniqueVisitors visitors;

  /** Of a step that nobody has reached. */
  public StepCounts() {
    this(new LogHistogram(), new MetCounts(), new MetCounts(), new UniqueVisitors());
  }

  private StepCounts(
      LogHistogram sincePreviousMicros,
      MetCounts metByLeavers,
      MetCounts metByContinuers,
      UniqueVisitors visitors) {
    this.sincePreviousMicros = sincePreviousMicros;
    this.metByLeavers = metByLeavers;
    this.metByContinuers = metByContinuers;
    this.visitors = visitors;
  }

  /**
   * @param times -1 to take it back
   */
  void add(Attempt attempt, int index, int times) {
    ReachedStep step = attempt.steps().get(index);
    boolean last = index == attempt.steps().size() - 1;
    reached += times;
    wentOn += last ? 0 : times;
    dropped += last && attempt.dropped() ? times : 0;
    excluded += last && attempt.excluded() ? times : 0;
    if (index > 0) {
      sincePreviousMicros.add(step.sincePreviousMicros(), times);
    }
    Money money = step.money();
    if (money != null) {
      addValue(money.currency(), money.amount().multiply(BigDecimal.valueOf(times)));
    }
    if (step.met() != null) {
      (last ? metByLeavers : metByContinuers).add(step.met(), times);
    }
  }

  /** Adds who made an attempt with this step; nobody can be taken out again. */
  void addVisitor(KeyedId visitor) {
    visitors.add(visitor.high(), visitor.low());
  }

  void merge(StepCounts other) {
    reached += other.reached;
    wentOn += other.wentOn;
    dropped += other.dropped;
    excluded += other.excluded;
    sincePreviousMicros.merge(other.sincePreviousMicros);
    other.values.forEach(this::addValue);
    metByLeavers.merge(other.metByLeavers);
    metByContinuers.merge(other.metByContinuers);
    visitors.merge(other.visitors);
  }

  private void addValue(String currency, BigDecimal amount) {
    if (amount.signum() != 0) {
      values.merge(currency, Money.plain(amount), StepCounts::sumOrNothing);
    }
  }

  private static @Nullable BigDecimal sumOrNothing(BigDecimal one, BigDecimal other) {
    BigDecimal sum = one.add(other);
    return sum.signum() == 0 ? null : Money.plain(sum);
  }

  /** Attempts with this step. */
  public long reached() {
    return reached;
  }

  /** Of those the ones with a later step. */
  public long wentOn() {
    return wentOn;
  }

  /** Of those the ones that got no further, and were not excluded. */
  public long dropped() {
    return dropped;
  }

  /** Of those the ones that were excluded before another step. */
  public long excluded() {
    return excluded;
  }

  /** Times from the step matched before, in microseconds; none of the attempts' first steps. */
  public LogHistogram sincePreviousMicros() {
    return sincePreviousMicros;
  }

  /** Sums of the events' values by currency; no sum that is 0. */
  public SortedMap<String, BigDecimal> values() {
    return values;
  }

  /** What those who were dropped here met at their last interaction. */
  public MetCounts metByLeavers() {
    return metByLeavers;
  }

  /** What those who went on met at their last interaction before the next step. */
  public MetCounts metByContinuers() {
    return metByContinuers;
  }

  /** Who made final attempts with this step: what is open can still be taken back. */
  public UniqueVisitors visitors() {
    return visitors;
  }

  /** Whether all that was counted was taken back; what has visitors cannot be. */
  boolean isEmpty() {
    return reached == 0
        && wentOn == 0
        && dropped == 0
        && excluded == 0
        && sincePreviousMicros.isEmpty()
        && values.isEmpty()
        && metByLeavers.isEmpty()
        && metByContinuers.isEmpty();
  }

  void write(DataOutput out) throws IOException {
    Numbers.write(reached, out);
    Numbers.write(wentOn, out);
    Numbers.write(dropped, out);
    Numbers.write(excluded, out);
    sincePreviousMicros.write(out);
    Numbers.write(values.size(), out);
    for (Map.Entry<String, BigDecimal> value : values.entrySet()) {
      Texts.write(value.getKey(), out);
      Texts.write(value.getValue(), out);
    }
    metByLeavers.write(out);
    metByContinuers.write(out);
    visitors.write(out);
  }

  static StepCounts read(DataInput in) throws IOException {
    long reached = Numbers.read(in);
    long wentOn = Numbers.read(in);
    long dropped = Numbers.read(in);
    long excluded = Numbers.read(in);
    LogHistogram since = LogHistogram.read(in);
    Map<String, BigDecimal> values = new TreeMap<>();
    for (long left = Numbers.read(in); left > 0; left--) {
      values.put(Texts.readPresent(in), Texts.readPresentNumber(in));
    }
    StepCounts counts =
        new StepCounts(since, MetCounts.read(in), MetCounts.read(in), UniqueVisitors.read(in));
    counts.reached = reached;
    counts.wentOn = wentOn;
    counts.dropped = dropped;
    counts.excluded = excluded;
    counts.values.putAll(values);
    return counts;
  }
}
