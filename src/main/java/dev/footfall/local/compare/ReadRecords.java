package dev.footfall.local.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.Hashing;
import dev.footfall.local.compare.ComparedOutput.Folding;
import dev.footfall.sink.Column.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the records of one output, and leaves out those that lie outside the range. */
final class ReadRecords {
  /** Decimals as they are written: 0.1 is no fraction of two. */
  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private final ComparedOutput output;
  private final Range range;
  private final boolean whole;
  private final List<String> keys;

  /**
   * @param folding decides what the key is
   */
  ReadRecords(ComparedOutput output, Folding folding, Range range) {
    this.output = output;
    this.range = range;
    this.whole = folding == Folding.COUNT;
    this.keys = output.named(Role.KEY);
  }

  /**
   * A record; null where it lies outside the range.
   *
   * @throws UnreadableRun where it is none of this output
   */
  @Nullable RunRecord read(byte[] line) {
    ObjectNode row = row(line);
    if (range.isBounded() && !isInRange(row)) {
      return null;
    }
    String key = key(row);
    return new RunRecord(whole ? digest(row) : key, row.path("revision").asLong(), line);
  }

  static ObjectNode row(byte[] line) {
    try {
      if (JSON.readTree(line) instanceof ObjectNode row) {
        return row;
      }
      throw new UnreadableRun("no JSON object");
    } catch (JsonProcessingException e) {
      throw new UnreadableRun("no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UnreadableRun("no JSON: " + e.getMessage());
    }
  }

  private String key(ObjectNode row) {
    StringBuilder key = new StringBuilder();
    for (String column : keys) {
      JsonNode value = row.get(column);
      key.append(value == null ? "null" : value).append(' ');
    }
    if (!keys.isEmpty() && key.toString().equals("null ".repeat(keys.size()))) {
      throw new UnreadableRun("no record of " + output.output().suffix() + ": it has no " + keys);
    }
    return key.toString();
  }

  private static String digest(ObjectNode row) {
    return Hashing.sha256().hashString(row.toString(), StandardCharsets.UTF_8).toString();
  }

  /** A dead letter whose arrival nothing tells is never left out. */
  private boolean isInRange(ObjectNode row) {
    if (!row.has(output.start())) {
      return true;
    }
    Instant start = instant(row, output.start());
    boolean saysEnd = output.end() != null && row.has(output.end());
    Instant end = saysEnd ? instant(row, output.end()) : start.plus(output.length());
    return range.holds(start, end);
  }

  private static Instant instant(ObjectNode row, String column) {
    JsonNode value = row.path(column);
    try {
      return Instant.parse(value.asText());
    } catch (DateTimeException e) {
      throw new UnreadableRun(column + " is no time: " + value);
    }
  }
}
