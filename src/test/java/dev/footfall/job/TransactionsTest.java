package dev.footfall.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footfall.config.ReadSettings;
import dev.footfall.privacy.DayKeys;
import dev.footfall.source.RawRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An order page that several people open, and its refund, through the whole line. */
class TransactionsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long NOON = Instant.parse("2026-11-24T12:00:00Z").toEpochMilli();
  private static final String ANN = "203.0.113.1";
  private static final String BOB = "203.0.113.2";
  private static final String PROVIDER = "203.0.113.9";
  private static final String RULES =
      """
      privacy: {key_ring: keys.txt}
      events: {default_rules: none}
      rules:
        - id: order
          event: purchase
          conversion: every
          match: {path: "/order/{id}"}
          params: {transaction_id: {capture: id}, value: {constant: 10, number: true}, currency: {constant: EUR}}
        - {id: refund, event: refund, source: system, match: {path: "/refund/{id}"}, params: {transaction_id: {capture: id}}}
      """;

  @TempDir Path folder;
  private JobSettings settings;

  @BeforeEach
  void readSettings() throws IOException {
    DayKeys.generate(folder.resolve("keys.txt"), LocalDate.of(2026, 11, 22), 5);
    settings = JobSettings.of(ReadSettings.of("footfall.yaml", RULES, folder, List.of(), false));
  }

  /** Bob's and the provider's requests in a partition of their own, read before Ann's or behind. */
  @ParameterizedTest
  @CsvSource({"1000, false", "1000, true", "600000, false", "86400000, true"})
  void countsAPurchaseOnceAndGivesItsRefundToWhoMadeIt(long stepMillis, boolean othersFirst)
      throws Exception {
    List<RawRecord> anns =
        List.of(request(0, 0, ANN, "/order/7"), request(0, 120, ANN, "/order/7"));
    List<RawRecord> others =
        List.of(request(1, 60, BOB, "/order/7"), request(1, 180, PROVIDER, "/refund/7"));
    List<RawRecord> records = new ArrayList<>(othersFirst ? others : anns);
    records.addAll(othersFirst ? anns : others);

    try (SimulatedLine line = new SimulatedLine(settings, stepMillis).run(records)) {
      List<JsonNode> events = inOrder(line);
      String ann = events.get(0).get("user_pseudo_id").asText();

      assertThat(events)
          .extracting(event -> event.path("repeated_transaction").asText())
          .containsExactly("false", "true", "true", "");
      assertThat(events.get(1).get("user_pseudo_id").asText()).isNotEqualTo(ann);
      assertThat(events.get(3).get("user_pseudo_id").asText()).isEqualTo(ann);
      assertThat(events.get(3).has("session_id")).isFalse();
      assertThat(closedSessions(line))
          .extracting(session -> session.path("revenue").toString())
          .containsExactlyInAnyOrder("{\"EUR\":10}", "", "");
    }
  }

  private static List<JsonNode> inOrder(SimulatedLine line) throws IOException {
    List<JsonNode> events = read(line.eventLines());
    events.sort((one, other) -> Long.compare(time(one), time(other)));
    return events;
  }

  private static long time(JsonNode event) {
    return event.get("event_timestamp").asLong();
  }

  private static List<JsonNode> closedSessions(SimulatedLine line) throws IOException {
    List<JsonNode> sessions = read(line.sessionLines());
    sessions.removeIf(session -> session.path("end_reason").isMissingNode());
    return sessions;
  }

  private static List<JsonNode> read(List<String> lines) throws IOException {
    List<JsonNode> all = new ArrayList<>();
    for (String line : lines) {
      all.add(JSON.readTree(line));
    }
    return all;
  }

  private static RawRecord request(int partition, int minute, String address, String path) {
    long millis = NOON + minute * 60_000L;
    String json =
        """
        {"resourceSpans": [{
          "resource": {"attributes": [%s]},
          "scopeSpans": [{"spans": [{
            "traceId": "%032x", "spanId": "%016x", "name": "GET", "kind": 2,
            "startTimeUnixNano": "%d000000", "endTimeUnixNano": "%d000000",
            "attributes": [%s, %s, %s, %s, %s, {"key": "http.response.status_code", "value": {"intValue": "200"}}]}]}]}]}
        """
            .formatted(
                text("service.name", "shop"),
                minute + 1,
                minute + 1,
                millis,
                millis + 20,
                text("http.request.method", "GET"),
                text("url.path", path),
                text("server.address", "shop.example"),
                text("client.address", address),
                text(
                    "user_agent.original",
                    "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Firefox/143.0"));
    byte[] value = json.getBytes(StandardCharsets.UTF_8);
    return new RawRecord("otlp_spans", partition, minute, millis + 500, null, value, List.of());
  }

  private static String text(String key, String value) {
    return "{\"key\": \"%s\", \"value\": {\"stringValue\": \"%s\"}}".formatted(key, value);
  }
}
