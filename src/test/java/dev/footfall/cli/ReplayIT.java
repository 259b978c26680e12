package dev.footfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.privacy.DayKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayIT {
  private static final Path CAPTURE = Path.of("src/test/resources/petclinic/otlp_spans.jsonl.gz");

  @TempDir private Path folder;

  @Test
  void turnsACaptureIntoEventsWithoutKafkaOrConfiguration() throws IOException {
    Path output = folder.resolve("output");

    Cli cli = Cli.run("replay", "--input", CAPTURE.toString(), "--output", output.toString());

    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err()).contains("read 129 records, wrote ").contains(" events, ");
    assertThat(Files.readAllLines(output.resolve("events.jsonl"))).isNotEmpty();
    assertThat(Files.readAllLines(output.resolve("accounting.jsonl"))).isNotEmpty();
    assertThat(output.resolve("dead-letters.jsonl")).isEmptyFile();
  }

  @Test
  void givesTheSameUnderTheSameConfiguration() throws IOException {
    DayKeys.generate(folder.resolve("keys.txt"), LocalDate.of(2026, 11, 1), 60);
    Path config = folder.resolve("footfall.yaml");
    Files.writeString(config, "privacy: {key_ring: keys.txt}\nevents: {default_rules: none}\n");

    assertThat(events(config, "first")).isNotEmpty().isEqualTo(events(config, "second"));
  }

  @Test
  void endsWith1ForACaptureThatIsNone() throws IOException {
    Path noCapture = Files.writeString(folder.resolve("text"), "{\"a secret\": 1\n");

    Cli cli = Cli.run("replay", "--input", noCapture.toString(), "--output", folder + "/out");

    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err().lines()).contains(noCapture + ":1: is not JSON");
    assertThat(cli.err()).doesNotContain("\tat ", "a secret");
  }

  private List<String> events(Path config, String name) throws IOException {
    Path output = folder.resolve(name);
    Cli cli =
        Cli.run(
            "replay",
            "--quiet",
            "--config",
            config.toString(),
            "--input",
            CAPTURE.toString(),
            "--output",
            output.toString());
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.err()).isEmpty();
    return Files.readAllLines(output.resolve("events.jsonl")).stream().sorted().toList();
  }
}
