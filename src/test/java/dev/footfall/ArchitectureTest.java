package dev.footfall;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packages, in the order of the data: what each may use. So there is no way back. */
class ArchitectureTest {
  private static final String ROOT = "dev.footfall.";
  private static final String TABLE =
      """
      type        |
      aggregate   | type
      source      | type
      parquet     |
      otlp        |
      privacy     |
      client      | otlp privacy
      trace       | type source otlp privacy client
      catalog     | type source parquet
      event       | type source otlp privacy client trace catalog
      rule        | type source otlp privacy client trace catalog event
      derive      | type source otlp privacy client trace catalog event rule
      explain     | type source otlp privacy client trace catalog event rule derive
      capture     | type source otlp privacy client trace catalog event rule
      transaction | type source otlp privacy client trace catalog event
      session     | type aggregate source otlp privacy client trace catalog event
      funnel      | type aggregate source otlp privacy client trace catalog event
      traffic     | type aggregate source otlp privacy client trace catalog event
      performance | type aggregate source otlp privacy client trace catalog event
      visitor     | type aggregate source otlp privacy client trace catalog event session funnel traffic
      replay      | type aggregate source otlp privacy client trace catalog event session funnel visitor
      analysis    | type aggregate source otlp privacy client trace catalog event session funnel traffic visitor replay
      sink        | type aggregate source parquet otlp privacy client trace catalog event session funnel traffic performance visitor
      trial       | type aggregate source otlp privacy client trace catalog event session funnel traffic performance visitor sink
      config      | type aggregate source otlp privacy client trace catalog event rule derive explain transaction session funnel traffic performance visitor sink
      job         | type aggregate source otlp privacy client trace catalog event rule derive explain transaction session funnel traffic performance visitor analysis sink trial config replay
      cli         | type aggregate source otlp privacy client trace catalog event rule derive explain transaction capture session funnel traffic performance visitor analysis sink trial config replay job
      local       | type aggregate source otlp privacy client trace catalog event rule derive explain transaction capture session funnel traffic performance visitor analysis sink trial config replay job cli
      """;

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.footfall");

  @ParameterizedTest(name = "{0} uses only {1}")
  @CsvSource(delimiter = '|', textBlock = TABLE)
  void usesOnlyWhatComesBeforeIt(String name, String allowed) {
    List<String> others = new ArrayList<>(names());
    others.remove(name);
    others.removeAll(allowed == null ? List.of() : Arrays.asList(allowed.split(" ")));
    if (others.isEmpty()) {
      return;
    }

    noClasses()
        .that()
        .resideInAPackage(ROOT + name + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            others.stream().map(other -> ROOT + other + "..").toArray(String[]::new))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void namesEveryPackage() {
    Set<String> packages =
        CLASSES.stream()
            .map(type -> type.getPackageName().substring(ROOT.length()).split("\\.")[0])
            .collect(Collectors.toSet());

    assertThat(names()).containsAll(packages);
  }

  private static List<String> names() {
    return TABLE.lines().map(line -> line.split("\\|")[0].strip()).toList();
  }
}
