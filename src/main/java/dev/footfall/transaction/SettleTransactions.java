package dev.footfall.transaction;

import dev.footfall.event.IssuedEvent;
import dev.footfall.event.IssuedEventSerializer;
import dev.footfall.transaction.SettleEvent.Step;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * {@link SettleEvent} in Flink: keyed by transaction, from events as they were issued to the same
 * events settled, once the watermark has reached their issue: so which purchase was first depends
 * on the data only, not on the way it came.
 *
 * <p>State: the events that wait for their turn, each with an event-time timer at its issue; a
 * {@link Transaction} for each id, cleared by another once its retention has passed.
 */
public final class SettleTransactions extends KeyedProcessFunction<Long, IssuedEvent, IssuedEvent> {
  /** What comes in, beside all other events. */
  public static final OutputTag<IssuedEvent> INPUT =
      new OutputTag<>("transactions", IssuedEventSerializer.TYPE);

  private final TransactionSettings settings;

  private transient SettleEvent settle;
  private transient ValueState<Transaction> transactions;
  private transient ListState<IssuedEvent> waiting;
  private transient Counter repeated;
  private transient Counter withoutVisitor;

  public SettleTransactions(TransactionSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    settle = new SettleEvent(settings.retention());
    transactions =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("transaction", TransactionSerializer.TYPE));
    waiting =
        getRuntimeContext()
            .getListState(new ListStateDescriptor<>("waiting", IssuedEventSerializer.TYPE));
    MetricGroup group = getRuntimeContext().getMetricGroup().addGroup("footfall");
    repeated = group.counter("transactionsRepeated");
    withoutVisitor = group.counter("systemEventsWithoutVisitor");
  }

  @Override
  public void processElement(IssuedEvent event, Context context, Collector<IssuedEvent> out)
      throws Exception {
    waiting.add(event);
    context.timerService().registerEventTimeTimer(event.issuedAtMillis());
  }

  @Override
  public void onTimer(long millis, OnTimerContext context, Collector<IssuedEvent> out)
      throws Exception {
    Transaction known = transactions.value();
    known = known == null ? Transaction.NONE : known;
    // All of the watermark at once: an id that many share would be read again for each of its own.
    for (IssuedEvent event : takeUntil(context.timerService().currentWatermark())) {
      Step step = settle.settle(event, known);
      known = step.transaction();
      count(step.event());
      out.collect(step.event());
    }
    keep(known, millis, context);
  }

  /** Takes out the events whose turn has come, in their order. */
  private List<IssuedEvent> takeUntil(long millis) throws Exception {
    List<IssuedEvent> due = new ArrayList<>();
    List<IssuedEvent> later = new ArrayList<>();
    for (IssuedEvent event : waiting.get()) {
      (event.issuedAtMillis() <= millis ? due : later).add(event);
    }
    if (!due.isEmpty()) {
      waiting.update(later);
    }
    due.sort(SettleEvent.ORDER);
    return due;
  }

  /** Until its retention has passed; one timer at a time looks whether it has. */
  private void keep(Transaction known, long millis, OnTimerContext context) throws Exception {
    if (settle.isOver(millis, known)) {
      transactions.clear();
    } else if (known.timerMillis() <= millis || known.timerMillis() == Transaction.NO_TIMER) {
      long over = settle.endMillis(known) + 1;
      context.timerService().registerEventTimeTimer(over);
      transactions.update(known.timedAt(over));
    } else {
      transactions.update(known);
    }
  }

  private void count(IssuedEvent event) {
    if (!event.retracted() && event.event().repeatedTransaction()) {
      repeated.inc();
    }
    if (!event.retracted() && SettleEvent.isOfNobody(event)) {
      withoutVisitor.inc();
    }
  }
}
