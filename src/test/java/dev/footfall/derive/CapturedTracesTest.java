package dev.footfall.derive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import dev.footfall.event.Hex;
import dev.footfall.otlp.HttpRequest;
import dev.footfall.otlp.OtlpReader;
import dev.footfall.otlp.Projection;
import dev.footfall.otlp.SpanHandler;
import dev.footfall.otlp.SpanWriter;
import dev.footfall.otlp.WireSpan;
import dev.footfall.rule.SpanTree;
import dev.footfall.source.CaptureFile;
import dev.footfall.source.RawRecord;
import dev.footfall.trace.Trace;
import dev.footfall.trace.TraceId;
import dev.footfall.trace.TraceSpan;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The captured records, each trace whole, against the generated classes read the slow way. */
class CapturedTracesTest {
  private static final List<Trace> TRACES = new ArrayList<>();
  private static final Map<ByteString, Map<ByteString, Span>> ORACLE = new HashMap<>();

  @BeforeAll
  static void readRecords() throws Exception {
    Map<TraceId, List<TraceSpan>> spans = new HashMap<>();
    CaptureFile file =
        new CaptureFile("src/test/resources/petclinic/otlp_spans.jsonl.gz", "otlp_spans");
    try (CaptureFile.Reader reader = file.open()) {
      for (RawRecord record = reader.next(); record != null; record = reader.next()) {
        read(record, spans);
        for (ResourceSpans resource : TracesData.parseFrom(record.value()).getResourceSpansList()) {
          for (ScopeSpans scope : resource.getScopeSpansList()) {
            for (Span span : scope.getSpansList()) {
              ORACLE
                  .computeIfAbsent(span.getTraceId(), id -> new HashMap<>())
                  .put(span.getSpanId(), span);
            }
          }
        }
      }
    }
    spans.forEach((id, list) -> TRACES.add(trace(id, list)));
  }

  private static Trace trace(TraceId id, List<TraceSpan> spans) {
    spans.sort(
        Comparator.<TraceSpan>comparingLong(span -> span.span().startEpochNanos())
            .thenComparingLong(span -> span.span().spanId()));
    long last = spans.stream().mapToLong(TraceSpan::arrivalMillis).max().orElseThrow();
    return new Trace(id, spans, last + 10_000, false);
  }

  private static void read(RawRecord record, Map<TraceId, List<TraceSpan>> spans) {
    Projection projection = new Projection(Set.of(), false);
    SpanWriter writer = new SpanWriter(projection);
    new OtlpReader(projection)
        .read(
            record.value(),
            new SpanHandler() {
              @Override
              public void resource(WireSpan next) {}

              @Override
              public void span(WireSpan span) {
                writer.reset();
                writer.resource(span.resource, (name, text) -> text);
                writer.span(
                    span,
                    span.isServer() ? HttpRequest.of(span) : null,
                    null,
                    (name, text) -> text);
                TraceId id = new TraceId(span.traceIdHigh, span.traceIdLow);
                dev.footfall.otlp.Span.read(
                    writer.toBytes(),
                    compact ->
                        spans
                            .computeIfAbsent(id, i -> new ArrayList<>())
                            .add(new TraceSpan(compact, record.timestampMillis(), true)));
              }

              @Override
              public void badSpan(String reason, byte[] bytes, int offset, int length) {
                throw new AssertionError(reason);
              }
            });
  }

  private static Set<String> entriesOfOracle() {
    Set<String> entries = new HashSet<>();
    ORACLE.forEach(
        (traceId, spans) ->
            spans
                .values()
                .forEach(
                    span -> {
                      boolean server = span.getKind() == SpanKind.SPAN_KIND_SERVER;
                      if (server && !spans.containsKey(span.getParentSpanId())) {
                        entries.add(hex(traceId) + hex(span.getSpanId()));
                      }
                    }));
    return entries;
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  @Test
  void entrySpansAreThoseOfTheLedger() {
    Set<String> entries = new HashSet<>();
    SpanTree tree = new SpanTree(Set.of());
    for (Trace trace : TRACES) {
      tree.fill(trace);
      for (int i = 0; i < tree.size(); i++) {
        if (tree.isEntry(i)) {
          entries.add(trace.id() + Hex.of(tree.span(i).spanId()));
        }
      }
    }
    assertThat(entries).hasSize(2_356).isEqualTo(entriesOfOracle());
  }

  @Test
  void everySpanIsInExactlyOneClass() {
    EventProbe probe = new EventProbe();
    for (Trace trace : TRACES) {
      probe.memory = null;
      probe.issue(trace);
    }
    Map<String, Long> classes = probe.classes();
    assertThat(classes.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(11_797);
    assertThat(classes.get("NO_ENTRY")).isEqualTo(spansWithoutEntryInOracle());
    assertThat(classes.keySet())
        .containsExactlyInAnyOrder(
            "USED",
            "NO_ENTRY",
            "DROPPED_BY_RULE asset",
            "DROPPED_BY_RULE head",
            "DROPPED_BY_RULE management",
            "DROPPED_BY_RULE redirect");
  }

  private static long spansWithoutEntryInOracle() {
    long without = 0;
    for (Map<ByteString, Span> spans : ORACLE.values()) {
      for (Span span : spans.values()) {
        Span top = span;
        while (spans.containsKey(top.getParentSpanId())) {
          top = spans.get(top.getParentSpanId());
        }
        boolean orphan = !top.getParentSpanId().isEmpty();
        boolean entered =
            spans.values().stream()
                .anyMatch(
                    s ->
                        s.getKind() == SpanKind.SPAN_KIND_SERVER
                            && !spans.containsKey(s.getParentSpanId()));
        boolean below = top.getKind() == SpanKind.SPAN_KIND_SERVER || (orphan && entered);
        without += below ? 0 : 1;
      }
    }
    return without;
  }

  @Test
  void requestsAreNamedAsTheLedgerSays() throws Exception {
    EventProbe probe = new EventProbe();
    Map<String, Integer> names = new HashMap<>();
    for (Trace trace : TRACES) {
      probe.memory = null;
      probe.issue(trace).forEach(event -> names.merge(event.eventName(), 1, Integer::sum));
    }
    assertThat(names).isEqualTo(namesByTheLedger());
  }

  /** What became of each request that was sent with its trace sampled. */
  private static Map<String, Integer> namesByTheLedger() throws IOException {
    Map<String, Integer> names = new HashMap<>();
    Path ledger = Path.of("src/test/resources/petclinic/ledger.jsonl.gz");
    ObjectMapper json = new ObjectMapper();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(ledger)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode request = json.readTree(line);
        String name =
            request.path("sampled").asBoolean(true)
                ? nameByTheLedger(
                    request.get("method").asText(),
                    request.get("url").asText().replaceAll("[?;].*", ""),
                    request.get("status").asInt())
                : "";
        if (!name.isEmpty()) {
          names.merge(name, 1, Integer::sum);
        }
      }
    }
    return names;
  }

  private static String nameByTheLedger(String method, String path, int status) {
    boolean redirect = status == 302 || status == 303;
    boolean dropped =
        method.equals("HEAD")
            || path.startsWith("/actuator/")
            || (method.equals("GET") && path.matches(".*\\.(css|js|ico|png|svg)|/robots.txt"));
    if (dropped || redirect) {
      return "";
    }
    return status >= 400 ? "page_error" : method.equals("GET") ? "page_view" : "request";
  }
}
