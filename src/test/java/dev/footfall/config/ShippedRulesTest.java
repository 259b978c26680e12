package dev.footfall.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.event.AnalyticsEvent.Conversion;
import dev.footfall.rule.EventSettings;
import dev.footfall.rule.Rule;
import dev.footfall.rule.Rule.Parameter;
import dev.footfall.rule.RuleWarnings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rule sets in the jar, and their table in the documentation. With {@code
 * -Dfootfall.write-docs=true}, as scripts/docs calls it, writes the table instead.
 */
class ShippedRulesTest {
  private static final Path DOCS = Path.of("docs/rules.md");
  private static final String BEGIN = "<!-- shipped rules, written by scripts/docs -->\n";
  private static final String END = "<!-- end of shipped rules -->\n";

  private static List<String> ids(String defaultRules) {
    return Configurations.read(
            "kafka: {brokers: \"b:9\"}\nprivacy: {key_ring: k}\nevents: {" + defaultRules + "}\n")
        .events()
        .rules()
        .stream()
        .map(Rule::id)
        .toList();
  }

  private static List<String> idsOf(ShippedRules... sets) {
    return Stream.of(sets).flatMap(set -> set.rules().stream()).map(Rule::id).toList();
  }

  @Test
  void shopAndAccountStandBehindTheRulesByDefault() {
    assertThat(ids("")).isEqualTo(idsOf(ShippedRules.SHOP, ShippedRules.ACCOUNT));
    assertThat(ids("")).contains("view-item", "purchase", "sign-up", "login", "generate-lead");
  }

  @Test
  void oneSetOrAListOfThemIsChosenInItsOrder() {
    assertThat(ids("default_rules: content")).isEqualTo(idsOf(ShippedRules.CONTENT));
    assertThat(ids("default_rules: [account, content, shop]"))
        .isEqualTo(idsOf(ShippedRules.ACCOUNT, ShippedRules.CONTENT, ShippedRules.SHOP));
    assertThat(ids("default_rules: none")).isEmpty();
    assertThat(ids("default_rules: []")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[shop, blog] | events.default_rules[1] must be shop or content or account or none",
        "[none, shop] | events.default_rules names none and others",
      })
  void wrongChoiceIsReported(String value, String message) {
    assertThat(
            Configurations.problems(
                "kafka: {brokers: \"b:9\"}\nprivacy: {key_ring: k}\nevents: {default_rules: "
                    + value
                    + "}\n"))
        .singleElement()
        .asString()
        .endsWith(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop", "content", "account", "[shop, account, content]"})
  void noneIsInTheWayOfAnother(String sets) {
    EventSettings events =
        Configurations.read(
                "kafka: {brokers: \"b:9\"}\nprivacy: {key_ring: k}\nevents: {default_rules: "
                    + sets
                    + "}\n")
            .events();
    assertThat(RuleWarnings.of(events, events.rules().size())).isEmpty();
  }

  @Test
  void documentationNamesWhatTheyName() throws IOException {
    String docs = Files.readString(DOCS);
    int begin = docs.indexOf(BEGIN) + BEGIN.length();
    int end = docs.indexOf(END);
    if (Boolean.getBoolean("footfall.write-docs")) {
      Files.writeString(DOCS, docs.substring(0, begin) + tables() + docs.substring(end));
      return;
    }
    assertThat(docs.substring(begin, end)).as("run scripts/docs").isEqualTo(tables());
  }

  private static String tables() {
    return Stream.of(ShippedRules.SHOP, ShippedRules.CONTENT, ShippedRules.ACCOUNT)
        .map(ShippedRulesTest::table)
        .collect(Collectors.joining());
  }

  private static String table(ShippedRules set) {
    return "\n### "
        + set.name().toLowerCase(Locale.ROOT)
        + "\n\n| event | rule | requests | parameters |\n|---|---|---|---|\n"
        + set.rules().stream().map(ShippedRulesTest::row).collect(Collectors.joining());
  }

  private static String row(Rule rule) {
    String conversion =
        rule.conversion() == Conversion.NONE
            ? ""
            : ", conversion " + rule.conversion().name().toLowerCase(Locale.ROOT);
    return "| `%s`%s | `%s` | %s answered %s: %s | %s |\n"
        .formatted(
            rule.event(),
            conversion,
            rule.id(),
            String.join(", ", rule.match().methods()),
            String.join(", ", rule.match().status()),
            rule.match().paths().stream()
                .map(path -> "`" + path.replace("|", "\\|") + "`")
                .collect(Collectors.joining(" ")),
            Stream.concat(
                    rule.params().stream().map(Parameter::name),
                    rule.items() == null ? Stream.empty() : Stream.of("items"))
                .distinct()
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(", ")));
  }
}
