package dev.footfall.trace;

import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * Metrics of assembly, per subtask, in the group {@code footfall}. Counters, by class of the
 * accounting: {@code spansUsed}, {@code spansDuplicate}, {@code spansNoEntry}, {@code
 * spansDroppedByRule}. Gauges:
 *
 * <ul>
 *   <li>{@code tracesOpen} with fragments that wait to be issued
 *   <li>{@code tracesIssued} remembered until the late horizon, with nothing waiting
 *   <li>{@code bytesHeld} of heap for traces; bounded by {@code assembly.memory}
 *   <li>{@code tracesSpilled} with a part in keyed state; {@code spillBytes} written there so far
 *   <li>{@code assemblyDelayMillis} that the group issued last waited, from its first arrival to
 *       the watermark that issued it: its own length, the quiet gap, and how far watermarks lag
 * </ul>
 */
final class AssemblyMetrics {
  private final Map<SpanClass, Counter> spans = new EnumMap<>(SpanClass.class);

  AssemblyMetrics(MetricGroup group, TraceStore store, TraceAssembly assembly) {
    spans.put(SpanClass.USED, group.counter("spansUsed"));
    spans.put(SpanClass.DUPLICATE, group.counter("spansDuplicate"));
    spans.put(SpanClass.NO_ENTRY, group.counter("spansNoEntry"));
    spans.put(SpanClass.DROPPED_BY_RULE, group.counter("spansDroppedByRule"));
    gauge(group, "tracesOpen", store::open);
    gauge(group, "tracesIssued", () -> store.size() - store.open());
    gauge(group, "bytesHeld", store::bytes);
    gauge(group, "tracesSpilled", store::spilled);
    gauge(group, "spillBytes", store::spilledBytes);
    gauge(group, "assemblyDelayMillis", assembly::delayMillis);
  }

  /** Adds a count of the accounting to its class. */
  void count(AccountingCount count) {
    Counter counter = spans.get(count.spanClass());
    if (counter != null) {
      counter.inc(count.spans());
    }
  }

  private static <N extends Number> void gauge(MetricGroup group, String name, Gauge<N> value) {
    group.gauge(name, value);
  }
}
