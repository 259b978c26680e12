package dev.footfall.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.google.common.collect.ImmutableList;
import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.EventDraft;
import dev.footfall.event.IssuedEvent;
import dev.footfall.event.ParameterValue;
import dev.footfall.event.Request;
import dev.footfall.event.Request.ServiceTime;
import dev.footfall.visitor.FollowedEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {
  private static final ObjectMapper JACKSON = new ObjectMapper();

  private final EventJson json = new EventJson(true);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void fullEventHasExactlyTheDeclaredColumnsInTheirOrder(boolean traceIds) throws IOException {
    JsonNode read = JACKSON.readTree(new EventJson(traceIds).value(Rows.fullEvent()));

    assertThat(ImmutableList.copyOf(read.fieldNames()))
        .containsExactlyElementsOf(
            EventSchema.columns(traceIds).stream().map(Column::name).toList());
    assertThat(read.has("trace_id")).isEqualTo(traceIds);
    assertThat(read.has("span_id")).isEqualTo(traceIds);
  }

  @Test
  void writesWhatTheEventHolds() throws IOException {
    assertThat(JACKSON.readTree(json.value(Rows.fullEvent())))
        .isEqualTo(
            JACKSON.readTree(
                """
                {
                  "event_id": "0123456789abcdef0123456789abcdef",
                  "event_name": "view_item",
                  "event_timestamp": 1795519761528007,
                  "event_time": "2026-11-24T11:29:21.528007Z",
                  "event_params": {"item_id": "trq22o064-q11", "item_name": "T-Shirt Print schwarz",
                    "value": 12.99, "currency": "EUR"},
                  "items": [{
                    "item_id": "trq22o064-q11", "item_name": "a item_name",
                    "affiliation": "a affiliation", "coupon": "a coupon", "discount": 2, "index": 2,
                    "item_brand": "a item_brand", "item_category": "a item_category",
                    "item_category2": "a item_category2", "item_category3": "a item_category3",
                    "item_category4": "a item_category4", "item_category5": "a item_category5",
                    "item_list_id": "a item_list_id", "item_list_name": "a item_list_name",
                    "item_variant": "a item_variant", "location_id": "a location_id",
                    "price": 12.990, "quantity": 2}],
                  "interaction": true,
                  "page_view": true,
                  "conversion": "once_per_session",
                  "repeated_transaction": true,
                  "session_id": "ffffffffffffffffffffffffffffffff",
                  "ga_session_id": 1795519700,
                  "ga_session_number": 3,
                  "session_event_number": 7,
                  "is_conversion": true,
                  "edge": false,
                  "user_pseudo_id": "cccccccccccccccccccccccccccccccc",
                  "id_method": "connection",
                  "user_id": "dddddddddddddddddddddddddddddddd",
                  "device_category": "mobile",
                  "country": "DE",
                  "language": "de",
                  "referrer_host": "search.example",
                  "manual_source": "newsletter",
                  "manual_medium": "email",
                  "manual_campaign_name": "spring",
                  "manual_term": "shirts",
                  "manual_content": "top",
                  "manual_campaign_id": "c7",
                  "click_id_type": "gclid",
                  "consented": true,
                  "gpc": true,
                  "dnt": false,
                  "traffic_hint": "user_agent_bot",
                  "page_location": "https://www.shop.example/pdp/t-shirt-print-schwarz-trq22o064-q11.htm?utm_source=newsletter",
                  "page_path": "/pdp/t-shirt-print-schwarz-trq22o064-q11.htm",
                  "hostname": "www.shop.example",
                  "method": "GET",
                  "status": 200,
                  "duration_ms": 123.456,
                  "error": true,
                  "error_type": "timeout",
                  "service": "frontend",
                  "service_version": "1.4.2",
                  "environment": "production",
                  "spans": 9,
                  "errors": 1,
                  "services": [
                    {"service": "frontend", "spans": 4, "errors": 0, "busy_ms": 80},
                    {"service": "product", "spans": 5, "errors": 1, "busy_ms": 43.456}],
                  "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
                  "span_id": "00f067aa0ba902b7",
                  "rule": "view-item",
                  "complete": true,
                  "time_corrected": true,
                  "arrival_time": "2026-11-24T11:29:22.000Z",
                  "issued_at": "2026-11-24T11:29:32.000Z",
                  "revision": 2,
                  "retracted": false,
                  "catalog_version": "0123456789abcdef",
                  "config_version": "c0ffee"
                }
                """));
  }

  @Test
  void neverWritesWhatLinksTheVisitorAcrossKeys() {
    assertThat(text(Rows.fullEvent()))
        .doesNotContain("b".repeat(32), "a".repeat(32), "9".repeat(32), "54321")
        .doesNotContain("previous", "route");
  }

  @Test
  void leavesAbsentValuesOut() throws IOException {
    FollowedEvent event = Rows.event("0".repeat(32), Rows.bareRequest(), null, Map.of());

    assertThat(ImmutableList.copyOf(JACKSON.readTree(json.value(event)).fieldNames()))
        .containsExactly(
            "event_id",
            "event_name",
            "event_timestamp",
            "event_time",
            "interaction",
            "page_view",
            "conversion",
            "duration_ms",
            "error",
            "service",
            "spans",
            "errors",
            "services",
            "trace_id",
            "span_id",
            "rule",
            "complete",
            "time_corrected",
            "arrival_time",
            "issued_at",
            "revision",
            "retracted",
            "config_version");
  }

  @Test
  void saysOfPurchasesOnlyWhetherTheyAreRepeated() throws IOException {
    EventDraft purchase = EventDraft.seconds(0).named("purchase");
    EventDraft repeated = purchase.copy();
    repeated.repeated = true;

    assertThat(repeatedTransaction(purchase)).isEqualTo(BooleanNode.FALSE);
    assertThat(repeatedTransaction(repeated)).isEqualTo(BooleanNode.TRUE);
    assertThat(repeatedTransaction(EventDraft.seconds(0))).isNull();
  }

  private JsonNode repeatedTransaction(EventDraft draft) throws IOException {
    AnalyticsEvent event = draft.event();
    return JACKSON
        .readTree(json.value(new FollowedEvent(IssuedEvent.of(event, null), event, null)))
        .get("repeated_transaction");
  }

  @Test
  void addressKeepsToWhatIsKnown() {
    assertThat(RequestColumns.location(request(null, "shop.example", "/a", null)))
        .isEqualTo("//shop.example/a");
    assertThat(RequestColumns.location(request("http", "2001:db8::1", "/a", "q=1")))
        .isEqualTo("http://[2001:db8::1]/a?q=1");
    assertThat(RequestColumns.location(request("http", null, "/a", null))).isNull();
    assertThat(RequestColumns.location(request("http", "shop.example", null, null))).isNull();
  }

  @Test
  void isKeyedByEventIdAndTimedByTheEvent() {
    assertThat(json.key(Rows.fullEvent()))
        .isEqualTo("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));
    assertThat(json.timestampMillis(Rows.fullEvent())).isEqualTo(1_795_519_761_528L);
  }

  @Test
  void encodersBufferHoldsNothingOfTheRowBefore() {
    String bare = text(Rows.event("0".repeat(32), Rows.bareRequest(), null, Map.of()));
    text(Rows.fullEvent());

    assertThat(text(Rows.event("0".repeat(32), Rows.bareRequest(), null, Map.of())))
        .isEqualTo(bare);
  }

  @Test
  void hugeTextsAreCutSoThatTheRecordFitsTheProducer() throws IOException {
    String huge = "\u0001".repeat(3_000_000);
    Map<String, ParameterValue> params = new java.util.LinkedHashMap<>();
    IntStream.range(0, 40).forEach(i -> params.put("p" + i, new ParameterValue(huge, false)));
    List<ServiceTime> services =
        IntStream.range(0, 5_000).mapToObj(i -> new ServiceTime(huge, i, 0, 1)).toList();
    Request r = Rows.request();
    Request request =
        new Request(
            r.traceId(),
            r.spanId(),
            huge,
            huge,
            huge,
            huge,
            huge,
            huge,
            200,
            huge,
            1,
            false,
            huge,
            huge,
            huge,
            huge,
            5_000,
            0,
            services);

    AnalyticsEvent event = Rows.unfollowed("0".repeat(32), request, Rows.facts(), params);

    byte[] value = json.value(new FollowedEvent(Rows.fullEvent().issued(), event, null));

    assertThat(value.length).isLessThan(RowEncoder.MAX_ROW_BYTES);
    JsonNode read = JACKSON.readTree(value);
    assertThat(read.get("page_path").textValue()).hasSize(RowEncoder.SHORT_TEXT_LIMIT);
    assertThat(read.get("services")).hasSize(RequestColumns.MAX_SERVICES);
    assertThat(read.get("event_params")).hasSize(40);
  }

  @Test
  void longTextIsCutAtTheLimit() throws IOException {
    Request request = request("https", "shop.example", "/" + "a".repeat(20_000), null);

    JsonNode read =
        JACKSON.readTree(json.value(Rows.event("0".repeat(32), request, null, Map.of())));

    assertThat(read.get("page_path").textValue()).hasSize(RowEncoder.TEXT_LIMIT);
  }

  @Test
  void valuesHaveTheirDeclaredTypes() throws IOException {
    JsonNode read = JACKSON.readTree(json.value(Rows.fullEvent()));

    for (Column<FollowedEvent> column : EventSchema.columns(true)) {
      DeclaredColumns.assertType(column, read.get(column.name()));
    }
    assertThat(read.get("spans").isInt()).isTrue();
  }

  @Test
  void parameterNamesAreEscapedToo() throws IOException {
    Map<String, ParameterValue> params = Map.of("a\"b\n", new ParameterValue("1", false));

    JsonNode read =
        JACKSON.readTree(json.value(Rows.event("0".repeat(32), Rows.bareRequest(), null, params)));

    assertThat(Set.copyOf(ImmutableList.copyOf(read.get("event_params").fieldNames())))
        .containsExactly("a\"b\n");
  }

  private static Request request(String scheme, String host, String path, String query) {
    Request r = Rows.bareRequest();
    return new Request(
        r.traceId(),
        r.spanId(),
        "GET",
        scheme,
        host,
        path,
        query,
        null,
        200,
        null,
        1,
        false,
        null,
        "s",
        null,
        null,
        1,
        0,
        List.of());
  }

  private String text(FollowedEvent event) {
    return new String(json.value(event), StandardCharsets.UTF_8);
  }
}
