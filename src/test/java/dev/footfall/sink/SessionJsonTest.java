package dev.footfall.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import dev.footfall.client.ClientFacts.Campaign;
import dev.footfall.client.ClientFacts.DeviceClass;
import dev.footfall.client.ClientFacts.IdMethod;
import dev.footfall.session.Circumstances;
import dev.footfall.session.Session;
import dev.footfall.session.Session.Content;
import dev.footfall.session.Session.Conversions;
import dev.footfall.session.Session.EndReason;
import dev.footfall.session.Session.Page;
import dev.footfall.session.Session.ServiceVersion;
import dev.footfall.session.Session.State;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionJsonTest {
  private static final ObjectMapper JACKSON = new ObjectMapper();

  private final SessionJson json = new SessionJson();

  @Test
  void writesWhatTheSessionHolds() throws IOException {
    assertThat(JACKSON.readTree(json.value(full())))
        .isEqualTo(
            JACKSON.readTree(
                """
                {
                  "session_id": "0123456789abcdef0123456789abcdef",
                  "user_pseudo_id": "cccccccccccccccccccccccccccccccc",
                  "id_method": "cookie",
                  "user_id": "dddddddddddddddddddddddddddddddd",
                  "session_number": 3,
                  "is_new_visitor": false,
                  "previous_session_id": "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee",
                  "session_start": "2026-11-24T11:29:21.528007Z",
                  "session_end": "2026-11-24T11:29:31.528007Z",
                  "observed_duration_ms": 10000,
                  "events": 9,
                  "interactions": 5,
                  "page_views": 4,
                  "conversions": [
                    {"name": "purchase", "count": 2, "value": {"EUR": 25.98, "USD": 7}},
                    {"name": "sign_up", "count": 1}],
                  "revenue": {"EUR": 12.99},
                  "entry_page": "/", "entry_route": "/",
                  "exit_page": "/thanks", "exit_route": "/{page}",
                  "pages": ["/", "/cart", "/thanks"],
                  "is_bounce": false,
                  "is_engaged": true,
                  "referrer_host": "search.example",
                  "manual_source": "newsletter",
                  "manual_medium": "email",
                  "manual_campaign_name": "spring",
                  "manual_term": "shirts",
                  "manual_content": "top",
                  "manual_campaign_id": "c7",
                  "click_id_type": "gclid",
                  "device_category": "mobile",
                  "country": "DE",
                  "language": "de",
                  "traffic_class": "human",
                  "service_versions": [
                    {"service": "cart"}, {"service": "frontend", "version": "1.4.2"}],
                  "error_count": 1,
                  "slow_count": 2,
                  "not_found_count": 3,
                  "p95_request_ms": 123.456,
                  "state": "closed",
                  "end_reason": "max_duration",
                  "arrival_time": "2026-11-24T11:29:32.000Z",
                  "issued_at": "2026-11-24T12:04:31.528007Z",
                  "revision": 2,
                  "retracted": false,
                  "edge": false,
                  "config_version": "c0ffee"
                }
                """));
  }

  @Test
  void fullSessionHasExactlyTheDeclaredColumnsInTheirOrder() throws IOException {
    JsonNode read = JACKSON.readTree(json.value(full()));

    assertThat(ImmutableList.copyOf(read.fieldNames()))
        .containsExactlyElementsOf(SessionSchema.columns().stream().map(Column::name).toList());
    for (Column<Session> column : SessionSchema.columns()) {
      DeclaredColumns.assertType(column, read.get(column.name()));
    }
  }

  @Test
  void leavesAbsentValuesOut() throws IOException {
    JsonNode read = JACKSON.readTree(json.value(bare()));

    assertThat(ImmutableList.copyOf(read.fieldNames()))
        .doesNotContain(
            "user_id",
            "session_number",
            "is_new_visitor",
            "previous_session_id",
            "revenue",
            "entry_page",
            "exit_route",
            "referrer_host",
            "manual_source",
            "country",
            "p95_request_ms",
            "end_reason")
        .contains("conversions", "pages", "service_versions", "device_category");
  }

  @Test
  void isKeyedBySessionIdAndTimedByItsStart() {
    assertThat(json.output()).isEqualTo(Output.SESSIONS);
    assertThat(json.key(full())).asString().isEqualTo("0123456789abcdef0123456789abcdef");
    assertThat(json.timestampMillis(full())).isEqualTo(1_795_519_761_528L);
  }

  @Test
  void largestSessionFitsTheProducer() {
    String longest = "\u0001".repeat(500);
    Map<String, Conversions> conversions = new LinkedHashMap<>();
    Map<String, BigDecimal> values = new LinkedHashMap<>();
    for (int i = 0; i < 20; i++) {
      values.put("XX" + i, new BigDecimal("9".repeat(64)));
    }
    for (int i = 0; i < 200; i++) {
      conversions.put("c".repeat(36) + i, new Conversions(1, values));
    }
    Content content =
        new Content(
            null,
            Rows.MICROS,
            Rows.MICROS,
            1,
            1,
            1,
            conversions,
            values,
            new Page(longest, longest),
            new Page(longest, longest),
            Collections.nCopies(100, longest),
            true,
            circumstances(),
            Collections.nCopies(20, new ServiceVersion(longest, longest)),
            0,
            0,
            0,
            1L);

    assertThat(json.value(session(content)).length).isLessThan(RowEncoder.MAX_ROW_BYTES);
  }

  private static Session full() {
    Map<String, BigDecimal> values = new LinkedHashMap<>();
    values.put("EUR", new BigDecimal("25.98"));
    values.put("USD", new BigDecimal("7"));
    Map<String, Conversions> conversions = new LinkedHashMap<>();
    conversions.put("purchase", new Conversions(2, values));
    conversions.put("sign_up", new Conversions(1, Map.of()));
    return session(
        new Content(
            "d".repeat(32),
            Rows.MICROS,
            Rows.MICROS + 10_000_000,
            9,
            5,
            4,
            conversions,
            Map.of("EUR", new BigDecimal("12.99")),
            new Page("/", "/"),
            new Page("/thanks", "/{page}"),
            List.of("/", "/cart", "/thanks"),
            true,
            circumstances(),
            List.of(new ServiceVersion("cart", null), new ServiceVersion("frontend", "1.4.2")),
            1,
            2,
            3,
            123_456L));
  }

  private static Circumstances circumstances() {
    return new Circumstances(
        "search.example",
        new Campaign("newsletter", "email", "spring", "shirts", "top", "c7"),
        "gclid",
        DeviceClass.MOBILE,
        "DE",
        "de",
        "human");
  }

  private static Session session(Content content) {
    return new Session(
        "0123456789abcdef0123456789abcdef",
        "c".repeat(32),
        IdMethod.COOKIE,
        3,
        "e".repeat(32),
        content,
        2,
        State.CLOSED,
        EndReason.MAX_DURATION,
        false,
        1_795_519_772_000L,
        Rows.MICROS + 2_110_000_000L,
        "c0ffee",
        false);
  }

  private static Session bare() {
    Circumstances unknown =
        new Circumstances(null, null, null, DeviceClass.UNKNOWN, null, null, "human");
    Content content =
        new Content(
            null,
            Rows.MICROS,
            Rows.MICROS,
            0,
            0,
            0,
            Map.of(),
            Map.of(),
            null,
            null,
            List.of(),
            false,
            unknown,
            List.of(),
            0,
            0,
            0,
            null);
    return new Session(
        "0".repeat(32),
        "c".repeat(32),
        IdMethod.CONNECTION,
        null,
        null,
        content,
        1,
        State.OPEN,
        null,
        true,
        0,
        0,
        "c0ffee",
        false);
  }
}
