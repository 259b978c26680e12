package dev.footfall.cli;

import dev.footfall.replay.KeepRange;
import dev.footfall.sink.Output;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobExecutionResult;

/** What a replay of a range has written and left out, in words. */
final class ReplayCounts {
  private ReplayCounts() {}

  static String written(JobExecutionResult result) {
    return words(result, KeepRange.WRITTEN);
  }

  /** Of warm-up and cool-down; empty where nothing was left out. */
  static String leftOut(JobExecutionResult result) {
    return words(result, KeepRange.LEFT_OUT);
  }

  private static String words(JobExecutionResult result, String prefix) {
    Map<String, Object> counts = result.getAllAccumulatorResults();
    return Stream.of(Output.values())
        .filter(output -> counts.get(prefix + output.suffix()) instanceof Long)
        .map(
            output ->
                String.format(
                    Locale.ROOT,
                    "%d %s",
                    (Long) counts.get(prefix + output.suffix()),
                    output.suffix()))
        .collect(Collectors.joining(", "));
  }
}
