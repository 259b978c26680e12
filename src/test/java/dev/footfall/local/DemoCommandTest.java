package dev.footfall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.cli.TimeConverter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

class DemoCommandTest {
  private final StringWriter err = new StringWriter();

  @Test
  void startsNothingWhereThePortIsTaken() throws Exception {
    try (ServerSocket owner = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(owner.getLocalPort());
      assertThat(demo("--port", port)).isEqualTo(1);
      assertThat(err.toString())
          .startsWith("port " + port + " is taken")
          .contains("--port 0")
          .doesNotContain("\tat ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--duration=60",
        "--duration=-1s",
        "--rate=0",
        "--rate=NaN",
        "--port=x",
        "--port=65536"
      })
  void refusesWhatItCannotUse(String option) {
    assertThat(demo(option)).isEqualTo(2);
    assertThat(err.toString()).contains(option.substring(0, option.indexOf('=')));
  }

  @Test
  void takesItsOptionsFromTheEnvironmentAsOtherCommandsDo() {
    CommandLine commandLine = LocalFootfall.commandLine();
    assertThat(commandLine.getSubcommands().get("demo").getDefaultValueProvider())
        .isNotNull()
        .isSameAs(commandLine.getSubcommands().get("run").getDefaultValueProvider());
  }

  @Test
  void helpsLikeOtherCommands() {
    assertThat(demo("--help")).isZero();
    assertThat(LocalFootfall.commandLine().getSubcommands().get("demo").getUsageMessage())
        .contains("  0     done", "  1     failed", "  2     wrong", "  5     a check", "  130   ")
        .doesNotContain("  3     ", "  4     ");
  }

  @Test
  void readsTimesInSecondsMinutesAndHours() {
    TimeConverter seconds = new TimeConverter();
    assertThat(seconds.convert("60s")).isEqualTo(Duration.ofSeconds(60));
    assertThat(seconds.convert("5m")).isEqualTo(Duration.ofMinutes(5));
    assertThat(seconds.convert("1h")).isEqualTo(Duration.ofHours(1));
    assertThatThrownBy(() -> seconds.convert("1w")).isInstanceOf(TypeConversionException.class);
  }

  private int demo(String... options) {
    CommandLine commandLine = LocalFootfall.commandLine();
    commandLine.setErr(new PrintWriter(err, true));
    String[] args = new String[options.length + 1];
    args[0] = "demo";
    System.arraycopy(options, 0, args, 1, options.length);
    return commandLine.execute(args);
  }
}
