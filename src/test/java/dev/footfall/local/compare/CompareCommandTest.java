package dev.footfall.local.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.cli.Footfall;
import dev.footfall.sink.Output;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CompareCommandTest {
  private static final String EVENT =
      "{\"event_id\":\"e1\",\"event_time\":\"2026-11-24T10:00:00Z\",\"rule\":\"shop\"}";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String a = "";
  private String b = "";

  @BeforeEach
  void writeTwoRuns() throws IOException {
    a = run("a", EVENT).toString();
    b = run("b", EVENT).toString();
  }

  @Test
  void runsThatAgreeEndWith0() {
    assertThat(compare(a, b)).isZero();
    assertThat(out.toString()).contains("events ").endsWith("The runs agree.\n");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void saysWhichColumnsDifferWithAnExample() throws IOException {
    write(b, Output.EVENTS, EVENT.replace("shop", "default"));

    assertThat(compare(a, b)).isEqualTo(5);
    assertThat(out.toString())
        .contains(
            "events: differ in rule 1; such as\n  event_id: \"e1\"\n    rule\n      A \"shop\"\n      B \"default\"\n")
        .endsWith("The runs differ in events.\n");
  }

  @Test
  void showsARecordThatOneHas() throws IOException {
    write(b, Output.EVENTS, EVENT, EVENT.replace("e1", "e2"));

    assertThat(compare(a, b)).isEqualTo(5);
    assertThat(out.toString()).contains("events: only in B, such as\n  {\"event_id\":\"e2\"");
  }

  @Test
  void showsNoInputAsItCame() throws IOException {
    write(
        a,
        Output.DEAD_LETTERS,
        "{\"topic\":\"t\",\"offset\":1,\"payload\":\"c2VjcmV0\",\"key\":\"c2VjcmV0\"}");

    assertThat(compare(a, b)).isEqualTo(5);
    assertThat(out.toString()).contains("\"offset\":1").doesNotContain("c2VjcmV0");
  }

  @Test
  void takesPiecesOfBothRuns() throws IOException {
    String more = run("more", EVENT.replace("e1", "e2")).toString();
    String again = run("again", EVENT.replace("e1", "e2")).toString();

    assertThat(compare(a, b, more, "--and-a", again)).isZero();
    assertThat(compare(a, b, more)).isEqualTo(5);
  }

  @Test
  void runsOfWhichNothingIsInTheRangeAreNotSaidToAgree() {
    assertThat(compare(a, b, "--from", "2026-11-24T10:00:00Z", "--to", "2026-11-24T11:00:00Z"))
        .isZero();
    assertThat(compare(a, b, "--from", "2026-11-25T00:00:00Z")).isEqualTo(5);
    assertThat(out.toString()).contains("Nothing was compared");
  }

  @Test
  void aRecordThatCannotBeReadIsNamedByItsPlace() throws IOException {
    write(b, Output.EVENTS, EVENT, "{\"event_id\":");

    assertThat(compare(a, b)).isEqualTo(4);
    assertThat(err.toString()).startsWith(b + "/events.jsonl:2: no JSON: ");
  }

  @Test
  void anOutputThatOnlyOneHasIsNotPassedOver() throws IOException {
    Files.delete(Path.of(b, "sessions.jsonl"));

    assertThat(compare(a, b)).isEqualTo(4);
    assertThat(err.toString()).contains(b + ": no sessions there; --outputs says what to compare");
    assertThat(compare(a, b, "--outputs", "events,traffic")).isZero();
  }

  @Test
  void wrongUseEndsWith2() {
    assertThat(compare(a)).isEqualTo(2);
    assertThat(compare(a, b, "--outputs", "visits")).isEqualTo(2);
    assertThat(compare(a, "kafka://broker")).isEqualTo(2);
    assertThat(compare(a, b, "--from", "yesterday")).isEqualTo(2);
  }

  @Test
  void whatIsNoFolderEndsWith4() {
    assertThat(compare(a, folder.resolve("none").toString())).isEqualTo(4);
    assertThat(err.toString()).isEqualTo(folder.resolve("none") + " is no folder\n");
  }

  private int compare(String... arguments) {
    CommandLine commandLine = Footfall.commandLine();
    commandLine.addSubcommand(new CompareCommand());
    commandLine.setParameterExceptionHandler(commandLine.getParameterExceptionHandler());
    commandLine.setExecutionExceptionHandler(commandLine.getExecutionExceptionHandler());
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    String[] all = new String[arguments.length + 1];
    all[0] = "compare-runs";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return commandLine.execute(all);
  }

  private Path run(String name, String event) throws IOException {
    Path run = Files.createDirectory(folder.resolve(name));
    for (Output output : Output.values()) {
      write(run.toString(), output);
    }
    write(run.toString(), Output.EVENTS, event);
    return run;
  }

  private static void write(String run, Output output, String... lines) throws IOException {
    Files.write(Path.of(run, output.suffix() + ".jsonl"), List.of(lines));
  }
}
