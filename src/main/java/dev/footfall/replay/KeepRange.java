package dev.footfall.replay;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.function.SerializableFunction;
import org.jspecify.annotations.Nullable;

/**
 * Hands on what a replay writes of its rows, and counts both what it writes and what it does not,
 * for the summary at its end. Flink's accumulators count from the last restart on, and those of one
 * name in one task are one.
 */
public final class KeepRange<T> extends RichFlatMapFunction<T, T> {
  /** Names the accumulators of rows written, in front of the output's name. */
  public static final String WRITTEN = "footfall-written-";

  /** The same of rows left out, because they belong to warm-up or cool-down. */
  public static final String LEFT_OUT = "footfall-left-out-";

  private final SerializableFunction<T, String> output;
  private final SerializableFunction<T, @Nullable T> written;

  private transient Map<String, LongCounter> counters;

  /**
   * @param output the output's name
   * @param written the row as it is written; null for one that is not
   */
  @SuppressWarnings("NullAway.Init")
  public KeepRange(
      SerializableFunction<T, String> output, SerializableFunction<T, @Nullable T> written) {
    this.output = output;
    this.written = written;
  }

  @Override
  public void flatMap(T row, Collector<T> out) {
    T kept = written.apply(row);
    count((kept == null ? LEFT_OUT : WRITTEN) + output.apply(row));
    if (kept != null) {
      out.collect(kept);
    }
  }

  private void count(String name) {
    if (counters == null) {
      counters = new HashMap<>();
    }
    counters.computeIfAbsent(name, getRuntimeContext()::getLongCounter).add(1L);
  }
}
