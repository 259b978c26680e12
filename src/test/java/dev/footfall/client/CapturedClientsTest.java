package dev.footfall.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.otlp.HttpRequest;
import dev.footfall.otlp.OtlpReader;
import dev.footfall.otlp.Projection;
import dev.footfall.otlp.SpanHandler;
import dev.footfall.otlp.SpanWriter;
import dev.footfall.otlp.WireSpan;
import dev.footfall.privacy.PrivacySettings;
import dev.footfall.privacy.Redaction;
import dev.footfall.source.CaptureFile;
import dev.footfall.source.RawRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The captured requests' clients, behind the door. */
class CapturedClientsTest {
  /** A rule that asks for what no rule may have. */
  private static final Set<String> CURIOUS =
      Set.of(
          "client.address",
          "network.peer.address",
          "user_agent.original",
          "http.request.header.cookie",
          "http.request.header.x-forwarded-for",
          "http.request.header.referer",
          "url.query",
          "url.full");

  /** Calls from service to service name another host. */
  private static final String SITE = ".petclinic.example";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"otlp_spans", "otlp_spans_json", "otlp_spans_by_trace"})
  void noAddressUserAgentOrCookieIsInAnyEncodedSpan(String topic) throws IOException {
    Passage passage = new Passage(doors().open());
    passage.read(topic);
    String all = passage.encoded.toString(StandardCharsets.ISO_8859_1);
    assertThat(all).contains("www.petclinic.example").contains("/owners/find");
    Set<String> texts = Ledger.personalTexts();
    assertThat(texts).hasSizeGreaterThan(700);
    assertThat(texts.stream().filter(all::contains)).isEmpty();
  }

  @Test
  void connectionsAreAsManyAsAddressesWithUserAgents() throws IOException {
    Set<String> expected = new HashSet<>();
    for (JsonNode request : Ledger.requests()) {
      if (request.path("sampled").asBoolean(true) && request.hasNonNull("ua")) {
        String address = request.path("ip").asText("127.0.0.1").split(",")[0];
        address = address.equals("null") ? "127.0.0.1" : address.replaceFirst("(\\..*):.*", "$1");
        String network = address.replaceFirst("^(\\w+:\\w+:\\w+:\\w+):.*", "$1");
        expected.add(network + " " + request.get("ua").asText());
      }
    }
    Passage passage = new Passage(doors().open());
    passage.read("otlp_spans");
    Set<String> ids = new HashSet<>();
    passage.facts.stream()
        .filter(facts -> facts.connectionId() != null)
        .forEach(facts -> ids.add(facts.connectionId()));
    assertThat(ids).hasSameSizeAs(expected);
  }

  @Test
  void devicesAreAsManyAsCookies() throws IOException {
    Set<String> expected = new HashSet<>();
    for (JsonNode request : Ledger.requests()) {
      String cookie = request.path("cookie").asText("");
      if (request.path("sampled").asBoolean(true) && cookie.contains("vid=")) {
        expected.add(cookie.replaceFirst(".*vid=([0-9a-f]+).*", "$1"));
      }
    }
    Doors doors = doors();
    doors.deviceCookies = List.of("vid");
    Passage passage = new Passage(doors.open());
    passage.read("otlp_spans_json");
    Set<String> ids = new HashSet<>();
    passage.facts.stream()
        .filter(facts -> facts.deviceId() != null)
        .forEach(facts -> ids.add(facts.deviceId()));
    assertThat(ids).hasSameSizeAs(expected).hasSizeGreaterThan(100);
  }

  private Doors doors() throws IOException {
    return new Doors(folder.resolve("keys.txt"), "2026-11-22", 5);
  }

  /** Reads a topic as the job does, up to the encoded spans. */
  private static final class Passage implements SpanHandler {
    private final Projection projection = new Projection(CURIOUS, true);
    private final OtlpReader reader = new OtlpReader(projection);
    private final SpanWriter writer = new SpanWriter(projection);
    private final Redaction redaction = new Redaction(PrivacySettings.defaults("keys.txt"));
    private final Door door;
    private final ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    private final List<ClientFacts> facts = new ArrayList<>();
    private long arrivalMillis;

    Passage(Door door) {
      this.door = door;
    }

    void read(String topic) throws IOException {
      String path = "src/test/resources/petclinic/" + topic + ".jsonl.gz";
      try (CaptureFile.Reader records = new CaptureFile(path, topic).open()) {
        for (RawRecord record = records.next(); record != null; record = records.next()) {
          arrivalMillis = record.timestampMillis();
          writer.reset();
          reader.read(record.value(), this);
          encoded.writeBytes(writer.toBytes());
        }
      }
    }

    @Override
    public void resource(WireSpan next) {
      writer.resource(next.resource, (name, text) -> redaction.value(text));
    }

    @Override
    public void span(WireSpan span) {
      HttpRequest request = span.isServer() ? HttpRequest.of(span) : null;
      byte[] bytes = request == null ? null : door.facts(span, request, arrivalMillis);
      if (bytes != null && request.host() != null && request.host().endsWith(SITE)) {
        facts.add(ClientFacts.decode(bytes));
      }
      if (request != null) {
        request =
            request.with(
                redaction.path(request.path()),
                redaction.query(request.query()),
                redaction.path(request.route()));
      }
      writer.span(span, request, bytes, (name, text) -> redaction.value(text));
    }

    @Override
    public void badSpan(String reason, byte[] bytes, int offset, int length) {
      throw new AssertionError(reason);
    }
  }
}
