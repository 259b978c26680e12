package dev.footfall.config;

import static dev.footfall.config.Configurations.LEAST;
import static dev.footfall.config.Configurations.problems;
import static dev.footfall.config.Configurations.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.catalog.CatalogSettings;
import dev.footfall.rule.Rule.Origin;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogSectionTest {
  private static final String RULE =
      "rules: [{id: a, event: b, match: {path: '/{item_id}'}, params: {item_id: {capture: item_id},"
          + " c: {catalog: title}, d: {catalog: brand, by: c}}}]\n";

  @Test
  void knowsWhatRulesAskForAndWhatAFileMustHave() {
    CatalogSettings own = read(LEAST + RULE + "catalog: {file: s3://b/p.csv}\n").events().catalog();
    assertThat(own)
        .isEqualTo(
            new CatalogSettings(
                "s3://b/p.csv",
                "item_id",
                ',',
                Duration.ofMinutes(1),
                List.of("brand", "title"),
                List.of("brand", "title")));

    CatalogSettings shop =
        read(LEAST.replace("none", "shop")
                + RULE
                + "catalog: {file: /p.jsonl.gz, key: sku, separator: ;, refresh: 5s}\n")
            .events()
            .catalog();
    assertThat(shop.key()).isEqualTo("sku");
    assertThat(shop.separator()).isEqualTo(';');
    assertThat(shop.refresh()).isEqualTo(Duration.ofSeconds(5));
    assertThat(shop.columns()).contains("title", "item_name", "price");
    assertThat(shop.required())
        .as("not what only the default rules ask for")
        .isEqualTo(own.required());
  }

  @Test
  void relativeFilesStartAtTheConfigurationsFolder() {
    assertThat(file("p.csv")).isEqualTo("/etc/p.csv");
    assertThat(file("/p.csv")).isEqualTo("/p.csv");
    assertThat(file("s3://b/p.parquet")).isEqualTo("s3://b/p.parquet");
  }

  private static String file(String written) {
    return read(LEAST + RULE + "catalog: {file: '" + written + "'}\n").events().catalog().file();
  }

  @Test
  void defaultRulesAskNothingWithoutACatalog() {
    Settings settings = read(LEAST.replace("none", "shop"));

    assertThat(settings.events().catalog()).isNull();
    assertThat(settings.events().rules())
        .isNotEmpty()
        .allSatisfy(
            rule ->
                assertThat(rule.allParams())
                    .allSatisfy(
                        source -> assertThat(source.origin()).isNotEqualTo(Origin.CATALOG)));
  }

  @Test
  void versionOfTheConfigurationDoesNotDependOnWhereTheCatalogIs() {
    String here = version("catalog: {file: /here.csv, refresh: 1s}\n");

    assertThat(version("catalog: {file: /there.jsonl}\n")).isEqualTo(here);
    assertThat(version("catalog: {file: /here.csv, key: sku}\n")).isNotEqualTo(here);
  }

  @Test
  void readsATopicOfTheClusters() {
    CatalogSettings settings =
        read(LEAST + RULE + "catalog: {topic: products, timeout: 10m}\n").events().catalog();

    assertThat(settings.file()).isNull();
    assertThat(settings.topic().name()).isEqualTo("products");
    assertThat(settings.topic().timeout()).isEqualTo(Duration.ofMinutes(10));
    assertThat(settings.topic().kafka().brokers()).isEqualTo("localhost:9092");
    assertThat(settings.columns()).containsExactly("brand", "title");
  }

  private static String version(String catalog) {
    return read(LEAST + RULE + catalog).events().configVersion();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                  | 4:10 catalog has either a file or a topic
          {file: p.csv, topic: p}             | 4:10 catalog has either a file or a topic
          {topic: p, separator: ;}            | 4:32 catalog.separator goes with file only
          {file: p.csv, timeout: 1s}          | 4:33 catalog.timeout goes with topic only
          {topic: p, timeout: 0s}             | 4:30 catalog.timeout must not be 0
          {file: p.txt}                       | 4:17 catalog.file is no file of .csv, .jsonl or .ndjson, with or without .gz, nor of .parquet
          {file: p.csv, separator: ab}        | 4:35 catalog.separator is not one character
          {file: p.csv, separator: '#'}       | 4:35 catalog.separator cannot be " or #, nor the end of a line
          {file: p.csv, separator: "\\n"}      | 4:35 catalog.separator cannot be " or #, nor the end of a line
          {topic: p q}                        | 4:18 catalog.topic is not a topic's name: letters, digits, dot, _ and - only
          {file: p.csv, refresh: 0s}          | 4:33 catalog.refresh must not be 0
          {file: p.csv, key: ''}              | 4:29 catalog.key is empty
          {file: p.csv, columns: [a]}         | 4:24 unknown key catalog.columns; allowed here: file, key, refresh, separator, timeout, topic
          """)
  void namesWhatIsWrongWithTheCatalog(String catalog, String expected) {
    assertThat(problems(LEAST + "catalog: " + catalog + "\n")).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {c: {catalog: x}}                                              | rules[0].params.c[0].catalog: no parameter item_id says which entry of the catalog it is
          {c: {catalog: x, by: d}}                                       | rules[0].params.c[0].by: no parameter d says which entry of the catalog it is
          {c: {catalog: x, by: d}, d: {catalog: y, by: c}}               | rules[0].params.c[0].by: no parameter d says which entry of the catalog it is
          {item_id: {catalog: x}}                                        | rules[0].params.item_id[0].catalog: no parameter item_id says which entry of the catalog it is
          {c: {constant: x, by: d}}                                      | rules[0].params.c.by goes with catalog only
          """)
  void namesWhatIsWrongWithARulesQuestions(String params, String expected) {
    String rules = "rules: [{id: a, event: b, params: " + params + "}]\n";

    assertThat(problems(LEAST + "catalog: {file: p.csv}\n" + rules))
        .hasSize(1)
        .allSatisfy(problem -> assertThat(problem).endsWith(expected));
  }

  @Test
  void needsACatalogToAsk() {
    assertThat(problems(LEAST + RULE))
        .hasSize(2)
        .allSatisfy(
            problem ->
                assertThat(problem)
                    .endsWith("there is no catalog: give its file or topic under catalog"));
  }
}
