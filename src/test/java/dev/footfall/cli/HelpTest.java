package dev.footfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Help.Ansi;

class HelpTest {
  static Stream<String> commands() {
    return Footfall.commandLine().getSubcommands().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void teachesByExamplesThatTheCommandLineTakesAndSaysWhatComesNext(String command) {
    Cli cli = Cli.run(command, "--help");

    assertThat(cli.code()).isZero();
    assertThat(cli.err()).isEmpty();
    List<String> examples =
        cli.out().lines().filter(line -> line.startsWith("  footfall " + command)).toList();
    assertThat(examples).hasSizeBetween(2, 4);
    for (String example : examples) {
      String[] words = example.strip().replaceAll(" > .*", "").split(" +");
      String[] args = List.of(words).subList(1, words.length).toArray(String[]::new);
      assertThat(Footfall.commandLine().parseArgs(args).hasSubcommand()).isTrue();
    }
    assertThat(cli.out())
        .contains("Next: ")
        .contains("FOOTFALL_CONFIG for --config")
        .contains("Exit codes:")
        .doesNotContain("\u001b");
  }

  @Test
  void hasColoursInHelpOnATerminalOnly() {
    assertThat(Cli.run(Ansi.ON, "run", "--help").out()).contains("\u001b[");
    assertThat(Terminal.allowsColours(Map.of())).isTrue();
    assertThat(Terminal.allowsColours(Map.of("NO_COLOR", ""))).isTrue();
    assertThat(Terminal.allowsColours(Map.of("NO_COLOR", "1"))).isFalse();
    assertThat(Terminal.allowsColours(Map.of("TERM", "dumb"))).isFalse();
  }

  @Test
  void writesACompletionThatBashReads(@TempDir Path folder) throws Exception {
    Cli cli = Cli.run("completion", "bash");
    Path script = Files.writeString(folder.resolve("completion"), cli.out());
    String ask =
        "source "
            + script
            + "; COMP_WORDS=(footfall expl); COMP_CWORD=1; COMP_LINE='footfall expl';"
            + " _complete_footfall; echo \"${COMPREPLY[@]}\"";

    assertThat(cli.code()).isZero();
    assertThat(bash(ask)).isEqualTo("explain");
    assertThat(Cli.run("completion", "zsh").out()).contains("bashcompinit");
    assertThat(Cli.run("completion", "fish").code()).isEqualTo(2);
  }

  @Test
  void showsPercentRateTimeReachedAndTimeLeft() {
    assertThat(ReplayProgress.line(500, 2_000, 10, 1_795_519_830_123L))
        .isEqualTo(" 25 %, 50 records/s, at 2026-11-24 11:30:30 UTC, 0:30 left");
    assertThat(ReplayProgress.line(0, 2_000, 7, -1)).isEqualTo("nothing read yet");
  }

  @Test
  void progressLeavesAClearLineForWhatIsSaidNext() {
    StringWriter terminal = new StringWriter();
    PrintWriter err = new PrintWriter(terminal, true);
    try (ReplayProgress progress = ReplayProgress.start("a-replay", 10, err, true)) {
      progress.endDrawing();
      err.print("Replayed");
    }

    assertThat(terminal.toString()).endsWith("\r\u001b[KReplayed");
  }

  private static String bash(String script) throws IOException, InterruptedException {
    Process bash = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true).start();
    String said = new String(bash.getInputStream().readAllBytes()).strip();
    assertThat(bash.waitFor()).as(said).isZero();
    return said;
  }
}
