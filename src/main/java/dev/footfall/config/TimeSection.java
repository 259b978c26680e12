package dev.footfall.config;

import dev.footfall.source.TimeSettings;
import dev.footfall.trace.AssemblySettings;
import java.time.Duration;

/** Reads {@code time} and {@code assembly}. */
final class TimeSection {
  private TimeSection() {}

  static TimeSettings time(Block block) {
    TimeSettings defaults = TimeSettings.DEFAULTS;
    Value quietGap = block.value("quiet_gap");
    Value eventDelay = block.value("event_delay");
    TimeSettings time =
        new TimeSettings(
            block.value("out_of_orderness").duration(defaults.outOfOrderness()),
            quietGap.duration(defaults.quietGap()),
            block.value("late_horizon").duration(defaults.lateHorizon()),
            eventDelay.duration(defaults.eventDelay()),
            block.value("idleness").duration(defaults.idleness()));
    if (time.quietGap().isZero()) {
      quietGap.report("must not be 0");
    }
    if (time.eventDelay().compareTo(time.quietGap()) < 0) {
      (eventDelay.isAbsent() ? quietGap : eventDelay)
          .report("makes event_delay shorter than quiet_gap: no event could keep its own time");
    }
    block.close();
    return time;
  }

  static AssemblySettings assembly(Block block) {
    AssemblySettings defaults = AssemblySettings.DEFAULTS;
    Value maxArrivalSpan = block.value("max_arrival_span");
    AssemblySettings assembly =
        new AssemblySettings(
            block.value("memory").bytes(defaults.memoryBytes(), Long.MAX_VALUE),
            block.value("max_spans").number(defaults.maxSpans(), 1),
            (int) block.value("max_bytes").bytes(defaults.maxBytes(), Integer.MAX_VALUE),
            maxArrivalSpan.duration(defaults.maxArrivalSpan()));
    if (assembly.maxArrivalSpan().equals(Duration.ZERO)) {
      maxArrivalSpan.report("must not be 0");
    }
    block.close();
    return assembly;
  }
}
