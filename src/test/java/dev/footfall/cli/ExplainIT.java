package dev.footfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footfall.privacy.DayKeys;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is explained is what the job does, over all traces of a capture. */
class ExplainIT {
  private static final Path CAPTURE = Path.of("src/test/resources/petclinic/otlp_spans.jsonl.gz");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> SESSION_FIELDS =
      List.of(
          "session_id",
          "ga_session_id",
          "ga_session_number",
          "session_event_number",
          "is_conversion",
          "edge");

  @TempDir private static Path folder;
  private static final Map<String, JsonNode> EXPLAINED = new HashMap<>();
  private static final StringBuilder TEXT = new StringBuilder();
  private static ConfigOptions options;

  @BeforeAll
  static void explainAllTraces() throws IOException {
    DayKeys.generate(folder.resolve("keys.txt"), LocalDate.of(2026, 11, 20), 10);
    options = new ConfigOptions();
    options.config =
        Files.copy(
                Path.of("src/test/resources/petclinic/footfall.yaml"),
                folder.resolve("footfall.yaml"))
            .toString();
    options.overrides = List.of("events.default_rules=shop", "sink.trace_ids=true");
    PrintWriter err = new PrintWriter(System.err);
    try (Capture capture = Capture.of(CAPTURE, options, err)) {
      Map<Object, ExplainedIssues> byTrace = new HashMap<>();
      capture.assemble(
          id -> true,
          true,
          (trace, memory, tally) ->
              byTrace
                  .computeIfAbsent(
                      trace.id(), id -> new ExplainedIssues(capture.settings().events()))
                  .issue(trace, memory, tally));
      for (ExplainedIssues issues : byTrace.values()) {
        String text = ExplainJson.of(issues);
        TEXT.append(text);
        JSON.readTree(text)
            .get("requests")
            .forEach(
                request ->
                    request.get("events").forEach(event -> put(EXPLAINED, event.get("event"))));
      }
    }
  }

  @Test
  void explainsTheEventsThatTheJobIssues() throws IOException {
    Path output = folder.resolve("output");
    Cli cli =
        Cli.run(
            "replay",
            "--config",
            String.valueOf(options.config),
            "--input",
            CAPTURE.toString(),
            "--output",
            output.toString(),
            "--set",
            options.overrides.get(0),
            "--set",
            options.overrides.get(1));
    assertThat(cli.code()).as(cli.err()).isZero();
    Map<String, JsonNode> issued = new HashMap<>();
    for (String line : Files.readAllLines(output.resolve("events.jsonl"))) {
      put(issued, JSON.readTree(line));
    }

    assertThat(EXPLAINED).hasSizeGreaterThan(1_000).isEqualTo(issued);
  }

  @Test
  void showsNothingPersonal() throws IOException {
    Set<String> personal = new HashSet<>();
    try (BufferedReader ledger =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(Path.of("src/test/resources/petclinic/ledger.jsonl.gz"))),
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
    String text = TEXT.toString();

    assertThat(personal).filteredOn(text::contains).isEmpty();
  }

  /** Keeps the last revision; of sessions a single trace knows nothing. */
  private static void put(Map<String, JsonNode> events, JsonNode event) {
    ObjectNode content = event.deepCopy();
    content.remove(SESSION_FIELDS);
    JsonNode before = events.get(event.get("event_id").asText());
    if (before == null || before.get("revision").asInt() < content.get("revision").asInt()) {
      events.put(event.get("event_id").asText(), content);
    }
  }
}
