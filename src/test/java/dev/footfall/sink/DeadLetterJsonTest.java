package dev.footfall.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import dev.footfall.source.RawRecord;
import dev.footfall.trace.DeadLetter;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadLetterJsonTest {
  private static final ObjectMapper JACKSON = new ObjectMapper();

  private final DeadLetterJson json = new DeadLetterJson("c0ffee");

  @Test
  void writesWhereItCameFromAndWhatItWas() throws IOException {
    assertThat(JACKSON.readTree(json.value(Rows.deadLetter(new byte[] {1, 2, 3}, 3))))
        .isEqualTo(
            JACKSON.readTree(
                """
                {
                  "topic": "otlp_spans",
                  "partition": 3,
                  "offset": 1207,
                  "timestamp": "2026-11-24T11:29:21.528Z",
                  "arrival_time": "2026-11-24T11:29:21.529Z",
                  "stage": "decode",
                  "reason": "not_otlp",
                  "key": "AQI=",
                  "headers": [{"name": "a", "value": "Aw=="}, {"name": "a"}],
                  "payload": "AQID",
                  "payload_bytes": 3,
                  "payload_sha256": "%s",
                  "truncated": false,
                  "config_version": "c0ffee"
                }
                """
                    .formatted("e".repeat(64))));
  }

  @Test
  void hasExactlyTheDeclaredColumns() throws IOException {
    JsonNode read = JACKSON.readTree(json.value(Rows.deadLetter(new byte[1], 1)));

    assertThat(ImmutableList.copyOf(read.fieldNames()))
        .containsExactlyElementsOf(
            DeadLetterSchema.columns("c").stream().map(Column::name).toList());
    DeadLetterSchema.columns("c")
        .forEach(column -> DeclaredColumns.assertType(column, read.get(column.name())));
  }

  @Test
  void hugeRecordStillFitsTheProducer() throws IOException {
    byte[] huge = new byte[20 << 20];
    DeadLetter letter =
        new DeadLetter(
            "otlp_spans",
            0,
            0,
            -1,
            -1,
            "decode",
            "not_otlp",
            huge,
            Collections.nCopies(500, new RawRecord.Header("\u0001".repeat(70_000), huge)),
            huge,
            huge.length,
            "e".repeat(64));

    byte[] value = json.value(letter);

    assertThat(value.length + json.key(letter).length).isLessThan(RowEncoder.MAX_ROW_BYTES);
    JsonNode read = JACKSON.readTree(value);
    assertThat(read.get("payload_bytes").intValue()).isEqualTo(20 << 20);
    assertThat(read.get("payload").binaryValue()).hasSize(DeadLetterSchema.MAX_PAYLOAD_BYTES);
    assertThat(read.get("headers")).hasSize(DeadLetterSchema.MAX_HEADERS);
    assertThat(read.get("truncated").booleanValue()).isTrue();
  }

  @Test
  void payloadCutBeforeIsTruncated() throws IOException {
    JsonNode read = JACKSON.readTree(json.value(Rows.deadLetter(new byte[10], 11)));

    assertThat(read.get("truncated").booleanValue()).isTrue();
  }

  @Test
  void unknownTimesAreLeftOut() throws IOException {
    DeadLetter letter =
        new DeadLetter("t", 0, 0, -1, -1, "decode", "r", null, List.of(), new byte[0], 0, "");

    JsonNode read = JACKSON.readTree(json.value(letter));

    assertThat(read.has("timestamp")).isFalse();
    assertThat(read.has("arrival_time")).isFalse();
    assertThat(read.has("key")).isFalse();
    assertThat(read.has("headers")).isFalse();
    assertThat(json.timestampMillis(letter)).isNegative();
  }

  @Test
  void isKeyedByItsPlace() {
    assertThat(json.key(Rows.deadLetter(new byte[0], 0))).asString().isEqualTo("otlp_spans-3-1207");
  }
}
