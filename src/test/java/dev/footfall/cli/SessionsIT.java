package dev.footfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footfall.privacy.DayKeys;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The analysis of the captured clinic, beside what a replay under each gap writes. */
class SessionsIT {
  private static final Path CLINIC = Path.of("src/test/resources/petclinic");
  private static final Path CAPTURE = CLINIC.resolve("otlp_spans.jsonl.gz");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private String config = "";

  @BeforeEach
  void writeConfiguration() throws IOException {
    DayKeys.generate(folder.resolve("keys.txt"), LocalDate.of(2026, 11, 1), 60);
    String clinic = Files.readString(CLINIC.resolve("footfall.yaml"));
    String converting =
        clinic.replace("event: add_visit", "event: add_visit\n    conversion: every");
    config = Files.writeString(folder.resolve("footfall.yaml"), converting).toString();
  }

  @Test
  void saysOfEachGapWhatAReplayUnderItWrites() throws IOException {
    JsonNode analysis = analyse(CAPTURE);

    assertThat(analysis.get("gaps")).hasSize(3);
    for (JsonNode gap : analysis.get("gaps")) {
      Collection<JsonNode> sessions = replay(gap.get("gap").asText());
      List<JsonNode> persons =
          sessions.stream().filter(s -> s.get("traffic_class").asText().equals("human")).toList();
      assertThat(gap.get("sessions").asInt()).isEqualTo(persons.size()).isGreaterThan(200);
      assertThat(gap.get("sessions_of_machines").asInt())
          .isEqualTo(sessions.size() - persons.size());
      assertThat(gap.get("visitors").asLong())
          .isEqualTo(persons.stream().map(s -> s.get("user_pseudo_id")).distinct().count());
      assertThat(gap.get("bounces").asLong())
          .isEqualTo(count(persons, s -> s.get("is_bounce").asBoolean()));
      assertThat(gap.get("engaged").asLong())
          .isEqualTo(count(persons, s -> s.get("is_engaged").asBoolean()));
      assertThat(gap.get("converted").asLong())
          .isEqualTo(count(persons, s -> !s.get("conversions").isEmpty()))
          .isPositive();
      assertThat(gap.get("cut_by_end_of_range").asLong())
          .isEqualTo(count(persons, s -> s.path("end_reason").asText().equals("end_of_range")));
      assertThat(gap.get("page_views").get("p50").asLong())
          .isEqualTo(median(persons.stream().map(s -> s.get("page_views").asLong()).toList()));
    }
  }

  @Test
  void saysTheSameOfEveryFormOfTheTopic() throws IOException {
    JsonNode analysis = withoutSource(analyse(CAPTURE));

    assertThat(withoutSource(analyse(CLINIC.resolve("otlp_spans_json.jsonl.gz"))))
        .isEqualTo(analysis);
  }

  @Test
  void refusesGapsThatMakeNoComparison() {
    assertThat(refused("0s")).contains("--gap: a gap of 0 would make a session of each");
    assertThat(refused("30m,1800s")).contains("--gap: 30m is there twice");
    assertThat(refused("25h")).contains("--gap: 25h is longer than 24h");
    assertThat(refused("1s,2s,3s,4s,5s,6s,7s,8s,9s")).contains("--gap: 9 gaps are more than 8");
    assertThat(refused("30")).contains("'30' is not a time such as 60s, 5m or 1h");
  }

  private static String refused(String gaps) {
    Cli cli = Cli.run("sessions", "--input", CAPTURE.toString(), "--gap", gaps);
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.out()).isEmpty();
    return cli.err();
  }

  @Test
  void endsWith1WhereNobodyDidAnything() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.jsonl"), "");

    Cli cli = Cli.run("sessions", "--input", empty.toString(), "--gap", "30m");

    assertThat(cli.code()).as(cli.err()).isEqualTo(1);
    assertThat(cli.err()).contains(empty + ": no interactions of visitors in 0 records");
    assertThat(cli.err()).doesNotContain("\tat ");
  }

  @Test
  void writesAPageThatNeedsNothingElse() throws Exception {
    Path odd = Files.copy(CAPTURE, folder.resolve("<b>&\"odd\".jsonl.gz"));
    Path page = folder.resolve("report.html");

    Cli cli =
        Cli.run(
            "sessions",
            "--config",
            config,
            "--input",
            odd.toString(),
            "--gap",
            "30s,1m",
            "--report",
            page.toString());

    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.err()).contains("Report in " + page);
    String html = Files.readString(page);
    assertThat(html).doesNotContain("<script", "http:", "https:", "url(", "@import", "<b>&");
    Document parsed =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(html)));
    assertThat(cells(parsed, "Sessions")).containsExactly("236", "220");
    assertThat(cells(parsed, "Machines' sessions, apart")).containsExactly("32", "32");
    assertThat(cells(parsed, "30s")).containsExactly("236", "31 joined");
    assertThat(cells(parsed, "1m")).containsExactly("15 split", "220");
    assertThat(parsed.getDocumentElement().getTextContent())
        .contains(odd.toString(), "Suggested gap: 5s", "bends at 4.1s", "session.id outranks");
    assertThat(cli.out()).contains("Suggested gap: 5s", "31 join", "15 split");
  }

  /** Of the row that begins with these words. */
  private static List<String> cells(Document page, String head) {
    NodeList rows = page.getElementsByTagName("tr");
    for (int i = 0; i < rows.getLength(); i++) {
      Element row = (Element) rows.item(i);
      if (row.getElementsByTagName("th").item(0).getTextContent().equals(head)) {
        NodeList cells = row.getElementsByTagName("td");
        return IntStream.range(0, cells.getLength())
            .mapToObj(cell -> cells.item(cell).getTextContent())
            .toList();
      }
    }
    return List.of();
  }

  @Test
  void refusesAReportThatCannotBe() {
    Cli cli =
        Cli.run(
            "sessions",
            "--input",
            CAPTURE.toString(),
            "--gap",
            "1m",
            "--report",
            "/no/such/r.html");

    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err().strip())
        .isEqualTo("--report: /no/such/r.html: there is no folder /no/such");
  }

  private JsonNode analyse(Path capture) throws IOException {
    Cli cli =
        Cli.run(
            "sessions",
            "--config",
            config,
            "--input",
            capture.toString(),
            "--gap",
            "5m,30s,1m",
            "--answer",
            "json");
    assertThat(cli.code()).as(cli.err()).isZero();
    return JSON.readTree(cli.out());
  }

  private static JsonNode withoutSource(JsonNode analysis) {
    return ((com.fasterxml.jackson.databind.node.ObjectNode) analysis).without(List.of("source"));
  }

  /** The last revisions. */
  private Collection<JsonNode> replay(String gap) throws IOException {
    Path output = folder.resolve("out-" + gap);
    Cli cli =
        Cli.run(
            "replay",
            "--quiet",
            "--config",
            config,
            "--set",
            "sessions.gap=" + gap,
            "--input",
            CAPTURE.toString(),
            "--output",
            output.toString());
    assertThat(cli.code()).as(cli.err()).isZero();
    Map<String, JsonNode> last = new LinkedHashMap<>();
    for (String line : Files.readAllLines(output.resolve("sessions.jsonl"))) {
      JsonNode session = JSON.readTree(line);
      last.merge(
          session.get("session_id").asText(),
          session,
          (one, other) ->
              one.get("revision").asInt() > other.get("revision").asInt() ? one : other);
    }
    last.values().removeIf(session -> session.get("retracted").asBoolean());
    return last.values();
  }

  private static long count(List<JsonNode> sessions, Predicate<JsonNode> which) {
    return sessions.stream().filter(which).count();
  }

  private static long median(List<Long> values) {
    List<Long> sorted = new ArrayList<>(values);
    sorted.sort(null);
    return sorted.get((sorted.size() + 1) / 2 - 1);
  }
}
