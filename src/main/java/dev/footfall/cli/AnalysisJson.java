package dev.footfall.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.footfall.aggregate.LogHistogram;
import dev.footfall.analysis.AnalysedRange;
import dev.footfall.analysis.Analysis;
import dev.footfall.analysis.Bend;
import dev.footfall.analysis.GapComparison;
import dev.footfall.analysis.GapTally;
import dev.footfall.analysis.TimeText;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An analysis of sessions as one JSON object. */
final class AnalysisJson {
  private static final double[] SHARES = {0.5, 0.9, 0.99};

  private final AnalysedRange range;
  private final Analysis analysis;
  private final JsonGenerator out;

  private AnalysisJson(AnalysedRange range, Analysis analysis, JsonGenerator out) {
    this.range = range;
    this.analysis = analysis;
    this.out = out;
  }

  static String of(AnalysedRange range, Analysis analysis) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
      new AnalysisJson(range, analysis, out).write();
    }
    return text + "\n";
  }

  private void write() throws IOException {
    out.writeStartObject();
    out.writeStringField("source", range.source());
    out.writeStringField("config", range.config());
    out.writeStringField("config_version", range.configVersion());
    out.writeStringField("first_interaction", time(analysis.firstMicros()));
    out.writeStringField("last_interaction", time(analysis.lastMicros()));
    out.writeNumberField("records", range.records());
    out.writeNumberField("events", analysis.events());
    out.writeNumberField("events_without_visitor", analysis.withoutVisitor());
    out.writeNumberField("events_of_machines", analysis.machineEvents());
    out.writeNumberField("interactions", analysis.interactions());
    out.writeArrayFieldStart("gaps");
    for (int i = 0; i < range.gaps().size(); i++) {
      gap(range.gaps().get(i), analysis.gaps().get(i));
    }
    out.writeEndArray();
    comparisons();
    bend(Bend.of(analysis.intervalMillis()));
    out.writeEndObject();
  }

  private void gap(Duration gap, GapTally tally) throws IOException {
    out.writeStartObject();
    out.writeStringField("gap", TimeText.gap(gap));
    out.writeNumberField("gap_seconds", gap.toSeconds());
    out.writeNumberField("sessions", tally.sessions());
    out.writeNumberField("visitors", tally.visitors());
    out.writeNumberField("bounces", tally.bounces());
    out.writeNumberField("engaged", tally.engaged());
    out.writeNumberField("converted", tally.converted());
    rate("bounce_rate", tally.bounces(), tally.sessions());
    rate("engaged_rate", tally.engaged(), tally.sessions());
    rate("conversion_rate", tally.converted(), tally.sessions());
    out.writeNumberField("cut_by_end_of_range", tally.cut());
    out.writeNumberField("edge_of_range", tally.edges());
    out.writeNumberField("sessions_of_machines", tally.machines());
    out.writeObjectFieldStart("sessions_by_conversion");
    for (Map.Entry<String, Long> each : tally.conversions().entrySet()) {
      out.writeNumberField(each.getKey(), each.getValue());
    }
    out.writeEndObject();
    distribution("observed_duration_ms", tally.durationMillis());
    distribution("page_views", tally.pageViews());
    out.writeEndObject();
  }

  /** Null where there is nothing to divide by. */
  private void rate(String name, long part, long all) throws IOException {
    out.writeFieldName(name);
    if (all == 0) {
      out.writeNull();
    } else {
      out.writeNumber(Math.round(10_000.0 * part / all) / 10_000.0);
    }
  }

  private void distribution(String name, LogHistogram values) throws IOException {
    out.writeObjectFieldStart(name);
    for (double share : SHARES) {
      if (!values.isEmpty()) {
        out.writeNumberField("p" + Math.round(100 * share), values.quantile(share));
      }
    }
    out.writeArrayFieldStart("histogram");
    for (Map.Entry<Long, Long> bucket : values.buckets().entrySet()) {
      out.writeStartObject();
      out.writeNumberField("up_to", bucket.getKey());
      out.writeNumberField("sessions", bucket.getValue());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void comparisons() throws IOException {
    List<Duration> gaps = range.gaps();
    out.writeArrayFieldStart("comparisons");
    for (int i = 0; i < gaps.size(); i++) {
      for (int j = 0; j < gaps.size(); j++) {
        if (i != j) {
          GapComparison comparison = analysis.comparison(i, j);
          out.writeStartObject();
          out.writeStringField("sessions_by", TimeText.gap(gaps.get(i)));
          out.writeStringField("under", TimeText.gap(gaps.get(j)));
          out.writeNumberField("same", comparison.same());
          out.writeNumberField("joined", comparison.joined());
          out.writeNumberField("split", comparison.split());
          out.writeEndObject();
        }
      }
    }
    out.writeEndArray();
  }

  private void bend(Bend bend) throws IOException {
    Duration suggested = bend.suggestedGap();
    out.writeObjectFieldStart("suggestion");
    out.writeStringField("gap", suggested == null ? null : TimeText.gap(suggested));
    out.writeBooleanField("clear", bend.isClear());
    out.writeFieldName("bend_seconds");
    if (bend.at() == null) {
      out.writeNull();
    } else {
      out.writeNumber(bend.at().toMillis() / 1_000.0);
    }
    out.writeNumberField("distance", Math.round(10_000 * bend.distance()) / 10_000.0);
    out.writeNumberField("distance_needed", Math.round(10_000 * bend.needed()) / 10_000.0);
    out.writeNumberField("times", bend.times());
    out.writeArrayFieldStart("times_longer_than");
    for (Bend.Point point : bend.curve()) {
      out.writeStartObject();
      out.writeNumberField("seconds", point.gapMillis() / 1_000.0);
      out.writeNumberField("times", point.longer());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static String time(long micros) {
    return Instant.ofEpochMilli(Math.floorDiv(micros, 1_000L)).toString();
  }
}
