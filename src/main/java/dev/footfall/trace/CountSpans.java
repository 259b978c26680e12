package dev.footfall.trace;

import dev.footfall.source.TimeSettings;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Sums the counts of a minute of arrival and emits one final row per class and reason. Keyed by the
 * minute's start.
 *
 * <p>The row comes when the watermark passes the minute's end, plus the arrival span a group may
 * have, plus the quiet gap: the last group with a span of the minute began in it, ends no later
 * than one arrival span after, and is issued one quiet gap after that; its counts are flushed
 * before the watermark that issued it. Late groups count at the minutes of their own arrival. A
 * partition that was idle and wakes behind the watermark is the one exception: its spans come as
 * further rows of the same minute, to be added up.
 *
 * <p>State: the minute's sums, cleared with its rows.
 */
public final class CountSpans extends KeyedProcessFunction<Long, AccountingCount, AccountingCount> {
  private static final long MINUTE_MILLIS = 60_000;

  private final long finalAfterMillis;

  @SuppressWarnings("NullAway.Init")
  private transient ValueState<List<AccountingCount>> sums;

  public CountSpans(AssemblySettings assembly, TimeSettings time) {
    this.finalAfterMillis =
        MINUTE_MILLIS + assembly.maxArrivalSpan().toMillis() + time.quietGap().toMillis();
  }

  @Override
  public void open(OpenContext context) {
    sums =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>("sums", Types.LIST(AccountingCountSerializer.TYPE)));
  }

  @Override
  public void processElement(AccountingCount count, Context context, Collector<AccountingCount> out)
      throws Exception {
    List<AccountingCount> rows = sums.value();
    if (rows == null) {
      rows = new ArrayList<>();
      context.timerService().registerEventTimeTimer(count.arrivalMinuteMillis() + finalAfterMillis);
    }
    add(rows, count);
    sums.update(rows);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<AccountingCount> out)
      throws Exception {
    sums.value().forEach(out::collect);
    sums.clear();
  }

  private static void add(List<AccountingCount> rows, AccountingCount count) {
    for (int i = 0; i < rows.size(); i++) {
      AccountingCount row = rows.get(i);
      if (row.spanClass() == count.spanClass() && row.reason().equals(count.reason())) {
        rows.set(i, row.plus(count));
        return;
      }
    }
    rows.add(count);
  }
}
