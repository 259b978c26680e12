package dev.footfall.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.util.JsonFormat;
import dev.footfall.privacy.PrivacySettings;
import dev.footfall.rule.EventSettings;
import dev.footfall.source.RawRecord;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RedactRecordTest {
  /** Known by their looks: may not leave wherever they are put. */
  private static final List<String> RECOGNISED =
      List.of(
          "jane.doe@example.com",
          "203.0.113.77",
          "2001:db8:77::1",
          "4111111111111111",
          "DE89370400440532013000",
          "+49 170 1234567",
          "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJqYW5lIn0.c2lnbmF0dXJl");

  /** Like other words: may not leave from where they do not belong to what the job gives out. */
  private static final List<String> OPAQUE =
      List.of("Jane Doe", "sid-coffee-tea", "Mozilla/5.0 (Canary)", "SELECT name FROM persons");

  /** What the job itself gives out after redaction, and where words must pass. */
  private static final Set<String> WORDS_PASS =
      Set.of(
          "url.path",
          "http.route",
          "http.target",
          "url.full",
          "http.url",
          "http.request.method_original",
          "error.type");

  private static final Set<String> NAMES =
      Set.of(
          "client.address",
          "http.client_ip",
          "http.request.header.x-forwarded-for",
          "http.request.header.forwarded",
          "http.request.header.cookie",
          "http.response.header.set-cookie",
          "http.request.header.referer",
          "http.request.header.authorization",
          "http.request.header.accept-language",
          "user_agent.original",
          "user.id",
          "user.email",
          "enduser.id",
          "session.id",
          "session.previous_id",
          "app.installation.id",
          "network.peer.address",
          "url.path",
          "url.query",
          "url.full",
          "http.target",
          "http.url",
          "http.route",
          "db.statement",
          "db.query.text",
          "exception.message",
          "exception.stacktrace",
          "http.request.body",
          "customer.name",
          "host.name",
          "process.command_args",
          "http.request.method_original",
          "error.type");

  private final RedactRecord redact =
      new RedactRecord(PrivacySettings.defaults("unused"), settings(), Set.of());

  @Test
  void letsNothingPersonalLeaveThatIsKnownByItsLooks() throws IOException {
    for (String canary : RECOGNISED) {
      assertGone(canary, planted(canary, canary));
    }
  }

  @Test
  void letsNoOtherTextLeaveFromWhereTheJobHasNoUseForIt() throws IOException {
    for (String canary : OPAQUE) {
      assertGone(canary, planted(canary, "word"));
    }
  }

  private void assertGone(String canary, TracesData planted) throws IOException {
    String json = JsonFormat.printer().omittingInsignificantWhitespace().print(otlpIds(planted));
    RawRecord protobuf = redact.redact(record(planted.toByteArray()));
    RawRecord text = redact.redact(record(json.getBytes(StandardCharsets.UTF_8)));
    TracesData left = TracesData.parseFrom(protobuf.value());

    for (RawRecord leaving : List.of(protobuf, text)) {
      assertThat(text(leaving.value()))
          .doesNotContain(canary, canary.replace(" ", "%20"), canary.replace(" ", "+"))
          .contains("customer.name", "exception.message");
      assertThat(leaving.headers()).isEmpty();
      assertThat(text(leaving.key())).doesNotContain(RECOGNISED.get(0));
    }
    assertThat(left.getResourceSpans(0).getScopeSpans(0).getSpans(0).getAttributesCount())
        .isEqualTo(planted.getResourceSpans(0).getScopeSpans(0).getSpans(0).getAttributesCount());
  }

  @Test
  void letsNothingLeaveThatStandsWhereAnotherKindOfValueBelongs() throws IOException {
    String record =
        """
        {"resourceSpans": ["Jane", {"resource": "Jane", "scopeSpans": [{"scope": ["Jane"],
          "spans": ["Jane", {
            "traceId": "01020304050607080102030405060708", "spanId": "0102030405060708",
            "kind": {"who": "Jane"}, "flags": ["Jane"], "droppedLinksCount": {"who": "Jane"},
            "status": {"code": {"who": "Jane"}}, "events": ["Jane", {"timeUnixNano": ["Jane"]}],
            "links": ["Jane", {"flags": {"who": "Jane"}}], "attributes": "Jane"}]}]}]}
        """;

    String left = text(redact.redact(record(record.getBytes(StandardCharsets.UTF_8))).value());

    assertThat(left).doesNotContain("Jane", "who").contains("01020304050607080102030405060708");
  }

  @Test
  void keepsNamesOfEventsThatAreNoSentences() throws IOException {
    TracesData.Builder data = span(text("url.path", "/")).toBuilder();
    data.getResourceSpansBuilder(0)
        .getScopeSpansBuilder(0)
        .getSpansBuilder(0)
        .addEvents(Span.Event.newBuilder().setName("feature_flag.evaluation"))
        .addEvents(Span.Event.newBuilder().setName("Jane bought a coffee"));

    assertThat(
            redacted(data.build()).getResourceSpans(0).getScopeSpans(0).getSpans(0).getEventsList())
        .extracting(Span.Event::getName)
        .containsExactly("feature_flag.evaluation", "[redacted]");
  }

  @Test
  void keepsWhatTheJobReads() throws IOException {
    Map<String, String> left =
        attributes(
            redacted(
                span(
                    text("http.request.method", "POST"),
                    number("http.response.status_code", 201),
                    text("url.path", "/cart/7"),
                    text("url.query", "page=2&name=x&utm_source=news letter&gclid=abc"),
                    text("server.address", "shop.example"),
                    text("http.request.header.referer", "https://www.google.com/search?q=jane"),
                    text("http.request.header.accept-language", "de-AT,en;q=0.5"),
                    text("error.type", "Timeout"),
                    number("customer.id", 77))));

    assertThat(left)
        .containsEntry("http.request.method", "POST")
        .containsEntry("http.response.status_code", "201")
        .containsEntry("url.path", "/cart/7")
        .containsEntry("url.query", "page=2&utm_source=news letter&gclid=x")
        .containsEntry("server.address", "shop.example")
        .containsEntry("http.request.header.referer", "https://www.google.com/")
        .containsEntry("http.request.header.accept-language", "de")
        .containsEntry("error.type", "Timeout")
        .containsEntry("customer.id", "0");
  }

  @Test
  void keepsClientsApartInOneCaptureAndNotAcrossCaptures() throws IOException {
    TracesData first = span(text("client.address", "203.0.113.7"));
    TracesData second = span(text("client.address", "203.0.113.8"));
    RedactRecord other = new RedactRecord(PrivacySettings.defaults("unused"), settings(), Set.of());

    String made = attributes(redacted(first)).get("client.address");

    assertThat(made).startsWith("fd").isEqualTo(attributes(redacted(first)).get("client.address"));
    assertThat(attributes(redacted(second)).get("client.address"))
        .startsWith("fd")
        .isNotEqualTo(made);
    TracesData elsewhere = TracesData.parseFrom(other.redact(record(first.toByteArray())).value());
    assertThat(attributes(elsewhere).get("client.address")).isNotEqualTo(made);
  }

  @Test
  void keepsAnAttributeThatIsAskedFor() throws IOException {
    RedactRecord keeps =
        new RedactRecord(
            PrivacySettings.defaults("unused"), settings(), Set.of("app.plan", "user.id"));
    TracesData left =
        TracesData.parseFrom(
            keeps
                .redact(
                    record(
                        span(text("app.plan", "gold for jane@example.com"), text("user.id", "jane"))
                            .toByteArray()))
                .value());

    assertThat(attributes(left).get("app.plan")).startsWith("gold for ").doesNotContain("jane");
    assertThat(attributes(left).get("user.id")).isNotEqualTo("jane");
  }

  @Test
  void refusesWhatItCannotReadWhole() {
    byte[] whole = planted("x", "x").toByteArray();

    assertThatThrownBy(
            () -> redact.redact(record(java.util.Arrays.copyOf(whole, whole.length - 9))))
        .isInstanceOf(IOException.class)
        .hasMessage("truncated");
    assertThatThrownBy(() -> redact.redact(record("{\"a\": jane".getBytes(StandardCharsets.UTF_8))))
        .isInstanceOf(IOException.class)
        .hasMessageNotContaining("jane");
  }

  @Test
  void passesTombstonesAndKeepsTraceIdsAsKeys() throws IOException {
    byte[] id = "5f3881b33245a2dc3a995d9e25ada25a".getBytes(StandardCharsets.UTF_8);

    assertThat(redact.redact(new RawRecord("t", 0, 1, 2, id, null, List.of())).value()).isNull();
    assertThat(redact.redact(new RawRecord("t", 0, 1, 2, id, null, List.of())).key()).isEqualTo(id);
  }

  private TracesData redacted(TracesData data) throws IOException {
    return TracesData.parseFrom(redact.redact(record(data.toByteArray())).value());
  }

  private static RawRecord record(byte[] value) {
    return new RawRecord(
        "otlp_spans",
        0,
        1,
        1_795_519_830_000L,
        RECOGNISED.get(0).getBytes(StandardCharsets.UTF_8),
        value,
        List.of(new RawRecord.Header("user", RECOGNISED.get(0).getBytes(StandardCharsets.UTF_8))));
  }

  /**
   * The canary in every place of a message that takes text.
   *
   * @param word instead of it where words pass
   */
  private static TracesData planted(String canary, String word) {
    Span.Builder span = idOf(Span.newBuilder());
    for (String name : NAMES) {
      String text = WORDS_PASS.contains(name) ? word : canary;
      span.addAttributes(text(name, text));
      span.addAttributes(list(name, text));
      span.addAttributes(list(name + ".list", canary));
      span.addAttributes(map(name + ".map", canary));
    }
    span.addAttributes(text("url.query", "q=" + canary + "&page=" + word + "&utm_term=" + word))
        .addAttributes(text("http.target", "/a/" + word + "?x=" + canary + "#" + canary))
        .addAttributes(text("http.url", "/a?x=" + canary + "&y=http://shop.example"))
        .addAttributes(
            text(
                "url.full", "https://" + canary.replace("/", "%2F") + "@shop.example/?y=" + canary))
        .addAttributes(text("http.request.header.cookie", "sid=" + canary))
        .setName("GET /" + word + "?" + canary)
        .setTraceState("rum=" + canary)
        .setStatus(Status.newBuilder().setMessage(canary))
        .addEvents(
            Span.Event.newBuilder().setName(word).addAttributes(text("exception.message", canary)))
        .addEvents(Span.Event.newBuilder().setName("said " + canary))
        .addLinks(Span.Link.newBuilder().setTraceState(canary).addAttributes(text("link", canary)));
    return TracesData.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setSchemaUrl(canary)
                .setResource(
                    Resource.newBuilder()
                        .addAttributes(text("host.name", canary))
                        .addAttributes(text("service.name", "shop"))
                        .addAttributes(text("user.id", canary)))
                .addScopeSpans(
                    ScopeSpans.newBuilder()
                        .setSchemaUrl(canary)
                        .setScope(
                            InstrumentationScope.newBuilder()
                                .setName("scope " + word)
                                .addAttributes(text("who", canary)))
                        .addSpans(span)))
        .build();
  }

  private static TracesData span(KeyValue... attributes) {
    Span.Builder span = idOf(Span.newBuilder()).addAllAttributes(List.of(attributes));
    return TracesData.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder().addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
        .build();
  }

  private static Span.Builder idOf(Span.Builder span) {
    return span.setTraceId(
            ByteString.copyFrom(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8}))
        .setSpanId(ByteString.copyFrom(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}))
        .setKind(Span.SpanKind.SPAN_KIND_SERVER);
  }

  /** The generated classes write ids as base64; the wire has hexadecimal digits. */
  private static TracesData otlpIds(TracesData data) {
    TracesData.Builder copy = data.toBuilder();
    copy.getResourceSpansBuilder(0)
        .getScopeSpansBuilder(0)
        .getSpansBuilder(0)
        .setTraceId(ByteString.fromHex("d35db7e39ebbf3d69b5d35d35d35d35d35d35d35d35d35d3"))
        .setSpanId(ByteString.fromHex("d35db7e39ebbf3d69b5d35d3"));
    return copy.build();
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static KeyValue number(String key, long value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setIntValue(value))
        .build();
  }

  private static KeyValue list(String key, String value) {
    ArrayValue.Builder values =
        ArrayValue.newBuilder().addValues(AnyValue.newBuilder().setStringValue(value));
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setArrayValue(values))
        .build();
  }

  private static KeyValue map(String key, String value) {
    KeyValueList.Builder values = KeyValueList.newBuilder().addValues(text(value, value));
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setKvlistValue(values))
        .build();
  }

  private static Map<String, String> attributes(TracesData data) {
    Map<String, String> attributes = new java.util.HashMap<>();
    for (KeyValue each :
        data.getResourceSpans(0).getScopeSpans(0).getSpans(0).getAttributesList()) {
      AnyValue value = each.getValue();
      attributes.put(
          each.getKey(),
          value.hasIntValue() ? String.valueOf(value.getIntValue()) : value.getStringValue());
    }
    return attributes;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static EventSettings settings() {
    return new EventSettings(Set.of(), false, List.of(), List.of(), List.of(), "v", 60_000);
  }
}
