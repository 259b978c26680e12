package dev.footfall.sink;

import static dev.footfall.sink.Column.Purpose.RECORD_KEEPING;
import static dev.footfall.sink.ColumnType.Scalar.BOOLEAN;
import static dev.footfall.sink.ColumnType.Scalar.BYTES;
import static dev.footfall.sink.ColumnType.Scalar.INSTANT;
import static dev.footfall.sink.ColumnType.Scalar.INTEGER;
import static dev.footfall.sink.ColumnType.Scalar.STRING;

import dev.footfall.source.RawRecord;
import dev.footfall.trace.DeadLetter;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The declared columns of {@code footfall.dead-letters}. Payload, key and headers are cut, so that
 * a row always fits a Kafka record ({@link RowEncoder#MAX_ROW_BYTES}).
 */
public final class DeadLetterSchema {
  static final int MAX_PAYLOAD_BYTES = 512 << 10;
  static final int MAX_KEY_BYTES = 4 << 10;
  static final int MAX_HEADERS = 32;
  static final int MAX_HEADER_BYTES = 4 << 10;
  static final int MAX_HEADER_NAME = 256;

  private static final Struct<RawRecord.Header> HEADER =
      Struct.of(
          Field.always("name", STRING, "The header's name.", (h, out) -> out.text(cut(h.name()))),
          Field.optional(
              "value",
              BYTES,
              "Its value; absent where it is null.",
              (h, out) -> out.bytes(cut(h.value(), MAX_HEADER_BYTES))));

  private DeadLetterSchema() {}

  /**
   * All columns, in the order in which they are written.
   *
   * @param configVersion of the job that writes
   */
  public static List<Column<DeadLetter>> columns(String configVersion) {
    return List.of(
        column("topic", STRING, "Topic it came from.", (d, out) -> out.text(d.topic())).always(),
        column(
                "partition",
                INTEGER,
                "Partition of that topic.",
                (d, out) -> out.integer(d.partition()))
            .always(),
        column("offset", INTEGER, "Offset in that partition.", (d, out) -> out.integer(d.offset()))
            .always(),
        column(
            "timestamp",
            INSTANT,
            "The record's timestamp; absent where it has none.",
            (d, out) -> instant(d.timestampMillis(), out)),
        column(
            "arrival_time",
            INSTANT,
            "When it arrived; absent where nothing tells.",
            (d, out) -> instant(d.arrivalMillis(), out)),
        column("stage", STRING, "Where it failed.", (d, out) -> out.text(d.stage())).always(),
        column("reason", STRING, "Why, in fixed words.", (d, out) -> out.text(d.reason())).always(),
        column(
            "key", BYTES, "The record's key.", (d, out) -> out.bytes(cut(d.key(), MAX_KEY_BYTES))),
        column(
            "headers",
            HEADER.listType(),
            "The record's headers: name and value.",
            DeadLetterSchema::writeHeaders),
        column(
                "payload",
                BYTES,
                "What could not be used: the record's value, or the one span.",
                (d, out) -> out.bytes(cut(d.payload(), MAX_PAYLOAD_BYTES)))
            .always(),
        column(
                "payload_bytes",
                INTEGER,
                "Length of the payload before it was cut.",
                (d, out) -> out.integer(d.payloadLength()))
            .always(),
        column(
                "payload_sha256",
                STRING,
                "SHA-256 of the payload before it was cut, 64 hex digits.",
                (d, out) -> out.text(d.payloadSha256()))
            .always(),
        column(
                "truncated",
                BOOLEAN,
                "Whether payload, key or headers are longer than what is kept.",
                (d, out) -> out.bool(isTruncated(d)))
            .always(),
        column(
                "config_version",
                STRING,
                "Which configuration made the record.",
                (d, out) -> out.text(configVersion))
            .always());
  }

  private static Column<DeadLetter> column(
      String name, ColumnType type, String description, Field.Value<DeadLetter> value) {
    String unit = name.endsWith("_bytes") ? "B" : null;
    String source = "the record that could not be used, as it came";
    return new Column<>(name, type, unit, description, RECORD_KEEPING, source, value);
  }

  private static void instant(long epochMillis, RowWriter out) {
    if (epochMillis >= 0) {
      out.instantMillis(epochMillis);
    }
  }

  private static void writeHeaders(DeadLetter letter, RowWriter out) {
    if (letter.headers().isEmpty()) {
      return;
    }
    int count = Math.min(MAX_HEADERS, letter.headers().size());
    HEADER.writeList(letter.headers().subList(0, count), out);
  }

  private static boolean isTruncated(DeadLetter letter) {
    return Math.min(letter.payload().length, MAX_PAYLOAD_BYTES) < letter.payloadLength()
        || isLonger(letter.key(), MAX_KEY_BYTES)
        || letter.headers().size() > MAX_HEADERS
        || letter.headers().stream()
            .anyMatch(
                h -> isLonger(h.value(), MAX_HEADER_BYTES) || h.name().length() > MAX_HEADER_NAME);
  }

  private static String cut(String name) {
    return name.length() <= MAX_HEADER_NAME ? name : name.substring(0, MAX_HEADER_NAME);
  }

  private static boolean isLonger(byte @Nullable [] bytes, int limit) {
    return bytes != null && bytes.length > limit;
  }

  private static byte @Nullable [] cut(byte @Nullable [] bytes, int limit) {
    return bytes == null || bytes.length <= limit ? bytes : Arrays.copyOf(bytes, limit);
  }
}
