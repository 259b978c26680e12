package dev.footfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footfall.local.shop.ShopCapture;
import dev.footfall.local.shop.ShopSettings;
import dev.footfall.privacy.DayKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A funnel that no configuration has, against the rows of one that has it. */
class FunnelTrialIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long START = 1_795_564_680_000L;
  private static final String OTHER =
      "  - {id: carts, steps: [view_item, add_to_cart], window: 5m, cohort: 1m}\n";
  private static final String TRIED =
      "  - {id: purchase, steps: [view_item, add_to_cart, begin_checkout, purchase], window: 5m,"
          + " cohort: 1m}\n";

  @TempDir private static Path folder;
  private static Path capture;

  @BeforeAll
  static void writeCapture() throws IOException {
    DayKeys.generate(folder.resolve("keys.txt"), LocalDate.of(2026, 11, 20), 10);
    capture = folder.resolve("shop.jsonl.gz");
    ShopCapture.write(capture, new ShopSettings(11, START, 4, 15_000, 1_000, 4, 50, 30), 40_000);
    config("plain.yaml", OTHER);
    config("configured.yaml", OTHER + TRIED);
    Files.writeString(folder.resolve("tried.yaml"), "funnels:\n" + TRIED);
  }

  private static void config(String name, String funnels) throws IOException {
    Files.writeString(
        folder.resolve(name),
        """
        privacy: {key_ring: keys.txt, device_cookies: [shop_vid]}
        sessions: {gap: 1m}
        sink: {trace_ids: true}
        funnels:
        """
            + funnels);
  }

  private static Cli replay(String config, String... more) {
    List<String> args = new ArrayList<>(List.of("replay", "--config"));
    args.add(folder.resolve(config).toString());
    args.addAll(List.of("--input", capture.toString()));
    args.addAll(List.of(more));
    return Cli.run(args.toArray(String[]::new));
  }

  private static String path(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void countsWhatItsRowsAddUpToWhereItIsConfigured() throws IOException {
    Cli configured = replay("configured.yaml", "--output", path("configured"));
    assertThat(configured.code()).as(configured.err()).isZero();
    Map<String, Map<String, Long>> expected = sums(path("configured"), "purchase");

    Cli cli = replay("plain.yaml", "--funnel", path("tried.yaml"), "--answer", "json");

    assertThat(cli.code()).as(cli.err()).isZero();
    JsonNode funnels = JSON.readTree(cli.out()).get("funnels");
    assertThat(funnels).hasSize(1);
    assertThat(funnels.get(0).get("funnel_id").asText()).isEqualTo("purchase");
    Map<String, Map<String, Long>> told = new TreeMap<>();
    add(funnels.get(0).get("steps"), told);
    assertThat(told).isEqualTo(expected);
    assertThat(told.get("4 purchase").get("reached")).isGreaterThan(50);
    assertThat(told.get("3 begin_checkout")).containsKey("error card_declined payment");
    assertProved(funnels.get(0).get("steps").get(2).get("leavers_met").get("errors"));
  }

  /** Each trace is one whose request failed, as its event says. */
  private static void assertProved(JsonNode errors) throws IOException {
    Map<String, JsonNode> events = new HashMap<>();
    for (String line : Files.readAllLines(Path.of(path("configured"), "events.jsonl"))) {
      JsonNode event = JSON.readTree(line);
      events.put(event.get("trace_id").asText(), event);
    }
    int proved = 0;
    for (JsonNode error : errors) {
      assertThat(error.get("trace_ids").size())
          .isBetween(1, Math.min(3, error.get("visitors").asInt()));
      assertThat(error.get("trace_ids")).doesNotHaveDuplicates();
      for (JsonNode trace : error.get("trace_ids")) {
        JsonNode event = events.get(trace.asText());
        assertThat(event.get("error_type")).isEqualTo(error.get("error_type"));
        proved++;
      }
    }
    assertThat(proved).isPositive();
  }

  @Test
  void followsItBesideTheConfiguredOnesWhereOutputsAreWritten() throws IOException {
    Cli cli = replay("plain.yaml", "--funnel", path("tried.yaml"), "--output", path("beside"));

    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out()).contains("purchase: 4 steps in order").doesNotContain("carts");
    assertThat(sums(path("beside"), "carts")).isNotEmpty();
    assertThat(sums(path("beside"), "purchase")).isNotEmpty();
  }

  @Test
  void writesUnderTheVersionOfAConfigurationThatHasIt() throws IOException {
    replay("plain.yaml", "--funnel", path("tried.yaml"), "--output", path("tried"));
    replay("configured.yaml", "--output", path("same"));

    assertThat(version(path("tried"))).isEqualTo(version(path("same")));
  }

  @Test
  void replacesTheConfiguredOneOfItsName() throws IOException {
    Files.writeString(
        folder.resolve("shorter.yaml"),
        "funnels: [{id: carts, steps: [view_item, purchase], cohort: 1m}]\n");

    Cli cli = replay("plain.yaml", "--funnel", path("shorter.yaml"), "--output", path("replaced"));

    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(sums(path("replaced"), "carts")).containsOnlyKeys("1 view_item", "2 purchase");
  }

  @Test
  void namesWhatIsWrongWithTheFileByLineAndColumn() throws IOException {
    Path broken =
        Files.writeString(
            folder.resolve("broken.yaml"),
            """
            funnels:
              - id: broken
                steps: [view_itm, purchase]
                windw: 5m
            rules: []
            """);

    Cli cli = replay("plain.yaml", "--funnel", broken.toString());

    assertThat(cli.code()).isEqualTo(3);
    assertThat(cli.err())
        .contains(broken + ":3:13: funnels[0].steps[0] is no event that a rule makes")
        .contains(broken + ":4:5: unknown key funnels[0].windw; did you mean window?")
        .contains(broken + ":5:1: unknown key rules")
        .doesNotContain("\tat ");
    assertThat(cli.out()).isEmpty();
  }

  @Test
  void endsWith3WhereTheFileIsMissingOrHasNoFunnels() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.yaml"), "");
    Path none = Files.writeString(folder.resolve("none.yaml"), "funnels: []\n");

    assertThat(replay("plain.yaml", "--funnel", path("gone.yaml")).code()).isEqualTo(3);
    assertThat(replay("plain.yaml", "--funnel", empty.toString()).err())
        .contains("empty.yaml:1:1: funnels is required");
    assertThat(replay("plain.yaml", "--funnel", none.toString()).err())
        .contains("none.yaml:1:10: funnels has no funnel in it");
  }

  @Test
  void needsAnOutputWhereNothingIsTried() {
    Cli cli = replay("plain.yaml");

    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("--output=DIR");
  }

  private static String version(String output) throws IOException {
    return JSON.readTree(Files.readAllLines(Path.of(output, "funnels.jsonl")).get(0))
        .get("config_version")
        .asText();
  }

  /** By step the sums over the last revision of each window. */
  private static Map<String, Map<String, Long>> sums(String output, String funnel)
      throws IOException {
    Map<String, JsonNode> last = new HashMap<>();
    for (String line : Files.readAllLines(Path.of(output, "funnels.jsonl"))) {
      JsonNode row = JSON.readTree(line);
      if (row.get("funnel_id").asText().equals(funnel)) {
        last.merge(
            row.get("window_start").asText(),
            row,
            (one, other) ->
                one.get("revision").asLong() > other.get("revision").asLong() ? one : other);
      }
    }
    Map<String, Map<String, Long>> sums = new TreeMap<>();
    last.values().forEach(row -> add(row.get("steps"), sums));
    return sums;
  }

  private static void add(JsonNode steps, Map<String, Map<String, Long>> sums) {
    for (JsonNode step : steps) {
      Map<String, Long> sum =
          sums.computeIfAbsent(
              step.get("step").asText() + " " + step.get("name").asText(), name -> new TreeMap<>());
      for (String count : List.of("reached", "converted", "dropped", "excluded")) {
        sum.merge(count, step.get(count).asLong(), Long::sum);
      }
      for (JsonNode error : step.path("leavers_met").path("errors")) {
        sum.merge(
            "error " + error.get("error_type").asText() + " " + error.get("service").asText(),
            error.get("visitors").asLong(),
            Long::sum);
      }
    }
  }
}
