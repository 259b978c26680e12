package dev.footfall.otlp;

import static dev.footfall.otlp.TraceMessages.ids;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OTLP JSON as it is written, rightly and wrongly. */
class OtlpJsonTest {
  private static final String IDS =
      "\"traceId\":\"0102030405060708090a0b0c0d0e0f10\",\"spanId\":\"000000000000000%d\"";
  private static final String RESOURCE =
      "\"resource\":{\"attributes\":["
          + "{\"key\":\"service.name\",\"value\":{\"stringValue\":\"shop\"}}]}";

  private final OtlpReader reader = new OtlpReader(new Projection(Set.of("app.plan"), false));

  private SeenRecord read(String json) {
    return SeenRecord.read(reader, json.getBytes(UTF_8));
  }

  private static String span(int id, String... members) {
    String more = members.length == 0 ? "" : "," + String.join(",", members);
    return "{" + String.format(IDS, id) + more + "}";
  }

  private static String record(String... spans) {
    return "{\"resourceSpans\":[{%s,\"scopeSpans\":[{\"scope\":{},\"spans\":[%s]}]}]}"
        .formatted(RESOURCE, String.join(",", spans));
  }

  private static String attributes(String value) {
    return "\"attributes\":[{\"key\":\"app.plan\",\"value\":" + value + "}]";
  }

  private Object plan(String value) {
    return read(record(span(1, attributes(value)))).spans.get(0).attributes().get("app.plan");
  }

  @Test
  void readsIdsOfEitherCase() {
    SeenRecord record =
        read(record(span(1, "\"parentSpanId\":\"ABCDEF0000000001\"").replace("0a0b", "0A0B")));

    assertThat(record.spans.get(0).parentSpanId()).isEqualTo(0xABCDEF0000000001L);
    assertThat(record.spans.get(0).traceIdLow()).isEqualTo(0x090a0b0c0d0e0f10L);
    assertThat(record.spans.get(0).resource()).containsEntry("service.name", "shop");
  }

  @ParameterizedTest
  @CsvSource({
    "1795519761528000000,1795519761528000000",
    "'\"1795519761528000000\"',1795519761528000000",
    "1.5e3,1500"
  })
  void readsTimesAsNumbersAndStrings(String written, long nanos) {
    SeenRecord record = read(record(span(1, "\"startTimeUnixNano\":" + written)));

    assertThat(record.spans.get(0).startEpochNanos()).isEqualTo(nanos);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "\"SPAN_KIND_SERVER\"", "\"2\""})
  void readsEnumsAsNumbersAndNames(String kind) {
    SeenRecord record =
        read(record(span(1, "\"kind\":" + kind, "\"status\":{\"code\":\"STATUS_CODE_ERROR\"}")));

    assertThat(record.spans.get(0).kind()).isEqualTo(2);
    assertThat(record.spans.get(0).statusCode()).isEqualTo(2);
  }

  @Test
  void readsValuesOfEveryType() {
    assertThat(plan("{\"stringValue\":\"a\\u00e4\\ud83d\\ude00\\n\"}")).isEqualTo("aä😀\n");
    assertThat(plan("{\"intValue\":\"-9223372036854775808\"}")).isEqualTo(Long.MIN_VALUE);
    assertThat(plan("{\"intValue\":42}")).isEqualTo(42L);
    assertThat(plan("{\"boolValue\":true}")).isEqualTo(true);
    assertThat(plan("{\"doubleValue\":1.5}")).isEqualTo(1.5);
    assertThat(plan("{\"doubleValue\":\"NaN\"}")).isEqualTo(Double.NaN);
    assertThat(plan("{\"doubleValue\":\"-Infinity\"}")).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(
            plan("{\"arrayValue\":{\"values\":[{\"stringValue\":\"a\"},{\"stringValue\":\"b\"}]}}"))
        .isEqualTo("a\u001Fb");
    assertThat(
            plan(
                "{\"arrayValue\":{\"values\":[{\"intValue\":\"-1\"},{\"doubleValue\":7.5},"
                    + "{\"boolValue\":true},{\"stringValue\":\"a,b\"}]}}"))
        .isEqualTo("-1\u001F7.5\u001Ftrue\u001Fa,b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "null",
        "7",
        "{\"stringValue\":null}",
        "{\"stringValue\":7}",
        "{\"intValue\":\"1.5\"}",
        "{\"intValue\":1e999999999}",
        "{\"boolValue\":\"yes\"}",
        "{\"doubleValue\":\"much\"}",
        "{\"bytesValue\":\"AQI=\"}",
        "{\"kvlistValue\":{\"values\":[{\"key\":\"a\"}]}}",
        "{\"arrayValue\":{}}",
        "{\"arrayValue\":{\"values\":[]}}",
        "{\"arrayValue\":{\"values\":[{},{\"stringValue\":\"a\"}]}}",
        "{\"arrayValue\":{\"values\":[{\"bytesValue\":\"AQI=\"}]}}",
        "{\"arrayValue\":{\"values\":[{\"intValue\":\"much\"}]}}",
        "{\"arrayValue\":{\"values\":[{\"stringValue\":\"a\"},{\"arrayValue\":{}}]}}",
        "{\"arrayValue\":{\"values\":[{\"stringValue\":\"a\"},{}]}}"
      })
  void valuesOfNoUseAreAbsent(String value) {
    assertThat(plan(value)).isNull();
  }

  @Test
  void valueMayStandBeforeItsKey() {
    SeenRecord record =
        read(
            record(
                span(
                    1,
                    "\"attributes\":[{\"value\":{\"stringValue\":\"x\"},\"key\":\"nobody.asks\"},"
                        + "{\"value\":{\"stringValue\":\"gold\"},\"key\":\"app.plan\"}]")));

    assertThat(record.spans.get(0).attributes()).isEqualTo(Map.of("app.plan", "gold"));
  }

  @Test
  void resourceMayStandBehindItsSpans() {
    SeenRecord record =
        read(
            "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[%s]}],%s}]}"
                .formatted(span(1), RESOURCE));

    assertThat(ids(record)).containsExactly(1L);
    assertThat(record.spans.get(0).resource()).containsEntry("service.name", "shop");
    assertThat(record.resources).isEqualTo(1);
  }

  @Test
  void readsSpansWithoutAResource() {
    SeenRecord record =
        read("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[%s]}]}]}".formatted(span(1)));

    assertThat(record.spans.get(0).resource()).isEmpty();
    assertThat(record.resources).isEqualTo(1);
  }

  @Test
  void readsTheLegacyInstrumentationLibrarySpans() {
    SeenRecord record = read(record(span(1)).replace("scopeSpans", "instrumentationLibrarySpans"));

    assertThat(ids(record)).containsExactly(1L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uFEFF", "\n", " \r\n\t", "\uFEFF\n"})
  void passesOverByteOrderMarkAndSpace(String before) {
    SeenRecord record = read(before + record(span(1), span(0)) + "\n");

    assertThat(ids(record)).containsExactly(1L);
    assertThat(record.outcome.damage()).isNull();
    assertThat(new String(record.badSpans.get(0).bytes(), UTF_8)).isEqualTo(span(0));
  }

  @Test
  void protobufThatLooksLikeALineFeedAndJsonIsProtobuf() {
    // A ResourceSpans of 123 bytes that begins with a resource of 34 reads as: line feed, brace,
    // line feed, quote.
    int alike = 0;
    for (int service = 0; service < 40; service++) {
      for (int name = 0; name < 90; name++) {
        byte[] resource = TraceMessages.resource("x".repeat(service)).toByteArray();
        byte[] span = TraceMessages.span(1).setName("x".repeat(name)).build().toByteArray();
        byte[] value =
            TraceMessages.field(
                1,
                TraceMessages.field(1, resource),
                TraceMessages.field(2, TraceMessages.field(2, span)));
        alike += new String(value, 0, 4, ISO_8859_1).equals("\n{\n\"") ? 1 : 0;
        assertThat(ids(SeenRecord.read(reader, value))).containsExactly(1L);
      }
    }
    assertThat(alike).isPositive();
  }

  @Test
  void badSpanIsHandedOnAsItsOwnBytes() {
    String bad = " {\"spanId\": \"0000000000000002\", \"name\":\"ä\"}";
    SeenRecord record = read(record(span(1), bad, "7", "null", span(3)));

    assertThat(ids(record)).containsExactly(1L, 3L);
    assertThat(record.badReasons())
        .containsExactly("zero_trace_id", "malformed_span", "malformed_span");
    assertThat(record.badSpans)
        .map(span -> new String(span.bytes(), UTF_8))
        .first()
        .isEqualTo(bad.strip());
    assertThat(record.outcome.spans()).isEqualTo(5);
    assertThat(record.outcome.damage()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"traceId\":\"0102\",\"spanId\":\"0102030405060708\"}|trace_id_length",
        "{\"traceId\":\"zz02030405060708090a0b0c0d0e0f10\",\"spanId\":\"01\"}|malformed_span",
        "{\"traceId\":7,\"spanId\":\"0102030405060708\"}|malformed_span",
        "{\"traceId\":\"0102030405060708090a0b0c0d0e0f10\",\"spanId\":\"01\"}|span_id_length",
        "{\"traceId\":\"0102030405060708090a0b0c0d0e0f10\"}|zero_span_id",
      })
  void spanWithBadIdsIsBad(String span, String reason) {
    SeenRecord record = read(record(span, span(2)));

    assertThat(ids(record)).containsExactly(2L);
    assertThat(record.badReasons()).containsExactly(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\"0102\"", "\"zzzzzzzzzzzzzzzz\"", "7", "{\"a\":1}", "null"})
  void malformedParentCountsAsNone(String parent) {
    SeenRecord record = read(record(span(1, "\"parentSpanId\":" + parent)));

    assertThat(record.spans.get(0).parentSpanId()).isZero();
    assertThat(record.badSpans).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"startTimeUnixNano\":\"now\"", "\"attributes\":7", "\"status\":[]"})
  void memberOfAnotherKindMakesOneBadSpan(String member) {
    SeenRecord record = read(record(span(1, member), span(2)));

    assertThat(ids(record)).containsExactly(2L);
    assertThat(record.badReasons()).containsExactly("malformed_span");
  }

  @Test
  void passesOverUnknownMembers() {
    SeenRecord record =
        read(
            record(span(1, "\"new\":{\"a\":[[{\"b\":null}]]}", "\"events\":[{\"name\":\"x\"}]"))
                .replace("\"scope\":{}", "\"scope\":{},\"more\":[1,2]"));

    assertThat(ids(record)).containsExactly(1L);
    assertThat(record.outcome.damage()).isNull();
  }

  @Test
  void replacesTextThatIsNotUtf8AndKeepsTheSpan() {
    byte[] latin = record(span(1, attributes("{\"stringValue\":\"\u00e4\"}"))).getBytes(ISO_8859_1);

    SeenRecord record = SeenRecord.read(reader, latin);

    assertThat(record.spans.get(0).attributes()).containsEntry("app.plan", "\uFFFD");
    assertThat(record.outcome.replacedStrings()).isEqualTo(1);
    assertThat(record.outcome.damage()).isNull();
  }

  @Test
  void replacesHalfASurrogatePair() {
    SeenRecord record = read(record(span(1, attributes("{\"stringValue\":\"a\\ud83dz\"}"))));

    assertThat(record.spans.get(0).attributes()).containsEntry("app.plan", "a\uFFFDz");
    assertThat(record.outcome.replacedStrings()).isEqualTo(1);
  }

  @Test
  void keepsTheSpansBeforeTheEndOfATruncatedDocument() {
    String whole = record(span(1), span(2), span(3));
    int third = whole.indexOf(span(3));

    for (int length = third; length < third + span(3).length(); length++) {
      SeenRecord record = read(whole.substring(0, length));
      assertThat(ids(record)).containsExactly(1L, 2L);
      assertThat(record.outcome.damage()).isEqualTo("truncated");
    }
  }

  @Test
  void keepsTheSpansBeforeADamage() {
    SeenRecord record = read(record(span(1), span(2)).replace(span(2), "{\"traceId\" oops}"));

    assertThat(ids(record)).containsExactly(1L);
    assertThat(record.outcome.damage()).isEqualTo("malformed_json");
  }

  @Test
  void secondDocumentIsADamage() {
    SeenRecord record = read(record(span(1)) + record(span(2)));

    assertThat(ids(record)).containsExactly(1L);
    assertThat(record.outcome.damage()).isEqualTo("malformed_json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"resourceSpans\":[]}",
        "{\"resourceSpans\":null}",
        "{\"resourceSpans\":[{}]}",
        "{\"resourceSpans\":[{\"resource\":{},\"scopeSpans\":[{\"spans\":[]}]}]}"
      })
  void envelopesWithoutSpansAreEmpty(String json) {
    assertThat(read(json).outcome).isEqualTo(new OtlpReader.Outcome(0, true, null, 0));
  }

  @Test
  void passesOverValuesNestedSixtyDeep() {
    String deep = "{\"arrayValue\":{\"values\":[".repeat(60) + "{}" + "]}}".repeat(60);

    SeenRecord record = read(record(span(1, attributes(deep)), span(2)));

    assertThat(ids(record)).containsExactly(1L, 2L);
  }

  @Test
  void documentInUtf16IsADamage() {
    SeenRecord record =
        SeenRecord.read(
            reader, record(span(1)).getBytes(java.nio.charset.StandardCharsets.UTF_16LE));

    assertThat(record.outcome).isEqualTo(new OtlpReader.Outcome(0, false, "malformed_json", 0));
  }

  @Test
  void nestingWithoutEndIsADamage() {
    SeenRecord record = read(record(span(1), "[".repeat(1 << 20)));

    assertThat(ids(record)).containsExactly(1L);
    assertThat(record.outcome.damage()).isEqualTo("malformed_json");
  }
}
