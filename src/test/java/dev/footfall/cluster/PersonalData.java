package dev.footfall.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the captured visitors would not want to be found: their addresses, user agents, cookies, as
 * the driver of the capture wrote them down, and a search for them with {@code grep}.
 */
final class PersonalData {
  /** A cookie's value shorter than this ({@code all}, {@code 1}) is no trace of a person. */
  private static final int SHORTEST_COOKIE_VALUE = 12;

  private PersonalData() {}

  static Set<String> ofCapturedVisitors() {
    Set<String> values = new TreeSet<>();
    for (JsonNode request : JsonLines.ofResource("/petclinic/ledger.jsonl.gz")) {
      for (String field : List.of("ip", "roam", "ua", "cookie")) {
        String value = request.path(field).asText("");
        if (!value.isBlank() && !value.equals("null")) {
          values.add(value);
        }
      }
      Arrays.stream(request.path("cookie").asText("").split(";"))
          .map(cookie -> cookie.substring(cookie.indexOf('=') + 1).strip())
          .filter(value -> value.length() >= SHORTEST_COOKIE_VALUE)
          .forEach(values::add);
    }
    return values;
  }

  /** Which of the values are anywhere in the bytes of a folder's files. */
  static List<String> found(Path folder, Set<String> values) {
    try {
      Path patterns = Files.createTempFile("footfall-patterns-", ".txt");
      try {
        Files.write(patterns, values, StandardCharsets.UTF_8);
        ProcessBuilder grep =
            new ProcessBuilder(
                "grep", "-r", "-a", "-h", "-o", "-F", "-f", patterns.toString(), folder.toString());
        grep.environment().put("LC_ALL", "C");
        grep.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = grep.start();
        TreeSet<String> found = new TreeSet<>();
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
          lines.lines().forEach(found::add);
        }
        if (process.waitFor() > 1) {
          throw new IOException("grep ended with " + process.exitValue());
        }
        return List.copyOf(found);
      } finally {
        Files.delete(patterns);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
