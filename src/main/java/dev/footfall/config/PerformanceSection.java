package dev.footfall.config;

import dev.footfall.performance.PerformanceSettings;
import dev.footfall.performance.ResponseTargets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code performance}. */
final class PerformanceSection {
  private PerformanceSection() {}

  static PerformanceSettings performance(Block block) {
    PerformanceSettings defaults = PerformanceSettings.DEFAULTS;
    PerformanceSettings settings =
        new PerformanceSettings(
            block.value("enabled").flag(defaults.enabled()),
            time(block.value("window"), defaults.window()),
            time(block.value("traffic_window"), defaults.trafficWindow()),
            block.value("max_values").number(defaults.maxValues(), 1),
            new ResponseTargets(
                time(block.value("target"), defaults.targets().target()),
                targets(block.value("targets"))),
            time(block.value("update_interval"), defaults.updateInterval()),
            block.value("min_group_size").number(defaults.minGroupSize(), 1));
    block.close();
    return settings;
  }

  private static Map<String, Duration> targets(Value list) {
    Map<String, Duration> targets = new LinkedHashMap<>();
    for (Value item : list.items()) {
      Block target = item.block();
      Value route = target.value("route").required();
      Duration duration = time(target.value("target").required(), Duration.ofMillis(1));
      String name = route.word("");
      if (!name.isEmpty() && targets.put(name, duration) != null) {
        route.report("has two targets");
      }
      target.close();
    }
    return targets;
  }

  /** Windows are counted in milliseconds, and nothing of this kind takes a year. */
  private static Duration time(Value value, Duration fallback) {
    Duration time = value.duration(fallback);
    if (time.toMillis() < 1 || time.toDays() > 366) {
      value.report("must be 1ms to 366d");
      return fallback;
    }
    return time;
  }
}
