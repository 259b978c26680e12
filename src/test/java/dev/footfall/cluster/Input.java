package dev.footfall.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The records that both runs read: captured ones and generated ones, in the order of their time.
 */
final class Input {
  static final int PARTITIONS = 4;

  private static final ObjectMapper JSON = new ObjectMapper();

  private Input() {}

  /** The captured protobuf topic: partition, timestamp and bytes as they were. */
  static List<InputRecord> captured() {
    List<InputRecord> records = new ArrayList<>();
    for (JsonNode line : jsonLines("/petclinic/otlp_spans.jsonl.gz")) {
      try {
        records.add(
            new InputRecord(
                line.path("partition").asInt(),
                line.path("timestamp").asLong(),
                line.path("value").binaryValue()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return records;
  }

  /** TEMPORARY stand-in: copies of the capture until the shop's generator is there. */
  static List<InputRecord> generated(int spans, long seed) {
    List<InputRecord> records = new ArrayList<>();
    for (int i = 0; i < spans / 12_000; i++) {
      for (InputRecord record : captured()) {
        records.add(
            new InputRecord(
                record.partition(), record.timestampMillis() + (i + 1) * 30_000L, record.value()));
      }
    }
    return records;
  }

  /** All, in the order of their timestamps, and then the end of the stream. */
  static List<InputRecord> merge(List<InputRecord> one, List<InputRecord> other) {
    List<InputRecord> all = new ArrayList<>(one);
    all.addAll(other);
    all.sort(Comparator.comparingLong(InputRecord::timestampMillis));
    all.addAll(endOfStream(all));
    return all;
  }

  /**
   * An empty record for each partition, an hour after the last: no span is in it, but the clock
   * moves on, so all that came before is issued.
   */
  private static List<InputRecord> endOfStream(List<InputRecord> records) {
    long lastMillis = records.get(records.size() - 1).timestampMillis();
    List<InputRecord> markers = new ArrayList<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      markers.add(new InputRecord(partition, lastMillis + 3_600_000, new byte[0]));
    }
    return markers;
  }

  /** A test resource of gzipped JSON lines. */
  static List<JsonNode> jsonLines(String resource) {
    List<JsonNode> lines = new ArrayList<>();
    try (InputStream in = Input.class.getResourceAsStream(resource);
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(JSON.readTree(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }
}
