package dev.footfall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.footfall.Interrupts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a user starts it: a process of its own. */
class DemoIT {
  private static final long PATIENCE_SECONDS = 240;

  @TempDir Path folder;

  /** How a call ended, and what it wrote. */
  private record Ended(int code, String out, String err) {
    long total(String what) {
      return out.lines()
          .filter(line -> line.strip().startsWith(what + " "))
          .map(line -> line.substring(line.lastIndexOf(' ') + 1).replace(",", ""))
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElseThrow(() -> new AssertionError("no total of " + what + " in\n" + out + err));
    }
  }

  @Test
  void endsWithTotalsInWhichEverySpanIsAccountedFor() throws Exception {
    Ended demo = end(start("--duration", "12s", "--seed", "2026"));
    assertThat(demo.code()).as(demo.err()).isZero();
    assertThat(demo.total("requests")).isGreaterThan(50);
    assertThat(demo.total("view_item")).isPositive();
    assertThat(demo.total("sessions")).isPositive();
    assertThat(demo.out()).contains("purchase funnel", "slowest pages");
    assertThat(demo.total("used")).isPositive();
    assertThat(demo.total("dropped_by_rule")).isPositive();
    assertThat(demo.total("no_entry")).isPositive();
    assertThat(demo.total("accounted for")).isPositive().isEqualTo(demo.total("spans"));
    assertThat(demo.total("events")).isPositive().isLessThan(demo.total("requests"));
    assertThat(demo.total("bytes out")).isPositive();
    assertThat(demo.err()).contains("http://localhost:").contains("Shop    closed");
    assertThat(demo.err()).as("escapes of a terminal").doesNotContain("\u001b");
    assertThat(folder.resolve("tmp")).isEmptyDirectory();
  }

  @Test
  void endsInOrderWhenInterrupted() throws Exception {
    assumeThat(Interrupts.areIgnored())
        .as("a shell's background job cannot be interrupted")
        .isFalse();
    Process demo = start();
    awaitText(demo, "spans in");
    new ProcessBuilder("kill", "-INT", String.valueOf(demo.pid())).start().waitFor();
    Ended ended = end(demo);
    assertThat(ended.code()).as(ended.err()).isEqualTo(130);
    assertThat(ended.total("accounted for")).isPositive().isEqualTo(ended.total("spans"));
    assertThat(folder.resolve("tmp")).isEmptyDirectory();
  }

  private Process start(String... options) throws IOException {
    Files.createDirectories(folder.resolve("tmp"));
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("-Xmx1g");
    command.add("-Djava.io.tmpdir=" + folder.resolve("tmp"));
    Stream.of("java.lang", "java.util", "java.time", "java.nio", "sun.nio.ch")
        .forEach(opened -> command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(LocalFootfall.class.getName(), "demo", "--port", "0"));
    command.addAll(List.of(options));
    return new ProcessBuilder(command)
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  private void awaitText(Process demo, String text) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!Files.readString(folder.resolve("err")).contains(text)) {
      assertThat(System.nanoTime()).as("patience with " + text).isLessThan(deadline);
      assertThat(demo.waitFor(100, TimeUnit.MILLISECONDS)).as("ended early").isFalse();
    }
  }

  private Ended end(Process demo) throws Exception {
    try {
      assertThat(demo.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("ended in time").isTrue();
      return new Ended(
          demo.exitValue(),
          Files.readString(folder.resolve("out")),
          Files.readString(folder.resolve("err")));
    } finally {
      demo.destroyForcibly();
    }
  }
}
