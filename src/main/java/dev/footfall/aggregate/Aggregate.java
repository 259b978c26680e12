package dev.footfall.aggregate;

import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * The second phase, keyed by {@link Contribution#key}: sums up what the subtasks of the first have
 * summed, and emits rows when {@link RowTimes} says, all those that have changed. At the last
 * moment every row that counts anything comes once more, as final.
 *
 * <p>At most {@link Aggregation#maxLabels} labels of a window get rows of their own: at each moment
 * the free places go to the newcomers with the greatest weight, among equals to the first in order;
 * all others count in {@link Label#OTHER}, for good. So the choice follows from data alone, and
 * only rows are bounded by it: what waits for the first row takes a state entry per label.
 *
 * <p>Where a window counts anything under {@link Label#INCOMPLETE}, its last rows are not final.
 *
 * <p>State, by window: sums that wait for their moment, and rows that went out. Cleared with the
 * last row. What comes after that is dropped and counted.
 */
public final class Aggregate<S extends Summary<S>>
    extends KeyedProcessFunction<WindowKey, Contribution, AggregateRow> {
  private final Aggregation<S> aggregation;

  private transient MapState<WaitingKey, byte[]> waiting;
  private transient MapState<Label, byte[]> rows;
  private transient Counter late;

  @SuppressWarnings("NullAway.Init")
  public Aggregate(Aggregation<S> aggregation) {
    this.aggregation = aggregation;
  }

  @Override
  public void open(OpenContext context) {
    waiting =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "waiting",
                    WaitingKeySerializer.INSTANCE,
                    BytePrimitiveArraySerializer.INSTANCE));
    rows =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "rows", LabelSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE));
    late = getRuntimeContext().getMetricGroup().addGroup("footfall").counter("lateContributions");
  }

  @Override
  public void processElement(Contribution part, Context context, Collector<AggregateRow> out)
      throws Exception {
    TimerService timers = context.timerService();
    long last = aggregation.times().lastMillis(part.key());
    if (last <= timers.currentWatermark()) {
      late.inc();
      return;
    }
    WaitingKey place = new WaitingKey(part.emissionMillis(), part.label());
    byte[] before = waiting.get(place);
    waiting.put(place, before == null ? part.summary() : aggregation.sum(before, part.summary()));
    timers.registerEventTimeTimer(part.emissionMillis());
    timers.registerEventTimeTimer(last);
  }

  @Override
  public void onTimer(long moment, OnTimerContext context, Collector<AggregateRow> out)
      throws Exception {
    WindowKey key = context.getCurrentKey();
    long last = aggregation.times().lastMillis(key);
    Set<Label> changed = addWaiting(moment);
    if (moment < last) {
      emit(key, changed, moment, false, out);
      // Registered before, unless a savepoint was taken under other settings.
      context.timerService().registerEventTimeTimer(last);
    } else {
      Set<Label> all = new TreeSet<>();
      rows.keys().forEach(all::add);
      emit(key, all, moment, true, out);
      rows.clear();
      waiting.clear();
    }
  }

  /** Adds what waited for this moment to the rows; returns the labels of rows that have changed. */
  private Set<Label> addWaiting(long moment) throws Exception {
    Set<Label> own = ownLabels(moment);
    Set<Label> changed = new TreeSet<>();
    @Nullable S others = null;
    for (Iterator<Map.Entry<WaitingKey, byte[]>> all = waiting.iterator(); all.hasNext(); ) {
      Map.Entry<WaitingKey, byte[]> next = all.next();
      Label label = next.getKey().label();
      if (next.getKey().emissionMillis() <= moment) {
        if (own.contains(label)) {
          add(label, next.getValue(), changed);
        } else {
          others = others == null ? aggregation.begin().summary() : others;
          others.merge(aggregation.read(next.getValue()));
        }
        all.remove();
      }
    }
    if (others != null) {
      add(Label.OTHER, others.toBytes(), changed);
    }
    return changed;
  }

  private void add(Label label, byte[] summary, Set<Label> changed) throws Exception {
    byte[] row = rows.get(label);
    HeldRow before = row == null ? null : HeldRow.read(row);
    HeldRow after = HeldRow.add(before, summary, aggregation);
    if (after != before) {
      rows.put(label, after.toBytes());
      changed.add(label);
    }
  }

  /** The labels with a row of their own, together with those that get one now. */
  private Set<Label> ownLabels(long moment) throws Exception {
    Set<Label> own = new TreeSet<>();
    rows.keys().forEach(own::add);
    own.remove(Label.OTHER);
    own.remove(Label.INCOMPLETE);
    HeaviestLabels newcomers = new HeaviestLabels(aggregation.maxLabels() - own.size());
    for (Map.Entry<WaitingKey, byte[]> next : waiting.entries()) {
      Label label = next.getKey().label();
      boolean taken =
          own.contains(label) || label.equals(Label.OTHER) || label.equals(Label.INCOMPLETE);
      if (next.getKey().emissionMillis() <= moment && !taken) {
        newcomers.offer(label, aggregation.read(next.getValue()).weight());
      }
    }
    newcomers.addTo(own);
    own.add(Label.INCOMPLETE);
    return own;
  }

  private void emit(
      WindowKey key, Set<Label> labels, long moment, boolean isFinal, Collector<AggregateRow> out)
      throws Exception {
    labels.remove(Label.INCOMPLETE);
    boolean complete = rows.get(Label.INCOMPLETE) == null;
    for (Label label : labels) {
      HeldRow row = HeldRow.read(rows.get(label));
      boolean empty = aggregation.read(row.summary()).isEmpty();
      boolean nothingToTakeBack = row.revision() == 0 || row.retracted();
      if (!empty || !nothingToTakeBack) {
        HeldRow next = row.revised(empty);
        rows.put(label, next.toBytes());
        out.collect(
            new AggregateRow(
                key, label, row.summary(), next.revision(), moment, isFinal && complete, empty));
      }
    }
  }
}
