package dev.footfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class EnvironmentDefaultsTest {
  private final StringWriter err = new StringWriter();

  @Test
  void standsInForAnOptionThatIsNotGiven() {
    run(Map.of("FOOTFALL_CONFIG", "from-environment.yaml"), "validate");

    assertThat(err).hasToString("from-environment.yaml: no such file\n");
  }

  @Test
  void yieldsToTheOption() {
    run(Map.of("FOOTFALL_CONFIG", "from-environment.yaml"), "validate", "--config", "given.yaml");

    assertThat(err).hasToString("given.yaml: no such file\n");
  }

  @Test
  void satisfiesARequiredOption() {
    run(Map.of("FOOTFALL_INPUT", "capture", "FOOTFALL_OUTPUT", "folder"), "replay");

    assertThat(err).hasToString("capture: no such capture\n");
  }

  @Test
  void turnsDashesIntoUnderscores() {
    assertThat(EnvironmentDefaults.name("--use-mini-cluster"))
        .isEqualTo("FOOTFALL_USE_MINI_CLUSTER");
  }

  private void run(Map<String, String> environment, String... args) {
    CommandLine commandLine = Footfall.commandLine();
    commandLine.setDefaultValueProvider(new EnvironmentDefaults(environment::get));
    commandLine.setErr(new PrintWriter(err, true));
    commandLine.execute(args);
  }
}
