package dev.footfall.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.local.compare.CompareRuns;
import dev.footfall.local.compare.Findings;
import dev.footfall.local.compare.Piece;
import dev.footfall.local.compare.Range;
import dev.footfall.local.compare.TopicPiece;
import dev.footfall.privacy.DayKeys;
import dev.footfall.sink.Output;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The consequences are those that {@code docs/operations.md} tells. */
class SavepointIT {
  private static final String RULE =
      """
        - id: item
          event: view_item
          match: {method: GET, path: "/pdp/{product}.htm"}
          params:
            item_name: {span_attribute: app.product.name}
      """;

  @TempDir private static Path folder;
  private static JobRuns runs;
  private static String savepoint;
  private static Instant cut;
  private static Instant watermark;
  private static Rows events;
  private static Rows sessions;

  @BeforeAll
  static void runWholeAndStopInTheMiddle() throws Exception {
    assertThat(Kept.configuration()).contains(RULE);
    KeptInput input = KeptInput.read();
    cut = Instant.ofEpochMilli(input.records().get(input.cut()).timestampMillis());
    watermark = Instant.ofEpochMilli(input.watermarkMillis());
    runs = new JobRuns(folder);
    runs.feed(input.records().subList(0, input.cut()));
    savepoint = runs.run("before", Kept.configuration(), null, false);
    runs.feed(input.records().subList(input.cut(), input.records().size()));
    runs.run("whole", Kept.configuration(), null, true);
    events = rows(Output.EVENTS, "event_id", "whole");
    sessions = rows(Output.SESSIONS, "session_id", "whole");
  }

  @AfterAll
  static void stop() {
    runs.close();
  }

  static List<Path> savepoints() {
    return Kept.savepoints();
  }

  /** Of an older format, it is refused; of today's, nothing is lost, doubled or changed. */
  @ParameterizedTest
  @MethodSource("savepoints")
  void aKeptSavepointGoesOnAsIfNobodyHadStoppedOrIsRefused(Path kept) throws Exception {
    String name = "kept-" + Kept.number(kept);
    String unpacked = Kept.unpack(kept, folder.resolve(name));
    List<Path> all = Kept.savepoints();
    if (!kept.equals(all.get(all.size() - 1)) && !isOfToday(name, unpacked)) {
      return;
    }
    runs.run(name, Kept.configuration(), unpacked, true);

    for (Output output : Output.values()) {
      Findings findings =
          new CompareRuns(Range.ALL, true, false, folder)
              .compare(output, List.of(topics("before"), topics(name)), List.of(topics("whole")));
      assertThat(findings.isSame()).as(findings.difference()).isTrue();
    }
  }

  @Test
  void theSavepointsAreInTheMiddleOfEverything() throws Exception {
    Rows open = rows(Output.SESSIONS, "session_id", "before");
    assertThat(open.all())
        .isNotEmpty()
        .allMatch(row -> !row.path("state").asText().equals("closed"));
    assertThat(lastFunnel("before").path("attempts").asInt()).isPositive();
    for (Output output : Set.of(Output.EVENTS, Output.SESSIONS, Output.ACCOUNTING)) {
      Findings findings =
          new CompareRuns(Range.ALL, true, true, folder)
              .compare(output, List.of(topics("before")), List.of(topics("whole")));
      assertThat(findings.isSame()).as(output.suffix()).isFalse();
    }
    assertThat(events.countBy("event_name")).containsKeys("purchase", "view_item", "add_to_cart");
  }

  @Test
  void aRuleThatIsAddedNamesWhatIsIssuedFromThenOn() throws Exception {
    String added =
        """
        rules:
          - id: category
            event: view_category
            match: {method: GET, path: "/c/{category}"}
        """;

    Rows now = restored("rule-added", Kept.configuration().replace("rules:\n", added));

    Rows taken = now.where(row -> row.path("rule").asText().equals("category"));
    assertIssued(taken, false);
    assertThat(now.byId()).hasSameSizeAs(events.byId());
    assertThat(now.where(SavepointIT::isIssuedBeforeTheStop).countBy("rule"))
        .isEqualTo(events.where(SavepointIT::isIssuedBeforeTheStop).countBy("rule"));
  }

  @Test
  void whatARemovedRuleNamedIsNamedByTheOthersFromThenOn() throws Exception {
    Rows now = restored("rule-removed", Kept.configuration().replace("rules:\n" + RULE, ""));

    Rows taken = now.where(row -> row.path("rule").asText().equals("item"));
    assertIssued(taken, true);
    assertThat(now.byId()).hasSameSizeAs(events.byId());
  }

  @Test
  void aRenamedRulesEventsAreNeitherLostNorDoubled() throws Exception {
    String renamed = RULE.replace("id: item", "id: product");

    Rows now = restored("rule-renamed", Kept.configuration().replace(RULE, renamed));

    assertIssued(now.where(row -> row.path("rule").asText().equals("item")), true);
    assertIssued(now.where(row -> row.path("rule").asText().equals("product")), false);
    assertThat(now.countBy("event_name")).isEqualTo(events.countBy("event_name"));
    assertThat(rows(Output.SESSIONS, "session_id", "before", "rule-renamed").countBy("events"))
        .isEqualTo(sessions.countBy("events"));
  }

  @Test
  void anAttributeThatIsAddedIsSeenOnSpansThatCameAfterIt() throws Exception {
    String more = RULE + "      loaded_by: {span_attribute: code.function.name}\n";

    Rows now = restored("attribute-added", Kept.configuration().replace(RULE, more));

    Rows items = now.where(row -> row.path("rule").asText().equals("item"));
    Rows with = items.where(row -> row.path("event_params").has("loaded_by"));
    assertIssued(with, false);
    assertThat(items.where(SavepointIT::hasArrivedAfterTheCut).byId()).isNotEmpty();
    assertThat(with.byId().keySet())
        .containsAll(items.where(SavepointIT::hasArrivedAfterTheCut).byId().keySet());
    assertThat(now.byId().keySet()).isEqualTo(events.byId().keySet());
  }

  /** Under the id of before, the rows of open windows would count by both definitions. */
  @Test
  void aFunnelThatIsDefinedAnewUnderAnotherIdCountsWhatIsReleasedFromThenOn() throws Exception {
    String anew =
        Kept.configuration()
            .replace("id: buy", "id: buy-2")
            .replace("[view_item, add_to_cart, begin_checkout, purchase]", "[view_item, purchase]");

    restored("funnel-changed", anew);

    Rows now = rows(Output.FUNNELS, "funnel_id", "before", "funnel-changed");
    JsonNode counted = now.byId().get("buy-2");
    assertThat(counted.path("state").asText()).isEqualTo("final");
    assertThat(counted.path("steps")).hasSize(2);
    assertThat(counted.path("attempts").asInt())
        .isPositive()
        .isLessThan(lastFunnel("whole").path("attempts").asInt());
    assertThat(now.byId().get("buy").path("state").asText()).isEqualTo("open");
  }

  @Test
  void anotherGapIsThatOfOpenSessions() throws Exception {
    restored("gap-changed", Kept.configuration().replace("gap: 30m", "gap: 8s"));

    Rows now = rows(Output.SESSIONS, "session_id", "before", "gap-changed");
    assertThat(now.all()).allMatch(row -> row.path("state").asText().equals("closed"));
    assertThat(now.byId().size()).isGreaterThan(sessions.byId().size());
    assertThat(sum(now, "interactions")).isEqualTo(sum(sessions, "interactions"));
  }

  @Test
  void underOtherKeysVisitorsAreOthersFromThenOn() throws Exception {
    Path ring = folder.resolve("other-keys.txt");
    DayKeys.generate(ring, LocalDate.of(2026, 11, 22), 5);

    Rows now = restored("keys-changed", Kept.configuration().replace("keys.txt", ring.toString()));

    Set<String> known = visitors(now.where(row -> !hasArrivedAfterTheCut(row)));
    Set<String> later = visitors(now.where(SavepointIT::hasArrivedAfterTheCut));
    assertThat(known).isNotEmpty().doesNotContainAnyElementsOf(later);
    assertThat(visitors(events.where(SavepointIT::hasArrivedAfterTheCut)))
        .containsAnyElementsOf(known);
    assertThat(now.byId().keySet()).isEqualTo(events.byId().keySet());
    assertThat(sum(rows(Output.SESSIONS, "session_id", "before", "keys-changed"), "interactions"))
        .isEqualTo(sum(sessions, "interactions"));
  }

  /** Runs on from the savepoint under another configuration; all events, with those before. */
  private static Rows restored(String name, String configuration) throws Exception {
    assertThat(configuration).isNotEqualTo(Kept.configuration());
    runs.run(name, configuration, savepoint, true);
    return rows(Output.EVENTS, "event_id", "before", name);
  }

  private static boolean isOfToday(String name, String unpacked) {
    try {
      runs.run("try-" + name, Kept.configuration(), unpacked, true);
      return true;
    } catch (Exception refused) {
      assertThat(refused).hasStackTraceContaining("version");
      return false;
    }
  }

  private static void assertIssued(Rows rows, boolean beforeTheStop) {
    List<Instant> times = rows.all().stream().map(SavepointIT::issuedAt).toList();
    assertThat(times)
        .isNotEmpty()
        .allMatch(time -> time.isBefore(watermark) == beforeTheStop, "issued about " + watermark);
  }

  private static JsonNode lastFunnel(String... names) {
    return rows(Output.FUNNELS, "funnel_id", names).byId().get("buy");
  }

  private static Set<String> visitors(Rows rows) {
    return rows.all().stream()
        .map(row -> row.path("user_pseudo_id").asText(""))
        .filter(id -> !id.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static long sum(Rows rows, String column) {
    return rows.all().stream().mapToLong(row -> row.path(column).asLong()).sum();
  }

  /** Groups were issued up to the watermark; the others were in the savepoint, or yet to come. */
  private static boolean isIssuedBeforeTheStop(JsonNode row) {
    return issuedAt(row).isBefore(watermark);
  }

  private static Instant issuedAt(JsonNode row) {
    return Instant.parse(row.path("issued_at").asText());
  }

  private static boolean hasArrivedAfterTheCut(JsonNode row) {
    return !Instant.parse(row.path("arrival_time").asText()).isBefore(cut);
  }

  private static Rows rows(Output output, String idColumn, String... names) {
    return Rows.of(output, idColumn, Set.of(names).stream().map(SavepointIT::topics).toList());
  }

  private static Piece topics(String run) {
    return new TopicPiece(runs.brokers(), run, new Properties());
  }
}
