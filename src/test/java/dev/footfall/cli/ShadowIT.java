package dev.footfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footfall.privacy.DayKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What another configuration would change of the captured clinic, against two replays of their own
 * whose outputs are compared here, line by line.
 */
class ShadowIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path CAPTURE = Path.of("src/test/resources/petclinic/otlp_spans.jsonl.gz");

  /** What differs between any two configurations, and what is made of a rule's id. */
  private static final List<String> NOT_COMPARED =
      List.of(
          "event_id",
          "rule",
          "session_id",
          "previous_session_id",
          "arrival_time",
          "issued_at",
          "revision",
          "retracted",
          "config_version");

  private static final List<String> OF_SESSION =
      List.of("ga_session_id", "ga_session_number", "session_event_number", "is_conversion");

  @TempDir private static Path folder;
  private static String yaml;

  @BeforeAll
  static void plain() throws IOException {
    DayKeys.generate(folder.resolve("keys.txt"), LocalDate.of(2026, 11, 20), 10);
    yaml =
        Files.readString(Path.of("src/test/resources/petclinic/footfall.yaml"))
            + "sink: {trace_ids: true}\n";
    Files.writeString(folder.resolve("current.yaml"), yaml);
    replay("current.yaml", "--output", folder.resolve("current").toString());
  }

  private static Cli replay(String config, String... more) {
    List<String> args = new ArrayList<>(List.of("replay", "--quiet", "--config"));
    args.addAll(List.of(folder.resolve(config).toString(), "--input", CAPTURE.toString()));
    args.addAll(List.of(more));
    Cli cli = Cli.run(args.toArray(String[]::new));
    assertThat(cli.code()).as(cli.err()).isZero();
    return cli;
  }

  /** Each is a text of the configuration, and what stands there in the other. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          nothing          | sessions: {gap: 1m}      | sessions: {gap: 1m}
          rule added       | sessions: {gap: 1m}      | `  - {id: vets, event: view_vets, match: {path: /vets.html}}\nsessions: {gap: 1m}`
          rule removed     | `  - id: add-pet\n    event: add_pet\n    match: {method: POST, path: "/owners/{owner}/pets/new", status: "302"}\n` | `  - {id: other, event: add_pet, match: {path: /none}}\n`
          rule renamed     | id: find-owner           | id: search-owner
          path changed     | path: /owners/find       | path: /owners
          parameter added  | event: add_pet           | `event: add_pet\n    params: {owner: {capture: owner}}`
          event renamed    | status: "200"}           | `status: "200"}\n    conversion: every`
          gap changed      | sessions: {gap: 1m}      | sessions: {gap: 20s}
          funnel changed   | &clinic [find_owner, add_owner, add_pet, add_visit] | &clinic [find_owner, add_owner, add_visit]
          default rules on | events: {default_rules: none} | events: {default_rules: [shop, content, account]}
          """)
  void namesWhatDiffersBetweenTwoReplays(String name, String from, String to) throws IOException {
    assertThat(yaml).contains(from.replace("\\n", "\n"));
    String file = name.replace(' ', '-') + ".yaml";
    Path other = folder.resolve(file);
    Files.writeString(other, yaml.replace(from.replace("\\n", "\n"), to.replace("\\n", "\n")));
    String alone = folder.resolve(file + "-alone").toString();
    replay(file, "--output", alone);

    String both = folder.resolve(file + "-both").toString();
    JsonNode report =
        JSON.readTree(
            replay(
                    "current.yaml",
                    "--shadow",
                    other.toString(),
                    "--answer",
                    "json",
                    "--examples",
                    "10000",
                    "--output",
                    both)
                .out());

    assertThat(lines(both + "/current"))
        .containsExactlyElementsOf(lines(folder.resolve("current").toString()));
    assertThat(lines(both + "/shadow")).containsExactlyElementsOf(lines(alone));
    assertThat(events(report)).isEqualTo(compareEvents(folder.resolve("current"), Path.of(alone)));
    assertThat(sessions(report)).isEqualTo(compareSessions(folder.resolve("current"), alone));
    assertThat(funnels(report)).isEqualTo(compareFunnels(folder.resolve("current"), alone));
    assertThat(spans(report)).isEqualTo(compareSpans(folder.resolve("current"), alone));
    if (name.equals("nothing")) {
      assertThat(report.get("requests_that_differ").asInt()).isZero();
      assertThat(report.get("requests").asInt()).isGreaterThan(1_000);
    }
  }

  /** All lines of all files, in order. */
  private static List<String> lines(String output) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String file : List.of("events", "sessions", "funnels", "accounting", "dead-letters")) {
      Files.readAllLines(Path.of(output, file + ".jsonl")).forEach(line -> lines.add(file + line));
    }
    lines.sort(null);
    return lines;
  }

  /** By kind of difference the requests that it names, as {@code kind rule: trace span}. */
  private static Set<String> events(JsonNode report) {
    Set<String> named = new TreeSet<>();
    for (JsonNode rule : report.get("rules")) {
      String id = rule.get("rule").asText();
      named.add("count " + id + " " + rule.get("current") + " " + rule.get("shadow"));
      for (String kind : List.of("added", "gone", "changed", "session_columns")) {
        name(kind + " " + id, rule.get(kind), named);
      }
    }
    for (JsonNode move : report.get("moves")) {
      name("moved " + move.get("from").asText() + " " + move.get("to").asText(), move, named);
    }
    return named;
  }

  private static void name(String kind, JsonNode change, Set<String> named) {
    assertThat(change.get("examples")).hasSize(change.get("count").asInt());
    for (JsonNode request : change.get("examples")) {
      named.add(
          kind + ": " + request.get("trace_id").asText() + " " + request.get("span_id").asText());
    }
    change
        .get("columns")
        .properties()
        .forEach(
            column ->
                named.add(kind + " " + column.getKey() + " " + column.getValue().get("count")));
  }

  private static Set<String> compareEvents(Path one, Path other) throws IOException {
    Map<String, ObjectNode> current = last(one.resolve("events.jsonl"), "event_id");
    Map<String, ObjectNode> shadow = last(other.resolve("events.jsonl"), "event_id");
    Map<String, ObjectNode> byRequest = byRequest(current);
    Map<String, ObjectNode> othersByRequest = byRequest(shadow);
    Set<String> requests = new TreeSet<>(byRequest.keySet());
    requests.addAll(othersByRequest.keySet());
    Set<String> named = new TreeSet<>();
    Map<String, int[]> counts = new TreeMap<>();
    Map<String, Integer> columns = new TreeMap<>();
    for (String request : requests) {
      ObjectNode event = byRequest.get(request);
      ObjectNode now = othersByRequest.get(request);
      if (event != null) {
        counts.computeIfAbsent(event.get("rule").asText(), rule -> new int[2])[0]++;
      }
      if (now != null) {
        counts.computeIfAbsent(now.get("rule").asText(), rule -> new int[2])[1]++;
      }
      String kind;
      if (event == null) {
        kind = "added " + now.get("rule").asText();
      } else if (now == null) {
        kind = "gone " + event.get("rule").asText();
      } else {
        List<String> differing = differing(event, now);
        if (!event.get("rule").equals(now.get("rule"))) {
          kind = "moved " + event.get("rule").asText() + " " + now.get("rule").asText();
        } else if (differing.isEmpty()) {
          continue;
        } else {
          boolean onlySession = OF_SESSION.containsAll(differing);
          kind = (onlySession ? "session_columns " : "changed ") + event.get("rule").asText();
        }
        differing.forEach(column -> columns.merge(kind + " " + column, 1, Integer::sum));
      }
      named.add(kind + ": " + request);
    }
    counts.forEach((rule, count) -> named.add("count " + rule + " " + count[0] + " " + count[1]));
    columns.forEach((column, count) -> named.add(column + " " + count));
    return named;
  }

  private static Map<String, ObjectNode> byRequest(Map<String, ObjectNode> events) {
    Map<String, ObjectNode> byRequest = new TreeMap<>();
    for (ObjectNode event : events.values()) {
      String request = event.get("trace_id").asText() + " " + event.get("span_id").asText();
      assertThat(byRequest.put(request, event)).isNull();
    }
    return byRequest;
  }

  /** Of objects, the fields apart. */
  private static List<String> differing(ObjectNode one, ObjectNode other) {
    Map<String, JsonNode> values = values(one);
    Map<String, JsonNode> others = values(other);
    Set<String> names = new TreeSet<>(values.keySet());
    names.addAll(others.keySet());
    names.removeIf(name -> Objects.equals(values.get(name), others.get(name)));
    return List.copyOf(names);
  }

  private static Map<String, JsonNode> values(ObjectNode row) {
    Map<String, JsonNode> values = new HashMap<>();
    row.properties()
        .forEach(
            field -> {
              if (field.getValue().isObject()) {
                field
                    .getValue()
                    .properties()
                    .forEach(
                        part -> values.put(field.getKey() + "." + part.getKey(), part.getValue()));
              } else if (!NOT_COMPARED.contains(field.getKey())) {
                values.put(field.getKey(), field.getValue());
              }
            });
    return values;
  }

  /** Rows of the highest revision that are not taken back. */
  private static Map<String, ObjectNode> last(Path file, String id) throws IOException {
    Map<String, ObjectNode> last = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      ObjectNode row = (ObjectNode) JSON.readTree(line);
      last.merge(
          row.get(id).asText(),
          row,
          (one, other) ->
              one.get("revision").asInt() > other.get("revision").asInt() ? one : other);
    }
    last.values().removeIf(row -> row.path("retracted").asBoolean());
    return last;
  }

  private static Map<String, Long> sessions(JsonNode report) {
    JsonNode sessions = report.get("sessions");
    Map<String, Long> counts = new TreeMap<>();
    for (String side : List.of("current", "shadow")) {
      for (String count : List.of("sessions", "closed", "bounces", "engaged", "conversions")) {
        counts.put(side + " " + count, sessions.get(side).get(count).asLong());
      }
    }
    for (String kind : List.of("added", "gone", "changed")) {
      counts.put(kind, sessions.get(kind).get("count").asLong());
    }
    return counts;
  }

  /** Sessions are the same that start at the same moment; in these cases no others overlap. */
  private static Map<String, Long> compareSessions(Path one, String other) throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    Map<String, ObjectNode> current = sessions(one, "current", counts);
    Map<String, ObjectNode> shadow = sessions(Path.of(other), "shadow", counts);
    Set<String> both = new TreeSet<>(current.keySet());
    both.retainAll(shadow.keySet());
    counts.put("gone", (long) current.size() - both.size());
    counts.put("added", (long) shadow.size() - both.size());
    counts.put(
        "changed",
        both.stream()
            .filter(start -> !differing(current.get(start), shadow.get(start)).isEmpty())
            .count());
    return counts;
  }

  private static Map<String, ObjectNode> sessions(
      Path output, String side, Map<String, Long> counts) throws IOException {
    Map<String, ObjectNode> byStart = new TreeMap<>();
    for (ObjectNode session : last(output.resolve("sessions.jsonl"), "session_id").values()) {
      byStart.put(
          session.get("user_pseudo_id").asText() + " " + session.get("session_start").asText(),
          session);
      counts.merge(side + " sessions", 1L, Long::sum);
      counts.merge(
          side + " closed", session.get("state").asText().equals("closed") ? 1L : 0, Long::sum);
      counts.merge(side + " bounces", session.get("is_bounce").asBoolean() ? 1L : 0, Long::sum);
      counts.merge(side + " engaged", session.get("is_engaged").asBoolean() ? 1L : 0, Long::sum);
      counts.merge(side + " conversions", 0L, Long::sum);
      for (JsonNode conversion : session.get("conversions")) {
        counts.merge(side + " conversions", conversion.get("count").asLong(), Long::sum);
      }
    }
    return byStart;
  }

  private static Map<String, String> funnels(JsonNode report) {
    Map<String, String> funnels = new TreeMap<>();
    for (JsonNode funnel : report.get("funnels")) {
      funnel
          .get("reached")
          .properties()
          .forEach(
              step -> {
                String place = funnel.get("funnel_id").asText() + " " + step.getKey();
                funnels.put(
                    place, step.getValue().get("current") + " " + step.getValue().get("shadow"));
              });
    }
    return funnels;
  }

  private static Map<String, String> compareFunnels(Path one, String other) throws IOException {
    Map<String, Long> current = reached(one);
    Map<String, Long> shadow = reached(Path.of(other));
    Set<String> steps = new TreeSet<>(current.keySet());
    steps.addAll(shadow.keySet());
    Map<String, String> funnels = new TreeMap<>();
    steps.forEach(
        step ->
            funnels.put(
                step, current.getOrDefault(step, 0L) + " " + shadow.getOrDefault(step, 0L)));
    return funnels;
  }

  private static Map<String, Long> reached(Path output) throws IOException {
    Map<String, ObjectNode> last = new HashMap<>();
    for (String line : Files.readAllLines(output.resolve("funnels.jsonl"))) {
      ObjectNode row = (ObjectNode) JSON.readTree(line);
      last.merge(
          row.get("funnel_id").asText() + row.get("window_start").asText(),
          row,
          (a, b) -> a.get("revision").asInt() > b.get("revision").asInt() ? a : b);
    }
    Map<String, Long> reached = new TreeMap<>();
    for (ObjectNode row : last.values()) {
      for (JsonNode step : row.get("steps")) {
        reached.merge(
            row.get("funnel_id").asText()
                + " "
                + step.get("step").asText()
                + " "
                + step.get("name").asText(),
            step.get("reached").asLong(),
            Long::sum);
      }
    }
    return reached;
  }

  private static long spans(JsonNode report) {
    long used = 0;
    for (var each : report.get("spans_and_records").properties()) {
      if (each.getKey().startsWith("spans used")) {
        used += each.getValue().get("current").asLong() * 100_000;
        used += each.getValue().get("shadow").asLong();
      }
    }
    return used;
  }

  private static long compareSpans(Path one, String other) throws IOException {
    return used(one) * 100_000 + used(Path.of(other));
  }

  private static long used(Path output) throws IOException {
    long used = 0;
    for (String line : Files.readAllLines(output.resolve("accounting.jsonl"))) {
      JsonNode row = JSON.readTree(line);
      used += row.path("class").asText().equals("used") ? row.get("spans").asLong() : 0;
    }
    return used;
  }

  @Test
  void endsWith3ForABrokenOtherAndSaysWhere() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.yaml"), "sessions: {gap: 1}\n");

    Cli cli =
        Cli.run(
            "replay",
            "--config",
            folder.resolve("current.yaml").toString(),
            "--input",
            CAPTURE.toString(),
            "--shadow",
            broken.toString());

    assertThat(cli.code()).isEqualTo(3);
    assertThat(cli.err()).contains(broken + ":1:17: sessions.gap");
    assertThat(cli.out()).isEmpty();
  }
}
