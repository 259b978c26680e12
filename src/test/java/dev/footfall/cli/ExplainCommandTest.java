package dev.footfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

class ExplainCommandTest {
  private static final String CAPTURE = "src/test/resources/petclinic/otlp_spans.jsonl.gz";
  private static final String ADD_PET = "8df9456319026c9eb2288ccda9165032";

  @TempDir private Path folder;
  private String config;

  @BeforeEach
  void writeRules() throws IOException {
    String clinic = Files.readString(Path.of("src/test/resources/petclinic/footfall.yaml"));
    String withoutKeys =
        clinic.lines().filter(line -> !line.contains("key_ring")).collect(Collectors.joining("\n"));
    config = Files.writeString(folder.resolve("footfall.yaml"), withoutKeys).toString();
  }

  @Test
  void showsTheTreeAndWhatDecided() {
    Cli cli = explain("--trace", ADD_PET);

    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out())
        .contains("trace " + ADD_PET + "  19 spans, 1 service, 136.1 ms, from 2026-11-24T11:30:29")
        .contains("   0.0 ms  136.1 ms  POST /owners/{ownerId}/pets/new [302]       ")
        .contains(" 126.8 ms    0.5 ms  │     └─ UPDATE 969a4df1-b738-49f4-9a45-8b640254f338.pets ")
        .contains("POST /owners/13/pets/new -> 302, petclinic, 136.1 ms, span 641d5ca9b072ab39\n")
        .contains("  event       add_pet by rule add-pet: all its tests hold\n")
        .contains("              2026-11-24 11:30:29.834 UTC, revision 1, interaction\n")
        .contains("  not         find-owner (find_owner): method POST is not GET\n");
    assertThat(cli.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
    assertThat(cli.out()).doesNotContain("\u001b");
    assertThat(cli.err()).contains("visitor ids are made up for this run");
  }

  @Test
  void hasColoursOnATerminalAndTheSameText() {
    Cli plain = explain("--trace", ADD_PET);
    Cli coloured =
        Cli.run(
            Ansi.ON,
            "explain",
            "--input",
            CAPTURE,
            "--config",
            config,
            "--trace",
            ADD_PET,
            "--all");

    assertThat(coloured.out()).contains("\u001b[32madd_pet\u001b[39m");
    String text = coloured.out().replaceAll("\u001b\\[[0-9;]*m", "");
    assertThat(text.lines().filter(line -> !line.contains("visitor")))
        .containsAll(plain.out().lines().filter(line -> !line.contains("visitor")).toList());
  }

  @Test
  void takesTheBeginningOfAnId() {
    assertThat(explain("--trace", "8DF94563").out()).startsWith("trace " + ADD_PET);
  }

  @Test
  void asksForMoreDigitsWhereSeveralTracesBeginLikeThat() throws IOException {
    Cli cli = Cli.run("explain", "--input", twins(), "--trace", "abcd");

    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err())
        .contains("2 traces begin with abcd; give more digits:")
        .contains("\n  abcd0000000000000000000000000001\n  abcd0000000000000000000000000002");
  }

  @Test
  void endsWith1ForATraceThatIsNotThere() {
    Cli cli = explain("--trace", "00000000000000000000000000000000");

    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err())
        .endsWith(
            "trace 00000000000000000000000000000000 is not in "
                + CAPTURE
                + ", which holds 129 records\n");
  }

  @Test
  void endsWith2ForWhatIsNoTraceId() {
    assertThat(explain("--trace", "abc")).extracting(Cli::code).isEqualTo(2);
    assertThat(explain("--trace", "xyzz").err()).contains("--trace xyzz: expects a trace id");
  }

  @Test
  void answersInJsonToo() throws IOException {
    Cli cli = explain("--trace", ADD_PET, "--output", "json");

    JsonNode answer = new ObjectMapper().readTree(cli.out());
    assertThat(answer.get("trace_id").asText()).isEqualTo(ADD_PET);
    assertThat(answer.get("spans")).hasSize(19);
    JsonNode event = answer.get("requests").get(0).get("events").get(0);
    assertThat(event.get("rule").asText()).isEqualTo("add-pet");
    assertThat(event.get("event").get("page_path").asText()).isEqualTo("/owners/13/pets/new");
    JsonNode other = answer.get("requests").get(0).get("other_rules").get(0);
    assertThat(other.get("because").asText()).isEqualTo("method POST is not GET");
  }

  private Cli explain(String... more) {
    String[] all = {"explain", "--input", CAPTURE, "--config", config};
    String[] args = new String[all.length + more.length];
    System.arraycopy(all, 0, args, 0, all.length);
    System.arraycopy(more, 0, args, all.length, more.length);
    return Cli.run(args);
  }

  /** A capture of two traces whose ids begin alike. */
  private String twins() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 1; i <= 2; i++) {
      String spans =
          """
          {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"abcd000000000000000000000000000%d",
          "spanId":"000000000000000a","kind":2,"startTimeUnixNano":"1795519829834705703"}]}]}]}"""
              .formatted(i);
      lines.append(
          "{\"partition\":0,\"offset\":%d,\"timestamp\":1795519830000,\"value\":\"%s\"}\n"
              .formatted(i, java.util.Base64.getEncoder().encodeToString(spans.getBytes("UTF-8"))));
    }
    return Files.writeString(folder.resolve("twins.jsonl"), lines).toString();
  }
}
