package dev.footfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuggestRulesTest {
  private static final String CLINIC = "src/test/resources/petclinic/otlp_spans.jsonl.gz";
  private static final Pattern SUGGESTED =
      Pattern.compile("  - id: (\\S+)\n    event: \\S+ +# (\\d+) requests\n");

  @TempDir private Path folder;

  @Test
  void suggestsRulesThatNameWhatTheyWereMadeFor() throws IOException {
    assertThat(suggestionsNameTheirGroups(CLINIC)).isEqualTo(19);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void suggestsValidRulesWhateverPathsThereAre(long seed) throws IOException {
    assertThat(suggestionsNameTheirGroups(anyPaths(new Random(seed)))).isGreaterThan(20);
  }

  @Test
  void suggestsAsManyAsAskedFor() {
    String suggested = Cli.run("validate", "--input", CLINIC, "--suggest", "3").out();

    assertThat(suggested.split("  - id: ", -1)).hasSize(4);
    assertThat(suggested).contains("path: \"/owners/{id}\"");
  }

  @Test
  void suggestsNothingForErrorsAndRedirectedPages() {
    assertThat(suggested(CLINIC)).doesNotContain("/old/", "status: [\"404\"]");
    assertThat(suggested(CLINIC)).doesNotContainPattern("method: \"GET\".*\"302\"");
  }

  /** Feeds all suggestions back, and returns how many there were. */
  private int suggestionsNameTheirGroups(String capture) throws IOException {
    String suggested = suggested(capture);
    Map<String, Long> expected = new HashMap<>();
    Matcher matcher = SUGGESTED.matcher(suggested);
    while (matcher.find()) {
      expected.put(matcher.group(1), Long.valueOf(matcher.group(2)));
    }
    Path config =
        Files.writeString(
            folder.resolve("footfall.yaml"), "events: {default_rules: none}\n" + suggested);

    Cli cli = Cli.run("validate", "--input", capture, "--config", config.toString());

    assertThat(cli.code()).as(cli.err() + suggested).isZero();
    assertThat(cli.out()).doesNotContain("Suggested", "matched nothing");
    Map<String, Long> matched = new HashMap<>();
    Matcher rows =
        Pattern.compile("(?m)^(\\S+)\\s*?\n?\\s+(\\d+)  (?!page_|request|redirect)[a-z_0-9]+$")
            .matcher(cli.out());
    while (rows.find()) {
      matched.put(rows.group(1), Long.valueOf(rows.group(2)));
    }
    matched.keySet().retainAll(expected.keySet());
    assertThat(matched).isEqualTo(expected);
    return expected.size();
  }

  private static String suggested(String capture) {
    String out = Cli.run("validate", "--input", capture, "--suggest", "100000").out();
    return out.substring(out.indexOf("\nrules:\n") + 1);
  }

  /** Requests for paths of all kinds of characters. */
  private String anyPaths(Random random) throws IOException {
    String[] parts = {
      "a", "b", "item", "7", "42", "2026-11-24", "x1y2z3", "é", "\\\\", "\\\"", "'", "#", ": ", "{",
          "}",
      "*", "**", "", "%41", "a+b", "-", "- x", "&amp", "!t", "|", "日本", "v2", ".htm", ".html",
          ";j=1"
    };
    StringBuilder lines = new StringBuilder();
    for (int n = 1; n <= 300; n++) {
      StringBuilder path = new StringBuilder();
      for (int depth = random.nextInt(3); depth >= 0; depth--) {
        path.append('/').append(parts[random.nextInt(parts.length)]);
        path.append(random.nextInt(3) == 0 ? parts[random.nextInt(parts.length)] : "");
      }
      String method = random.nextBoolean() ? "GET" : random.nextBoolean() ? "POST" : "DELETE";
      int status = random.nextInt(4) == 0 ? 303 : 200;
      lines.append(line(n, method, path.toString(), status));
    }
    return Files.writeString(folder.resolve("paths.jsonl"), lines).toString();
  }

  private static String line(int n, String method, String path, int status) {
    String spans =
        """
        {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"%032x","spanId":"000000000000000a",
        "kind":2,"startTimeUnixNano":"1795519829834705703","attributes":[
        {"key":"http.request.method","value":{"stringValue":"%s"}},
        {"key":"url.path","value":{"stringValue":"%s"}},
        {"key":"http.response.status_code","value":{"intValue":"%d"}}]}]}]}]}"""
            .formatted(n, method, path, status);
    String value = Base64.getEncoder().encodeToString(spans.getBytes(StandardCharsets.UTF_8));
    return "{\"partition\":0,\"offset\":%d,\"timestamp\":1795519830000,\"value\":\"%s\"}\n"
        .formatted(n, value);
  }
}
