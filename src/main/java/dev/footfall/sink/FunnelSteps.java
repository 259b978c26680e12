package dev.footfall.sink;

import dev.footfall.aggregate.LogHistogram;
import dev.footfall.aggregate.UniqueVisitors;
import dev.footfall.funnel.Funnel;
import dev.footfall.funnel.FunnelRow;
import dev.footfall.funnel.Met;
import dev.footfall.funnel.MetCounts;
import dev.footfall.funnel.StepCounts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the steps of a funnel's row, each an object; steps that nobody reached are there, too.
 * Times are in milliseconds, each the upper bound of its bucket.
 */
final class FunnelSteps {
  private FunnelSteps() {}

  /**
   * @param funnel null where it is no longer configured; then steps have numbers only
   * @param minGroupSize with fewer visitors, a step says nothing of them
   */
  static void write(FunnelRow row, @Nullable Funnel funnel, int minGroupSize, JsonWriter out) {
    List<StepCounts> counts = row.counts().steps();
    int steps = funnel == null ? counts.size() : Math.max(counts.size(), funnel.steps().size());
    out.beginArray();
    for (int i = 0; i < steps; i++) {
      out.beginObject();
      integer("step", i + 1L, out);
      if (funnel != null && i < funnel.steps().size()) {
        out.name("name");
        out.text(funnel.steps().get(i).name());
      }
      StepCounts step = i < counts.size() ? counts.get(i) : null;
      counts(step, out);
      if (step != null) {
        visitors(step.visitors(), minGroupSize, out);
      }
      out.endObject();
    }
    out.endArray();
  }

  private static void counts(@Nullable StepCounts step, JsonWriter out) {
    integer("reached", step == null ? 0 : step.reached(), out);
    integer("converted", step == null ? 0 : step.wentOn(), out);
    integer("dropped", step == null ? 0 : step.dropped(), out);
    integer("excluded", step == null ? 0 : step.excluded(), out);
    if (step == null) {
      return;
    }
    LogHistogram since = step.sincePreviousMicros();
    if (!since.isEmpty()) {
      out.name("from_previous_p50_ms");
      out.thousandths(since.quantile(0.5));
      out.name("from_previous_p95_ms");
      out.thousandths(since.quantile(0.95));
    }
    if (!step.values().isEmpty()) {
      out.name("value");
      out.beginObject();
      step.values()
          .forEach(
              (currency, sum) -> {
                out.name(currency);
                out.decimal(sum.toPlainString());
              });
      out.endObject();
    }
    met("leavers_met", step.metByLeavers(), out);
    met("continuers_met", step.metByContinuers(), out);
  }

  private static void visitors(UniqueVisitors visitors, int minGroupSize, JsonWriter out) {
    long estimate = visitors.estimate();
    if (estimate >= minGroupSize && estimate > 0) {
      integer("visitors", estimate, out);
      out.name("visitors_sketch");
      out.text(visitors.base64());
    }
  }

  private static void met(String name, MetCounts counts, JsonWriter out) {
    long errors = counts.total(Met.Kind.ERROR);
    long slow = counts.total(Met.Kind.SLOW);
    long neither = counts.total(Met.Kind.NEITHER);
    if (errors == 0 && slow == 0 && neither == 0) {
      return;
    }
    out.name(name);
    out.beginObject();
    integer("error", errors, out);
    integer("slow", slow, out);
    integer("neither", neither, out);
    details("errors", counts.told(Met.Kind.ERROR), out);
    details("slow_services", counts.told(Met.Kind.SLOW), out);
    out.endObject();
  }

  private static void details(String name, Map<Met, Long> told, JsonWriter out) {
    if (told.isEmpty()) {
      return;
    }
    out.name(name);
    out.beginArray();
    told.forEach(
        (met, count) -> {
          out.beginObject();
          if (met.errorType() != null) {
            out.name("error_type");
            out.text(met.errorType());
          }
          out.name("service");
          out.text(met.service());
          integer("visitors", count, out);
          out.endObject();
        });
    out.endArray();
  }

  private static void integer(String name, long value, JsonWriter out) {
    out.name(name);
    out.integer(value);
  }
}
