package dev.footfall.trace;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** Counters and gauges of a group of Flink's metrics. */
record GroupCounters(MetricGroup group) implements TraceConsumer.Counters {

  @Override
  public LongConsumer named(String name) {
    return group.counter(name)::inc;
  }

  @Override
  public void gauge(String name, LongSupplier number) {
    group.gauge(name, (Gauge<Long>) number::getAsLong);
  }
}
