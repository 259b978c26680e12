package dev.footfall.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.footfall.cli.ShadowAnswer.Pair;
import dev.footfall.trial.Change;
import dev.footfall.trial.Differences;
import dev.footfall.trial.Differences.Move;
import dev.footfall.trial.Example;
import dev.footfall.trial.RuleChange;
import dev.footfall.trial.SessionTotals;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.Map;

/** What another configuration would change, as one JSON object. */
final class ShadowReport {
  private final JsonGenerator out;

  private ShadowReport(JsonGenerator out) {
    this.out = out;
  }

  static String of(ShadowAnswer answer) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
      new ShadowReport(out).write(answer);
    }
    return text + "\n";
  }

  private void write(ShadowAnswer answer) throws IOException {
    Differences differences = answer.differences();
    out.writeStartObject();
    write("current", answer.current());
    write("shadow", answer.shadow());
    out.writeNumberField("requests", differences.requests());
    out.writeNumberField("requests_that_differ", differences.requestsThatDiffer());
    out.writeArrayFieldStart("rules");
    for (Map.Entry<String, RuleChange> rule : differences.rules().entrySet()) {
      write(rule.getKey(), rule.getValue());
    }
    out.writeEndArray();
    out.writeArrayFieldStart("moves");
    for (Map.Entry<Move, Change> move : differences.moves().entrySet()) {
      out.writeStartObject();
      out.writeStringField("from", move.getKey().from());
      out.writeStringField("to", move.getKey().to());
      fields(move.getValue(), "trace_id");
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeObjectFieldStart("sessions");
    write("current", differences.currentSessions());
    write("shadow", differences.shadowSessions());
    write("added", differences.sessionsAdded(), "user_pseudo_id");
    write("gone", differences.sessionsGone(), "user_pseudo_id");
    write("changed", differences.sessionsChanged(), "user_pseudo_id");
    out.writeEndObject();
    out.writeArrayFieldStart("funnels");
    for (Map.Entry<String, Map<String, Pair>> funnel : answer.funnels().entrySet()) {
      funnel(funnel.getKey(), funnel.getValue());
    }
    out.writeEndArray();
    pairs("spans_and_records", answer.spans());
    out.writeEndObject();
  }

  private void write(String field, ShadowAnswer.Side side) throws IOException {
    out.writeObjectFieldStart(field);
    out.writeStringField("config", side.name());
    out.writeStringField("config_version", side.configVersion());
    out.writeEndObject();
  }

  private void write(String rule, RuleChange change) throws IOException {
    out.writeStartObject();
    out.writeStringField("rule", rule);
    out.writeNumberField("current", change.current());
    out.writeNumberField("shadow", change.shadow());
    write("added", change.added(), "trace_id");
    write("gone", change.gone(), "trace_id");
    write("changed", change.changed(), "trace_id");
    write("session_columns", change.restamped(), "trace_id");
    out.writeEndObject();
  }

  private void write(String field, Change change, String idName) throws IOException {
    out.writeObjectFieldStart(field);
    fields(change, idName);
    out.writeEndObject();
  }

  private void fields(Change change, String idName) throws IOException {
    out.writeNumberField("count", change.count());
    out.writeObjectFieldStart("columns");
    for (Map.Entry<String, Change.Column> column : change.columns().entrySet()) {
      out.writeObjectFieldStart(column.getKey());
      out.writeNumberField("count", column.getValue().count());
      out.writeStringField("current", column.getValue().current());
      out.writeStringField("shadow", column.getValue().shadow());
      out.writeStringField(idName, column.getValue().example().id());
      out.writeEndObject();
    }
    out.writeEndObject();
    out.writeArrayFieldStart("examples");
    for (Example example : change.examples()) {
      out.writeStartObject();
      out.writeNumberField("timestamp", example.micros());
      out.writeStringField(idName, example.id());
      if (!example.place().isEmpty()) {
        out.writeStringField("span_id", example.place());
        out.writeStringField("request", example.words());
      } else {
        out.writeStringField("entry_page", example.words());
      }
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void write(String field, SessionTotals totals) throws IOException {
    out.writeObjectFieldStart(field);
    out.writeNumberField("sessions", totals.sessions());
    out.writeNumberField("closed", totals.closed());
    out.writeNumberField("bounces", totals.bounces());
    out.writeNumberField("engaged", totals.engaged());
    out.writeNumberField("page_views", totals.pageViews());
    out.writeNumberField("conversions", totals.conversions());
    out.writeObjectFieldStart("revenue");
    for (Map.Entry<String, BigDecimal> sum : totals.revenue().entrySet()) {
      out.writeNumberField(sum.getKey(), sum.getValue());
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  private void funnel(String id, Map<String, Pair> steps) throws IOException {
    out.writeStartObject();
    out.writeStringField("funnel_id", id);
    pairs("reached", steps);
    out.writeEndObject();
  }

  private void pairs(String field, Map<String, Pair> pairs) throws IOException {
    out.writeObjectFieldStart(field);
    for (Map.Entry<String, Pair> pair : pairs.entrySet()) {
      out.writeObjectFieldStart(pair.getKey());
      out.writeNumberField("current", pair.getValue().current());
      out.writeNumberField("shadow", pair.getValue().shadow());
      out.writeEndObject();
    }
    out.writeEndObject();
  }
}
