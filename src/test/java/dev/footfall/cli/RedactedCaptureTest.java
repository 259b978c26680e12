package dev.footfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footfall.capture.RedactRecord;
import dev.footfall.config.Settings;
import dev.footfall.derive.IssueEvents;
import dev.footfall.privacy.DayKeys;
import dev.footfall.rule.RuleSet;
import dev.footfall.sink.EventJson;
import dev.footfall.source.CaptureFile;
import dev.footfall.source.RawRecord;
import dev.footfall.visitor.FollowedEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real records without personal data give the same events, of made-up visitors. */
class RedactedCaptureTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CLINIC = "src/test/resources/petclinic/";

  @TempDir private Path folder;
  private final ConfigOptions options = new ConfigOptions();

  @BeforeEach
  void writeSettings() throws IOException {
    DayKeys.generate(folder.resolve("keys.txt"), LocalDate.of(2026, 11, 20), 10);
    Path config = folder.resolve("footfall.yaml");
    Files.writeString(config, "privacy: {key_ring: keys.txt, trusted_proxies: 1}\n");
    options.config = config.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"otlp_spans", "otlp_spans_json", "otlp_spans_by_trace"})
  void givesTheSameEventsAndHoldsNobody(String name) throws IOException {
    Path raw = Path.of(CLINIC + name + ".jsonl.gz");
    Path redacted = folder.resolve("redacted.jsonl.gz");
    String content = redact(raw, redacted);

    Map<String, JsonNode> before = events(raw);
    Map<String, JsonNode> after = events(redacted);

    assertThat(after).hasSizeGreaterThan(1_000);
    Map<String, String> madeUp = new HashMap<>();
    after.forEach(
        (id, event) -> {
          String visitor = event.path("user_pseudo_id").asText();
          String was = before.get(id).path("user_pseudo_id").asText();
          assertThat(madeUp.putIfAbsent(was, visitor)).isIn(null, visitor);
          ((ObjectNode) event).remove("user_pseudo_id");
          ((ObjectNode) before.get(id)).remove("user_pseudo_id");
        });
    assertThat(new HashSet<>(madeUp.values())).hasSameSizeAs(madeUp.keySet());
    assertThat(madeUp).hasSizeGreaterThan(100);
    assertThat(after.keySet()).isEqualTo(before.keySet());
    assertThat(after.entrySet())
        .filteredOn(event -> !event.getValue().equals(before.get(event.getKey())))
        .isEmpty();
    if (name.equals("otlp_spans")) { // the others hold the same spans
      assertThat(personal()).filteredOn(content::contains).isEmpty();
    }
  }

  /** Writes the capture without personal data, and returns all of its values as text. */
  private String redact(Path raw, Path redacted) throws IOException {
    Settings settings = options.read(false);
    RedactRecord redact = new RedactRecord(settings.privacy(), settings.events(), Set.of());
    StringBuilder content = new StringBuilder();
    try (CaptureFile.Reader in = new CaptureFile(raw.toString(), "otlp_spans").open();
        CaptureFile.RecordWriter out =
            new CaptureFile(redacted.toString(), "otlp_spans").create()) {
      for (RawRecord record = in.next(); record != null; record = in.next()) {
        RawRecord fit = redact.redact(record);
        out.write(fit);
        content.append(new String(fit.value(), StandardCharsets.UTF_8)).append('\n');
      }
    }
    return content.toString();
  }

  private Map<String, JsonNode> events(Path input) throws IOException {
    Map<String, JsonNode> events = new TreeMap<>();
    EventJson json = new EventJson(true);
    try (Capture capture = Capture.of(input, options, new PrintWriter(new StringWriter()))) {
      IssueEvents issue =
          new IssueEvents(
              RuleSet.compile(capture.settings().events()),
              (event, timestamp) -> {
                byte[] row = json.value(new FollowedEvent(event, event.event(), null));
                events.put(event.event().eventId(), read(row));
              },
              counter -> number -> {},
              null);
      capture.assemble(id -> true, false, issue);
    }
    return events;
  }

  private static JsonNode read(byte[] row) {
    try {
      return JSON.readTree(row);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What the visitors of the clinic sent of themselves. */
  private static Set<String> personal() throws IOException {
    Set<String> personal = new HashSet<>();
    try (BufferedReader ledger =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(Path.of(CLINIC + "ledger.jsonl.gz"))),
                StandardCharsets.UTF_8))) {
      for (String line = ledger.readLine(); line != null; line = ledger.readLine()) {
        JsonNode request = JSON.readTree(line);
        for (String field : List.of("ip", "ua", "cookie")) {
          String value = request.path(field).asText("");
          if (value.length() >= 7) {
            personal.add(value);
          }
        }
      }
    }
    assertThat(personal).hasSizeGreaterThan(300);
    return personal;
  }
}
