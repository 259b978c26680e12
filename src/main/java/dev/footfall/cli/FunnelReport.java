package dev.footfall.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.footfall.aggregate.LogHistogram;
import dev.footfall.cli.FunnelTrial.Traces;
import dev.footfall.funnel.Funnel;
import dev.footfall.funnel.FunnelCounts;
import dev.footfall.funnel.Met;
import dev.footfall.funnel.MetCounts;
import dev.footfall.funnel.StepCounts;
import dev.footfall.trial.FunnelTotal;
import dev.footfall.trial.FunnelTotals;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Funnels over a range as one JSON object; names are those of the funnels' output, but that there
 * is one row for all windows.
 */
final class FunnelReport {
  private static final StepCounts NOBODY = new StepCounts();

  private final JsonGenerator out;
  private final Traces traces;

  private FunnelReport(JsonGenerator out, Traces traces) {
    this.out = out;
    this.traces = traces;
  }

  static String of(List<Funnel> funnels, FunnelTotals totals, Traces traces) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
      out.writeStartObject();
      out.writeArrayFieldStart("funnels");
      for (Funnel funnel : funnels) {
        new FunnelReport(out, traces).write(funnel, totals.of(funnel.id()));
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    return text + "\n";
  }

  /**
   * @param total null where nobody came to the first step
   */
  void write(Funnel funnel, @Nullable FunnelTotal total) throws IOException {
    FunnelCounts counts = total == null ? new FunnelCounts() : total.counts();
    out.writeStartObject();
    out.writeStringField("funnel_id", funnel.id());
    if (total != null) {
      out.writeStringField(
          "first_window_start", Instant.ofEpochMilli(total.firstWindowMillis()).toString());
      out.writeStringField(
          "last_window_start", Instant.ofEpochMilli(total.lastWindowMillis()).toString());
    }
    out.writeNumberField("attempts", counts.openAttempts() + counts.finalAttempts());
    out.writeNumberField("open_attempts", counts.openAttempts());
    out.writeNumberField("completed", counts.complete());
    out.writeNumberField("excluded", counts.excluded());
    out.writeArrayFieldStart("steps");
    for (int i = 0; i < funnel.steps().size(); i++) {
      boolean reached = i < counts.steps().size();
      write(funnel, i + 1, reached ? counts.steps().get(i) : NOBODY);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void write(Funnel funnel, int number, StepCounts step) throws IOException {
    out.writeStartObject();
    out.writeNumberField("step", number);
    out.writeStringField("name", funnel.steps().get(number - 1).name());
    out.writeNumberField("reached", step.reached());
    out.writeNumberField("converted", step.wentOn());
    out.writeNumberField("dropped", step.dropped());
    out.writeNumberField("excluded", step.excluded());
    LogHistogram since = step.sincePreviousMicros();
    if (!since.isEmpty()) {
      out.writeNumberField("from_previous_p50_ms", since.quantile(0.5) / 1e3);
      out.writeNumberField("from_previous_p95_ms", since.quantile(0.95) / 1e3);
    }
    if (!step.values().isEmpty()) {
      out.writeObjectFieldStart("value");
      for (Map.Entry<String, BigDecimal> value : step.values().entrySet()) {
        out.writeNumberField(value.getKey(), value.getValue());
      }
      out.writeEndObject();
    }
    write("leavers_met", step.metByLeavers(), met -> traces.of(funnel, number, met));
    write("continuers_met", step.metByContinuers(), met -> List.of());
    out.writeEndObject();
  }

  private void write(String field, MetCounts met, Function<Met, List<String>> traces)
      throws IOException {
    out.writeObjectFieldStart(field);
    out.writeNumberField("error", met.total(Met.Kind.ERROR));
    out.writeNumberField("slow", met.total(Met.Kind.SLOW));
    out.writeNumberField("neither", met.total(Met.Kind.NEITHER));
    write("errors", met.told(Met.Kind.ERROR), traces);
    write("slow_services", met.told(Met.Kind.SLOW), traces);
    out.writeEndObject();
  }

  private void write(String field, Map<Met, Long> told, Function<Met, List<String>> traces)
      throws IOException {
    out.writeArrayFieldStart(field);
    for (Map.Entry<Met, Long> met : told.entrySet()) {
      out.writeStartObject();
      if (met.getKey().errorType() != null) {
        out.writeStringField("error_type", met.getKey().errorType());
      }
      out.writeStringField("service", met.getKey().service());
      out.writeNumberField("visitors", met.getValue());
      List<String> ids = traces.apply(met.getKey());
      if (!ids.isEmpty()) {
        out.writeArrayFieldStart("trace_ids");
        for (String id : ids) {
          out.writeString(id);
        }
        out.writeEndArray();
      }
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
