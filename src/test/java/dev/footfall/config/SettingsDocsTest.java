package dev.footfall.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * With {@code -Dfootfall.write-docs=true}, as scripts/docs calls it, writes what it else checks.
 */
class SettingsDocsTest {
  private static final Path PAGE = Path.of("docs/configuration.md");
  private static final Path SCHEMA = Path.of("docs/schema/footfall.schema.json");
  private static final String BELOW =
      "<!-- Below this line: written from the code by ./scripts/docs -->\n";
  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  private static final DescribedSettings SETTINGS = DescribedSettings.read();

  @Test
  void describesEverySettingAndNothingElse() {
    assertThat(SETTINGS.describedPaths())
        .as("src/test/resources/config/settings.yaml; a key the code asks for needs a sample too")
        .containsExactlyInAnyOrderElementsOf(
            SETTINGS.keys().keySet().stream()
                .filter(path -> !SETTINGS.isDescribedElsewhere(path))
                .toList());
    assertThat(SETTINGS.describedPaths()).allMatch(path -> !SETTINGS.meaning(path).isBlank());
  }

  /** What is asked for only where it is used would be unknown to the page and to editors. */
  @Test
  void samplesUseEverySetting() {
    assertThat(SETTINGS.describedPaths())
        .allMatch(path -> !SettingsPage.typeOf(SETTINGS.keys().get(path)).isEmpty());
  }

  @Test
  void pageSaysWhatTheCodeReads() throws IOException {
    String introduction = Files.readString(PAGE).split(BELOW, 2)[0] + BELOW;

    assertWritten(PAGE, SettingsPage.of(SETTINGS, introduction));
  }

  @Test
  void schemaSaysWhatTheCodeReads() throws IOException {
    String schema =
        new ObjectMapper()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(SettingsSchema.of(SETTINGS));

    assertWritten(SCHEMA, schema + "\n");
  }

  private static void assertWritten(Path file, String expected) throws IOException {
    if (Boolean.getBoolean("footfall.write-docs")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, expected);
    }
    assertThat(Files.readString(file))
        .as(file + " is stale: run ./scripts/docs")
        .isEqualTo(expected);
  }

  static Stream<Path> samples() {
    return DescribedSettings.samples().stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void samplesAreValid(Path sample) {
    String text = DescribedSettings.text(sample);

    assertThat(ReadSettings.of(sample.toString(), text, null, List.of(), true)).isNotNull();
    assertThat(SchemaCheck.complaints(text)).isEmpty();
  }

  /** These lack what a test or the demo sets. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "src/main/resources/dev/footfall/local/demo.yaml",
        "src/test/resources/petclinic/footfall.yaml",
        "src/test/resources/bench.yaml",
        "src/main/resources/dev/footfall/rule/shop.yaml",
        "src/main/resources/dev/footfall/rule/content.yaml",
        "src/main/resources/dev/footfall/rule/account.yaml"
      })
  void schemaTakesOtherConfigurations(String file) {
    assertThat(SchemaCheck.complaints(DescribedSettings.text(Path.of(file)))).isEmpty();
  }

  static Stream<String> examplesOfTheDocs() throws IOException {
    try (Stream<Path> pages = Files.list(Path.of("docs"))) {
      return Stream.concat(Stream.of(Path.of("README.md")), pages.sorted())
          .filter(page -> page.toString().endsWith(".md"))
          .flatMap(page -> YAML.matcher(DescribedSettings.text(page)).results())
          .map(found -> whole(found.group(1)))
          .toList()
          .stream();
    }
  }

  /** Some show a part of a rule only. */
  private static String whole(String yaml) {
    return yaml.startsWith("match:") ? "rules:\n- id: a\n  event: b\n" + yaml.indent(2) : yaml;
  }

  @ParameterizedTest
  @MethodSource("examplesOfTheDocs")
  void schemaTakesExamplesOfTheDocs(String yaml) {
    assertThat(SchemaCheck.complaints(yaml)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sinc: {}",
        "time: 5",
        "time: {quiet_gap: 10}",
        "time: {quiet_gap: 10 x}",
        "time: {quiet_gapp: 10s}",
        "time: [quiet_gap]",
        "assembly: {max_spans: 0}",
        "assembly: {max_spans: many}",
        "assembly: {memory: huge}",
        "assembly: {memory: [1mb]}",
        "events: {match: some}",
        "sessions: {publish: open}",
        "sink: {trace_ids: 'yes'}",
        "sink: {topics: {dead_letters: a}}",
        "source: {topics: {a: b}}",
        "rules: [{event: a}]",
        "rules: [{id: a, event: b, match: {paths: /x}}]",
        "rules: [{id: a, event: b, params: {c: d}}]",
        "funnels: [{steps: [a, b]}]",
        "funnels: [{id: a, steps: [{evnt: a}, b]}]",
        "performance: {targets: [{route: /x}]}"
      })
  void schemaRefusesWhatTheCodeRefuses(String yaml) {
    assertThat(SchemaCheck.complaints(yaml)).isNotEmpty();
    assertThat(
            Configurations.problems(
                Configurations.LEAST.replace("events: {default_rules: none}\n", "") + yaml))
        .isNotEmpty();
  }
}
