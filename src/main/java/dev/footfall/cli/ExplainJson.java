package dev.footfall.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.footfall.event.IssuedEvent;
import dev.footfall.explain.Explanation;
import dev.footfall.explain.Explanation.Named;
import dev.footfall.explain.Explanation.NamedRequest;
import dev.footfall.explain.Explanation.OtherRule;
import dev.footfall.explain.Explanation.Parameter;
import dev.footfall.explain.Explanation.TreeSpan;
import dev.footfall.otlp.Field;
import dev.footfall.otlp.Span;
import dev.footfall.sink.EventJson;
import dev.footfall.visitor.FollowedEvent;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** An explained trace as one JSON object, with each event as the events output has it. */
final class ExplainJson {
  private final ExplainedIssues issues;
  private final EventJson events = new EventJson(true);
  private final JsonGenerator out;

  private ExplainJson(ExplainedIssues issues, JsonGenerator out) {
    this.issues = issues;
    this.out = out;
  }

  static String of(ExplainedIssues issues) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
      new ExplainJson(issues, out).write();
    }
    return text + "\n";
  }

  private void write() throws IOException {
    Explanation last = issues.last().explanation();
    out.writeStartObject();
    out.writeStringField("trace_id", issues.last().trace().id().toString());
    out.writeBooleanField("truncated", issues.last().trace().truncated());
    out.writeArrayFieldStart("issues");
    for (ExplainedIssues.Issue issue : issues.issues()) {
      out.writeStartObject();
      out.writeNumberField("issued_at", issue.trace().issuedAtMillis());
      out.writeNumberField("spans", issue.trace().spans().size());
      out.writeBooleanField("begins", issue.begins());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("spans");
    for (TreeSpan each : last.spans()) {
      write(each);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("requests");
    for (NamedRequest request : last.requests()) {
      write(request);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void write(TreeSpan each) throws IOException {
    Span span = each.span();
    out.writeStartObject();
    out.writeStringField("span_id", id(span.spanId()));
    out.writeStringField(
        "parent_span_id", span.parentSpanId() == 0 ? null : id(span.parentSpanId()));
    out.writeNumberField("depth", each.depth());
    out.writeStringField("place", each.place().name().toLowerCase(Locale.ROOT));
    out.writeStringField("name", span.name());
    out.writeStringField("service", span.service().name());
    out.writeNumberField("start_epoch_nanos", span.startEpochNanos());
    out.writeNumberField("duration_nanos", span.durationNanos());
    out.writeBooleanField("error", span.isError());
    out.writeStringField("error_type", span.field(Field.ERROR_TYPE));
    out.writeNumberField("arrival_time", each.arrivalMillis());
    out.writeEndObject();
  }

  private void write(NamedRequest named) throws IOException {
    out.writeStartObject();
    out.writeStringField("span_id", named.request().spanId());
    out.writeStringField("method", named.request().method());
    out.writeStringField("path", named.request().path());
    out.writeStringField("query", named.request().query());
    out.writeNumberField("status", named.request().status());
    out.writeStringField("dropped", named.dropped());
    out.writeArrayFieldStart("events");
    for (Named name : named.names()) {
      write(named, name);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("other_rules");
    for (OtherRule other : named.others()) {
      out.writeStartObject();
      out.writeStringField("rule", other.rule());
      out.writeStringField("event", other.event());
      out.writeBooleanField("near", other.near());
      out.writeStringField("because", other.because());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void write(NamedRequest named, Named name) throws IOException {
    out.writeStartObject();
    out.writeStringField("event_name", name.event());
    out.writeStringField("rule", name.rule());
    out.writeBooleanField("fall_back", name.isFallBack());
    out.writeStringField("because", name.because());
    out.writeArrayFieldStart("parameters");
    for (Parameter parameter : name.parameters()) {
      out.writeStartObject();
      out.writeStringField("name", parameter.name());
      out.writeStringField("source", parameter.source());
      out.writeStringField("value", parameter.value());
      out.writeStringField("missing", parameter.missing());
      out.writeEndObject();
    }
    out.writeEndArray();
    IssuedEvent issued = issues.event(named.request().spanId(), name.rule());
    if (issued != null) {
      byte[] event = events.value(new FollowedEvent(issued, issued.event(), null));
      out.writeFieldName("event");
      out.writeRawValue(new String(event, StandardCharsets.UTF_8));
    }
    out.writeEndObject();
  }

  private static String id(long spanId) {
    return String.format(Locale.ROOT, "%016x", spanId);
  }
}
