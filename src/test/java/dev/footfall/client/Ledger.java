package dev.footfall.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/** What the driver of the captured requests sent: one JSON object a request. */
public final class Ledger {
  private Ledger() {}

  public static List<JsonNode> requests() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    Path file = Path.of("src/test/resources/petclinic/ledger.jsonl.gz");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      List<JsonNode> requests = new java.util.ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        requests.add(mapper.readTree(line));
      }
      return requests;
    }
  }

  /** Every address, user agent, cookie value and searched name, and what is personal in one URL. */
  static Set<String> personalTexts() throws IOException {
    Set<String> texts = new TreeSet<>(Set.of("jane.doe", "s3cret", "lastName"));
    for (JsonNode request : requests()) {
      for (String address : request.path("ip").asText("").split(", ")) {
        texts.add(address);
        texts.add(address.replaceFirst("^([0-9.]+):[0-9]+$", "$1"));
      }
      texts.add(request.path("roam").asText(""));
      texts.add(request.path("ua").asText(""));
      for (String cookie : request.path("cookie").asText("").split("; ")) {
        texts.add(cookie);
        texts.add(cookie.substring(cookie.indexOf('=') + 1));
      }
    }
    texts.removeAll(Set.of("", "null", "all"));
    texts.removeIf(text -> text.length() < 4);
    return texts;
  }
}
