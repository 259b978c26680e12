package dev.footfall.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** The values of the records that a real Collector wrote, in the order of the file. */
final class Captured {
  static final String PROTOBUF = "otlp_spans";
  static final String JSON = "otlp_spans_json";
  static final String BY_TRACE = "otlp_spans_by_trace";

  private Captured() {}

  static List<byte[]> values(String topic) {
    ObjectMapper mapper = new ObjectMapper();
    String file = "/petclinic/" + topic + ".jsonl.gz";
    List<byte[]> values = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Objects.requireNonNull(Captured.class.getResourceAsStream(file), file)),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode record = mapper.readTree(line);
        values.add(Base64.getDecoder().decode(record.get("value").textValue()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return values;
  }
}
