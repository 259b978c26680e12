package dev.footfall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.footfall.Interrupts;
import dev.footfall.local.EmbeddedKafka;
import dev.footfall.privacy.DayKeys;
import dev.footfall.sink.Output;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher of the checkout, as a process of its own. */
@Timeout(180)
class LauncherIT {
  private static final Path LAUNCHER = Path.of("footfall").toAbsolutePath();

  @TempDir private Path folder;

  @Test
  void endsWithTheExitCodeFromAnyFolderAndKeepsDataAndTalkApart() throws Exception {
    Files.writeString(folder.resolve("bad.yaml"), "sinc: {}\n");

    Process process = launch("validate", "--config", "bad.yaml");

    assertThat(text(process.errorReader())).contains("bad.yaml:1:1: unknown key sinc");
    assertThat(text(process.inputReader())).isEmpty();
    assertThat(process.waitFor()).isEqualTo(3);
  }

  @Test
  void endsWith130WhereARunIsInterrupted() throws Exception {
    assumeThat(Interrupts.areIgnored())
        .as("a shell's background job cannot be interrupted")
        .isFalse();
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      kafka.createTopic("in", 1);
      for (Output output : Output.values()) {
        kafka.createTopic("out." + output.suffix(), 1);
      }
      DayKeys.generate(folder.resolve("keys.txt"), LocalDate.now().minusDays(2), 30);
      Files.writeString(
          folder.resolve("good.yaml"),
          """
          kafka: {brokers: "%s"}
          source: {topics: in}
          sink: {topic_prefix: out}
          privacy: {key_ring: keys.txt}
          """
              .formatted(kafka.bootstrapServers()));

      Process process = launch("run", "--config", "good.yaml");
      BufferedReader talk = process.errorReader(StandardCharsets.UTF_8);
      for (String line = talk.readLine(); !line.startsWith("reads "); line = talk.readLine()) {
        assertThat(process.isAlive()).as(line).isTrue();
      }
      new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();

      assertThat(process.waitFor()).isEqualTo(130);
    }
  }

  private Process launch(String... args) throws IOException {
    List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
    command.addAll(List.of(args));
    return new ProcessBuilder(command).directory(folder.toFile()).start();
  }

  private static String text(BufferedReader reader) throws IOException {
    try (reader) {
      return String.join("\n", reader.lines().toList());
    }
  }
}
