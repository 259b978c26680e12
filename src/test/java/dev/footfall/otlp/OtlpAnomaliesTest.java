package dev.footfall.otlp;

import static dev.footfall.otlp.TraceMessages.attribute;
import static dev.footfall.otlp.TraceMessages.bytes;
import static dev.footfall.otlp.TraceMessages.field;
import static dev.footfall.otlp.TraceMessages.id;
import static dev.footfall.otlp.TraceMessages.ids;
import static dev.footfall.otlp.TraceMessages.join;
import static dev.footfall.otlp.TraceMessages.number;
import static dev.footfall.otlp.TraceMessages.record;
import static dev.footfall.otlp.TraceMessages.recordOf;
import static dev.footfall.otlp.TraceMessages.replaced;
import static dev.footfall.otlp.TraceMessages.resource;
import static dev.footfall.otlp.TraceMessages.span;
import static dev.footfall.otlp.TraceMessages.text;
import static dev.footfall.otlp.TraceMessages.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What real senders get wrong in protobuf, and that their spans are read all the same. */
class OtlpAnomaliesTest {
  private final OtlpReader reader = new OtlpReader(new Projection(Set.of("app.plan"), false));

  private SeenRecord read(byte[] value) {
    return SeenRecord.read(reader, value);
  }

  // Text that is not UTF-8.

  @Test
  void replacesTextThatIsNotUtf8AndKeepsTheSpan() {
    byte[] value =
        replaced(record(span(1).addAttributes(text("url.path", "/a??b"))), "??", 0xC3, 0x28);

    SeenRecord record = read(value);

    assertThat(record.spans.get(0).attributes()).containsEntry("url.path", "/a\uFFFD(b");
    assertThat(record.outcome.replacedStrings()).isEqualTo(1);
    assertThat(record.outcome.damage()).isNull();
  }

  @Test
  void replacesNameOfServerSpanThatIsNotUtf8() {
    SeenRecord record = read(replaced(record(span(1).setName("GET ??")), "??", 0xFF, 0x41));

    assertThat(record.spans.get(0).name()).isEqualTo("GET \uFFFDA");
    assertThat(record.outcome.replacedStrings()).isEqualTo(1);
  }

  @Test
  void passesOverTextThatIsNotUtf8WhereNobodyAsks() {
    SeenRecord record =
        read(replaced(record(span(1).addAttributes(text("db.user", "??"))), "??", 0xC3, 0x28));

    assertThat(ids(record)).containsExactly(1L);
    assertThat(record.outcome.replacedStrings()).isZero();
  }

  @Test
  void countsReplacedTextOfTheResource() {
    SeenRecord record = read(replaced(record(span(1), span(2)), "shop", 's', 0x80, 'o', 'p'));

    assertThat(record.spans.get(1).resource()).containsEntry("service.name", "s\uFFFDop");
    assertThat(record.outcome.replacedStrings()).isEqualTo(1);
  }

  // Ids.

  @Test
  void zeroTraceIdIsBadAndItsSiblingsLive() {
    Span.Builder bad = span(2).setTraceId(ByteString.copyFrom(new byte[16]));

    SeenRecord record = read(record(span(1), bad, span(3)).toByteArray());

    assertThat(ids(record)).containsExactly(1L, 3L);
    assertThat(record.badReasons()).containsExactly("zero_trace_id");
    assertThat(record.badSpans.get(0).bytes()).isEqualTo(bad.build().toByteArray());
    assertThat(record.outcome.spans()).isEqualTo(3);
    assertThat(record.outcome.damage()).isNull();
  }

  @Test
  void absentTraceIdIsAZeroOne() {
    SeenRecord record = read(record(span(1), span(2).clearTraceId()).toByteArray());

    assertThat(ids(record)).containsExactly(1L);
    assertThat(record.badReasons()).containsExactly("zero_trace_id");
  }

  @Test
  void zeroSpanIdIsBad() {
    SeenRecord record = read(record(span(0), span(1).clearSpanId(), span(2)).toByteArray());

    assertThat(ids(record)).containsExactly(2L);
    assertThat(record.badReasons()).containsExactly("zero_span_id", "zero_span_id");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 15, 17, 32})
  void traceIdOfAnotherLengthIsBad(int length) {
    byte[] traceId = new byte[length];
    Arrays.fill(traceId, (byte) 7);

    SeenRecord record =
        read(record(span(1).setTraceId(ByteString.copyFrom(traceId)), span(2)).toByteArray());

    assertThat(ids(record)).containsExactly(2L);
    assertThat(record.badReasons()).containsExactly("trace_id_length");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 9, 16})
  void spanIdOfAnotherLengthIsBad(int length) {
    byte[] spanId = new byte[length];
    Arrays.fill(spanId, (byte) 7);

    SeenRecord record =
        read(record(span(1).setSpanId(ByteString.copyFrom(spanId)), span(2)).toByteArray());

    assertThat(ids(record)).containsExactly(2L);
    assertThat(record.badReasons()).containsExactly("span_id_length");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 7, 9, 16})
  void malformedParentCountsAsNone(int length) {
    byte[] parent = new byte[length];
    Arrays.fill(parent, (byte) 7);

    SeenRecord record =
        read(record(span(1).setParentSpanId(ByteString.copyFrom(parent))).toByteArray());

    assertThat(record.spans.get(0).parentSpanId()).isZero();
    assertThat(record.badSpans).isEmpty();
  }

  // Times.

  @Test
  void endBeforeStartIsHandedOnAsSent() {
    SeenRecord record =
        read(record(span(1).setStartTimeUnixNano(5).setEndTimeUnixNano(4)).toByteArray());

    assertThat(record.spans.get(0).startEpochNanos()).isEqualTo(5);
    assertThat(record.spans.get(0).endEpochNanos()).isEqualTo(4);
  }

  // Attributes and resources.

  @Test
  void firstOfRepeatedAttributeKeysCounts() {
    SeenRecord record =
        read(
            record(
                    span(1)
                        .addAttributes(text("url.path", "/1"))
                        .addAttributes(number("url.path", 2)))
                .toByteArray());

    assertThat(record.spans.get(0).attributes()).containsEntry("url.path", "/1");
  }

  @Test
  void firstOfRepeatedAttributeKeysCountsAlsoWhereItIsNoUse() {
    SeenRecord record =
        read(
            record(
                    span(1)
                        .addAttributes(attribute("url.path", AnyValue.getDefaultInstance()))
                        .addAttributes(text("url.path", "/2")))
                .toByteArray());

    assertThat(record.spans.get(0).attributes()).doesNotContainKey("url.path");
  }

  @Test
  void readsArrayOfOneStringAsThatString() {
    SeenRecord record =
        read(record(span(1).addAttributes(texts("http.request.header.dnt", "1"))).toByteArray());

    assertThat(record.spans.get(0).attributes()).containsEntry("http.request.header.dnt", "1");
  }

  @Test
  void joinsSeveralStringsOfAnArrayByCommas() {
    String header = "http.request.header.x-forwarded-for";
    SeenRecord record =
        read(
            record(
                    span(1).addAttributes(texts(header, "192.0.2.1", "192.0.2.2", "ä")),
                    span(2).addAttributes(texts(header, "192.0.2.3", "192.0.2.4")))
                .toByteArray());

    assertThat(record.spans.get(0).attributes()).containsEntry(header, "192.0.2.1,192.0.2.2,ä");
    assertThat(record.spans.get(1).attributes()).containsEntry(header, "192.0.2.3,192.0.2.4");
  }

  @Test
  void keepsTheValuesOfAListApartThatOnlyRulesAskFor() {
    ArrayValue list =
        ArrayValue.newBuilder()
            .addValues(AnyValue.newBuilder().setStringValue("a,b"))
            .addValues(AnyValue.newBuilder().setIntValue(-1))
            .addValues(AnyValue.newBuilder().setDoubleValue(7.5))
            .addValues(AnyValue.newBuilder().setBoolValue(true))
            .build();
    AnyValue value = AnyValue.newBuilder().setArrayValue(list).build();

    SeenRecord record =
        read(record(span(1).addAttributes(attribute("app.plan", value))).toByteArray());

    assertThat(record.spans.get(0).attributes())
        .containsEntry("app.plan", "a,b\u001F-1\u001F7.5\u001Ftrue");
  }

  @Test
  void otherArraysAreAbsent() {
    AnyValue bytes = AnyValue.newBuilder().setBytesValue(ByteString.EMPTY).build();
    AnyValue text = AnyValue.newBuilder().setStringValue("a").build();
    AnyValue number = AnyValue.newBuilder().setIntValue(1).build();
    ArrayValue mixed = ArrayValue.newBuilder().addValues(text).addValues(bytes).build();
    ArrayValue numbers = ArrayValue.newBuilder().addValues(number).build();

    SeenRecord record =
        read(
            record(
                    span(1)
                        .addAttributes(texts("url.path"))
                        .addAttributes(
                            attribute(
                                "http.request.header.dnt",
                                AnyValue.newBuilder().setArrayValue(numbers).build()))
                        .addAttributes(
                            attribute(
                                "app.plan", AnyValue.newBuilder().setArrayValue(mixed).build())))
                .toByteArray());

    assertThat(record.spans.get(0).attributes()).isEmpty();
  }

  @Test
  void passesOverValuesNestedSixtyDeep() {
    AnyValue value = AnyValue.newBuilder().setStringValue("deep").build();
    for (int depth = 0; depth < 60; depth++) {
      value = AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(value)).build();
    }

    SeenRecord record =
        read(
            record(
                    span(1)
                        .addAttributes(attribute("app.plan", value))
                        .addAttributes(attribute("nobody.asks", value))
                        .addAttributes(text("url.path", "/")))
                .toByteArray());

    assertThat(record.spans.get(0).attributes()).containsOnly(java.util.Map.entry("url.path", "/"));
  }

  @Test
  void readsSpansWithoutAResource() {
    SeenRecord record = read(field(1, field(2, field(2, span(1).build().toByteArray()))));

    assertThat(ids(record)).containsExactly(1L);
    assertThat(record.spans.get(0).resource()).isEmpty();
    assertThat(record.outcome.damage()).isNull();
  }

  @Test
  void findsTheResourceBehindItsSpans() {
    byte[] scope = field(2, field(2, span(1).build().toByteArray()));

    SeenRecord record =
        read(join(field(1, scope, field(1, resource("shop").toByteArray())), field(1, scope)));

    assertThat(record.spans.get(0).resource()).containsEntry("service.name", "shop");
    assertThat(record.spans.get(1).resource()).isEmpty();
    assertThat(record.resources).isEqualTo(2);
  }

  // What older and newer protocols have.

  @Test
  void readsTheLegacyInstrumentationLibrarySpans() {
    byte[] span = span(1).build().toByteArray();

    SeenRecord record =
        read(field(1, field(1, resource("shop").toByteArray()), field(1000, field(2, span))));

    assertThat(ids(record)).containsExactly(1L);
    assertThat(record.spans.get(0).resource()).containsEntry("service.name", "shop");
    assertThat(record.outcome.damage()).isNull();
  }

  @Test
  void passesOverUnknownFieldsAndGroups() {
    // Field 90 as number, fixed and bytes; field 91 as a group with a group in it.
    byte[] unknown =
        join(
            bytes(0xD0, 0x05, 0x80, 0x01),
            bytes(0xD1, 0x05, 1, 2, 3, 4, 5, 6, 7, 8),
            bytes(0xD2, 0x05, 2, 9, 9),
            bytes(0xD5, 0x05, 1, 2, 3, 4),
            bytes(0xDB, 0x05, 0x0B, 0x08, 0x01, 0x0C, 0xDC, 0x05));
    byte[] span = join(unknown, span(1).build().toByteArray(), unknown);

    SeenRecord record = read(join(unknown, recordOf(span, span(2).build().toByteArray()), unknown));

    assertThat(ids(record)).containsExactly(1L, 2L);
    assertThat(record.outcome.damage()).isNull();
  }

  @Test
  void knownFieldOfAnotherWireTypeIsUnknown() {
    // Kind as bytes, parent as a number.
    byte[] span = join(span(1).clearKind().build().toByteArray(), bytes(0x32, 1, 2, 0x20, 1));

    SeenRecord record = read(recordOf(span));

    assertThat(record.spans.get(0).kind()).isZero();
    assertThat(record.spans.get(0).parentSpanId()).isZero();
  }

  @Test
  void unknownWireTypeMakesOneBadSpan() {
    byte[] bad = join(span(2).build().toByteArray(), bytes(0x36));

    SeenRecord record =
        read(recordOf(span(1).build().toByteArray(), bad, span(3).build().toByteArray()));

    assertThat(ids(record)).containsExactly(1L, 3L);
    assertThat(record.badReasons()).containsExactly("malformed_span");
    assertThat(record.badSpans.get(0).bytes()).isEqualTo(bad);
  }

  @Test
  void damageInsideASpanCostsThatSpanOnly() {
    // An attribute that claims to be longer than its span.
    byte[] bad = join(span(2).build().toByteArray(), bytes(0x4A, 0x70, 1));

    SeenRecord record = read(recordOf(bad, span(3).build().toByteArray()));

    assertThat(ids(record)).containsExactly(3L);
    assertThat(record.badReasons()).containsExactly("malformed_span");
    assertThat(record.outcome.damage()).isNull();
  }

  // Damaged records.

  @Test
  void keepsTheSpansBeforeTheEndOfATruncatedRecord() {
    byte[] whole = record(span(1), span(2), span(3)).toByteArray();
    int length = whole.length;
    int spanLength = field(2, span(3).build().toByteArray()).length;

    for (int cut = 1; cut < spanLength; cut++) {
      SeenRecord record = read(Arrays.copyOf(whole, length - cut));
      assertThat(ids(record)).containsExactly(1L, 2L);
      assertThat(record.outcome.damage()).isEqualTo("truncated");
    }
  }

  @Test
  void truncatedBetweenSpansIsTruncatedAllTheSame() {
    byte[] whole = record(span(1), span(2)).toByteArray();
    int spanLength = field(2, span(2).build().toByteArray()).length;

    SeenRecord record = read(Arrays.copyOf(whole, whole.length - spanLength));

    assertThat(ids(record)).containsExactly(1L);
    assertThat(record.outcome.damage()).isEqualTo("truncated");
  }

  @Test
  void keepsTheSpansBeforeGarbage() {
    SeenRecord record = read(join(record(span(1)).toByteArray(), bytes(0x0F, 0xFF, 0xFF)));

    assertThat(ids(record)).containsExactly(1L);
    assertThat(record.outcome.damage()).isEqualTo("malformed");
  }

  @Test
  void damagedResourceStopsTheSpansBehindIt() {
    byte[] badResource = field(1, bytes(0x0A, 0x50, 0x0A));
    byte[] scope = field(2, field(2, span(2).build().toByteArray()));

    SeenRecord record =
        read(join(record(span(1)).toByteArray(), field(1, badResource, scope), new byte[0]));

    assertThat(ids(record)).containsExactly(1L);
    assertThat(record.outcome.damage()).isEqualTo("malformed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0affffffff07", "0affffffffffffffffff01", "0aFFFFFFFFFFFFFFFFFFFFFF01"})
  void hugeLengthsEndTheRecord(String hex) {
    byte[] huge = java.util.HexFormat.of().parseHex(hex);

    SeenRecord record = read(join(record(span(1)).toByteArray(), huge));

    assertThat(ids(record)).containsExactly(1L);
    assertThat(record.outcome.damage()).isIn("truncated", "malformed");
  }

  @Test
  void deepGroupsNeedNoStack() {
    byte[] groups = new byte[1 << 20];
    Arrays.fill(groups, (byte) 0x7B);

    SeenRecord record = read(join(record(span(1)).toByteArray(), groups));

    assertThat(ids(record)).containsExactly(1L);
    assertThat(record.outcome.damage()).isEqualTo("truncated");
  }

  // Empty ones.

  @Test
  void zeroBytesAreAnEmptyEnvelope() {
    assertThat(read(new byte[0]).outcome).isEqualTo(new OtlpReader.Outcome(0, true, null, 0));
  }

  @Test
  void envelopesWithoutSpansAreEmpty() {
    byte[] resource = field(1, resource("shop").toByteArray());

    assertThat(read(field(1)).outcome.empty()).isTrue();
    assertThat(read(field(1, resource)).outcome.empty()).isTrue();
    assertThat(read(field(1, resource, field(2))).outcome.empty()).isTrue();
    assertThat(read(record().toByteArray()).outcome.empty()).isTrue();
  }

  @Test
  void parentIdIsReadBigEndian() {
    SeenRecord record = read(record(span(1).setParentSpanId(id(0x0102))).toByteArray());

    assertThat(record.spans.get(0).parentSpanId()).isEqualTo(0x0102);
    assertThat(record.spans.get(0).traceIdHigh()).isEqualTo(0x0102030405060708L);
  }
}
