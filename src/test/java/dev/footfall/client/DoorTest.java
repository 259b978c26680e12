package dev.footfall.client;

import static dev.footfall.client.ServerSpan.FIREFOX;
import static dev.footfall.client.ServerSpan.visit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.client.ClientFacts.DeviceClass;
import dev.footfall.client.ClientFacts.IdMethod;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoorTest {
  @TempDir Path folder;
  private Doors doors;

  @BeforeEach
  void generate() throws IOException {
    doors = new Doors(folder.resolve("keys.txt"), "2026-11-20", 10);
  }

  @Test
  void spanThatSaysNothingOfItsClientHasNoFacts() {
    Door door = doors.open();
    ServerSpan inner =
        new ServerSpan()
            .with("server.address", "petclinic-1")
            .with("network.peer.address", "10.1.2.3")
            .with("url.path", "/api/vets");
    assertThat(inner.through(door)).isNull();
    assertThat(door.hashes()).isZero();
  }

  @Test
  void sameVisitorHasTheSameIdsEverywhere() {
    ClientFacts facts = visit().through(doors.open());
    assertThat(facts.idMethod()).isEqualTo(IdMethod.CONNECTION);
    assertThat(facts.connectionId()).matches("[0-9a-f]{32}");
    assertThat(facts.deviceId()).isNull();
    assertThat(facts.visitorId()).isEqualTo(facts.connectionId());
    assertThat(facts.route()).isBetween(0, 65_535);
    ClientFacts other = visit().with("server.address", "book.shop.example").through(doors.open());
    assertThat(other).isEqualTo(facts);
  }

  @ParameterizedTest
  @CsvSource({
    "client.address, 192.0.2.2",
    "user_agent.original, Mozilla/5.0",
    "server.address, www.other.example",
  })
  @DisplayName(
      "A connection id needs address, user agent and host; where one is missing there is none")
  void connectionIsAddressUserAgentAndSite(String attribute, String value) {
    Door door = doors.open();
    String id = visit().through(door).connectionId();
    assertThat(visit().with(attribute, value).through(door).connectionId()).isNotEqualTo(id);
    assertThat(visit().without(attribute).through(door).connectionId()).isNull();
    assertThat(visit().without(attribute).through(door).idMethod()).isEqualTo(IdMethod.NONE);
    assertThat(visit().without(attribute).through(door).route()).isEqualTo(-1);
  }

  @Test
  void idsOfTwoTenantsNeverMeet() {
    ClientFacts facts = visit().with("user.id", "u").through(doors.open());
    doors.tenant = "other";
    ClientFacts other = visit().with("user.id", "u").through(doors.open());
    assertThat(other.connectionId()).isNotEqualTo(facts.connectionId());
    assertThat(other.userId()).isNotEqualTo(facts.userId());
  }

  @Test
  @DisplayName("connection: IPv6 by /64")
  void addressesOfOneIpv6NetworkAreOneConnection() {
    Door door = doors.open();
    String id = visit().with("client.address", "2001:db8:0:1::1").through(door).connectionId();
    assertThat(visit().with("client.address", "2001:db8:0:1:f::2").through(door).connectionId())
        .isEqualTo(id);
    assertThat(visit().with("client.address", "2001:db8:0:2::1").through(door).connectionId())
        .isNotEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "_secret", "", "1.2.3"})
  void whatIsNoAddressGivesNoConnection(String address) {
    ClientFacts facts = visit().with("client.address", address).through(doors.open());
    assertThat(facts.connectionId()).isNull();
    assertThat(facts.deviceClass()).isEqualTo(DeviceClass.DESKTOP);
  }

  @Test
  @DisplayName(
      "client.address is believed unless trusted_proxies is set; then the header, counted from the"
          + " right, outranks it")
  void clientAddressIsBelievedUnlessProxiesAreTrusted() {
    ServerSpan forged =
        visit()
            .with("client.address", "203.0.113.66")
            .with("http.request.header.x-forwarded-for", "203.0.113.66, 192.0.2.1, 10.0.0.1")
            .with("network.peer.address", "10.0.0.2");
    assertThat(sameConnection(forged, "203.0.113.66")).isTrue();
    doors.trustedProxies = 2;
    assertThat(sameConnection(forged, "192.0.2.1")).isTrue();
    doors.trustedProxies = 1;
    assertThat(sameConnection(forged, "10.0.0.1")).isTrue();
    doors.trustedProxies = 0;
    assertThat(sameConnection(forged, "10.0.0.2")).isTrue();
    doors.trustedProxies = 4; // more than there are: nothing better is known
    assertThat(sameConnection(forged, "203.0.113.66")).isTrue();
  }

  @Test
  void headerOfAnOldAgentOrAForwardedOneServesToo() {
    doors.trustedProxies = 1;
    ServerSpan old =
        visit().with("http.request.header.x_forwarded_for", "203.0.113.9, 192.0.2.7:4711");
    assertThat(sameConnection(old, "192.0.2.7")).isTrue();
    ServerSpan standard =
        visit()
            .with(
                "http.request.header.forwarded", "for=203.0.113.9, for=\"192.0.2.7\";proto=https");
    assertThat(sameConnection(standard, "192.0.2.7")).isTrue();
    ServerSpan unknown =
        visit().with("http.request.header.forwarded", "for=192.0.2.7, for=unknown");
    assertThat(unknown.through(doors.open()).connectionId()).isNull();
  }

  @Test
  void withoutClientAddressTheHeadersFirstThenThePeerStandsIn() {
    ServerSpan headerOnly =
        visit()
            .without("client.address")
            .with("http.request.header.x-forwarded-for", "192.0.2.7, 10.0.0.1")
            .with("network.peer.address", "10.0.0.2");
    assertThat(sameConnection(headerOnly, "192.0.2.7")).isTrue();
    ServerSpan peerOnly = visit().without("client.address").with("net.peer.ip", "192.0.2.8");
    assertThat(sameConnection(peerOnly, "192.0.2.8")).isTrue();
  }

  private boolean sameConnection(ServerSpan span, String address) {
    String id = span.through(doors.open()).connectionId();
    Integer trusted = doors.trustedProxies;
    doors.trustedProxies = null;
    String expected = visit().with("client.address", address).through(doors.open()).connectionId();
    doors.trustedProxies = trusted;
    return expected.equals(id);
  }

  @Test
  @DisplayName(
      "Device: a configured first-party cookie (from the request, or the answer's Set-Cookie if"
          + " captured)")
  void deviceIsTheFirstConfiguredCookieFromRequestOrAnswer() {
    doors.deviceCookies = List.of("vid", "_ga");
    Door door = doors.open();
    String cookie = "http.request.header.cookie";
    ClientFacts facts = visit().with(cookie, "_ga=GA1.1.3; vid=0796ebc0").through(door);
    assertThat(facts.idMethod()).isEqualTo(IdMethod.COOKIE);
    assertThat(facts.visitorId()).isEqualTo(facts.deviceId()).matches("[0-9a-f]{32}");
    assertThat(facts.connectionId()).isEqualTo(visit().through(door).connectionId());

    ClientFacts set =
        visit()
            .with(cookie, "_ga=GA1.1.3")
            .with("http.response.header.set-cookie", "vid=0796ebc0; Path=/; Max-Age=999")
            .through(door);
    assertThat(set.deviceId()).isEqualTo(facts.deviceId());
    assertThat(set.route()).isEqualTo(facts.route());
    ClientFacts elsewhere =
        visit()
            .with(cookie, "vid=0796ebc0")
            .with("client.address", "203.0.113.1")
            .at("2026-11-28T12:00:00Z")
            .through(door);
    assertThat(elsewhere.deviceId()).isEqualTo(facts.deviceId());
    assertThat(elsewhere.route()).isEqualTo(facts.route());
    assertThat(visit().with(cookie, "_ga=GA1.1.3").through(door).deviceId())
        .isNotEqualTo(facts.deviceId());
    assertThat(visit().with(cookie, "other=1").through(door).idMethod())
        .isEqualTo(IdMethod.CONNECTION);
  }

  @Test
  void cookieNobodyConfiguredIsNoDevice() {
    ClientFacts facts =
        visit().with("http.request.header.cookie", "vid=0796ebc0").through(doors.open());
    assertThat(facts.deviceId()).isNull();
  }

  @Test
  @DisplayName("or installation id")
  void installationIsADeviceWithoutAddress() {
    ClientFacts facts =
        new ServerSpan().with("app.installation.id", "2ab2916d").through(doors.open());
    assertThat(facts.idMethod()).isEqualTo(IdMethod.INSTALLATION);
    assertThat(facts.deviceId()).isNotNull();
    assertThat(facts.route()).isNotNegative();
  }

  @Test
  @DisplayName("A user id is never the device: it is a hashed attribute")
  void userIsNeverTheDevice() {
    ClientFacts facts = new ServerSpan().with("enduser.id", "jane").through(doors.open());
    assertThat(facts.userId()).matches("[0-9a-f]{32}");
    assertThat(facts.idMethod()).isEqualTo(IdMethod.NONE);
    assertThat(facts.visitorId()).isNull();
    assertThat(facts.route()).isEqualTo(-1);
  }

  @Test
  @DisplayName("session.id never identifies the visitor, unless it is configured as the only id")
  void sessionNeverIdentifiesTheVisitorUnlessItIsTheOnlyId() {
    ServerSpan span =
        visit().with("session.id", "00112233").with("session.previous_id", "44556677");
    ClientFacts facts = span.through(doors.open());
    assertThat(facts.idMethod()).isEqualTo(IdMethod.CONNECTION);
    assertThat(facts.sessionId()).matches("[0-9a-f]{32}");
    assertThat(facts.previousSessionId())
        .isEqualTo(visit().with("session.id", "44556677").through(doors.open()).sessionId());

    doors.sessionIsOnlyId = true;
    ClientFacts only = span.through(doors.open());
    assertThat(only.idMethod()).isEqualTo(IdMethod.SESSION);
    assertThat(only.deviceId()).isNotNull().isNotEqualTo(only.sessionId());
    assertThat(only.sessionId()).isEqualTo(facts.sessionId());
    assertThat(only.connectionId()).isNull();
    assertThat(visit().through(doors.open()).idMethod()).isEqualTo(IdMethod.CONNECTION);
  }

  @Test
  @DisplayName("No visitor id (consent)")
  void withoutConsentNoIdIsMadeAndCoarseFactsStay() {
    doors.consentCookie = "consent";
    doors.deviceCookies = List.of("vid");
    Door door = doors.open();
    ServerSpan span =
        visit()
            .with("user.id", "jane")
            .with("session.id", "1")
            .with("session.previous_id", "2")
            .with("app.installation.id", "3")
            .with("http.request.header.cookie", "vid=0796ebc0; consent=none")
            .with("http.request.header.accept-language", "de-DE")
            .with("geo.country.iso_code", "de")
            .with("http.request.header.referer", "https://www.google.com/")
            .with("url.query", "utm_source=news&gclid=1");
    ClientFacts facts = span.through(door);
    assertThat(facts)
        .isEqualTo(
            new ClientFacts(
                IdMethod.NONE,
                null,
                null,
                null,
                -1,
                null,
                null,
                null,
                DeviceClass.DESKTOP,
                "DE",
                "de",
                "www.google.com",
                new ClientFacts.Campaign("news", null, null, null, null, null),
                "gclid",
                false,
                false,
                false,
                null));
    assertThat(door.hashes()).isZero();
    assertThat(visit().through(door).consented()).isFalse();

    ClientFacts consented =
        span.with("http.request.header.cookie", "consent=stats; vid=0796ebc0").through(door);
    assertThat(consented.consented()).isTrue();
    assertThat(consented.idMethod()).isEqualTo(IdMethod.COOKIE);
    assertThat(consented.userId()).isNotNull();
  }

  @Test
  void signalsAreKeptAsSent() {
    Door door = doors.open();
    ClientFacts both =
        visit()
            .with("http.request.header.sec_gpc", "1")
            .with("http.request.header.dnt", "1")
            .through(door);
    assertThat(both.gpc()).isTrue();
    assertThat(both.dnt()).isTrue();
    ClientFacts neither = visit().with("http.request.header.dnt", "0").through(door);
    assertThat(neither.gpc()).isFalse();
    assertThat(neither.dnt()).isFalse();
  }

  @Test
  void hintSaysWhyThisMayBeNoHuman() {
    Door door = doors.open();
    assertThat(visit().through(door).trafficHint()).isNull();
    assertThat(visit().without("user_agent.original").through(door).trafficHint())
        .isEqualTo("no_user_agent");
    String type = "user_agent.synthetic.type";
    assertThat(visit().with(type, "bot").through(door).trafficHint()).isEqualTo("synthetic_bot");
    assertThat(visit().with(type, "test").through(door).trafficHint()).isEqualTo("synthetic_test");
    assertThat(visit().with(type, "else").through(door).trafficHint()).isNull();
  }

  @Test
  void knownVisitorCostsNoHash() {
    doors.deviceCookies = List.of("vid");
    Door door = doors.open();
    ServerSpan span =
        visit()
            .with("http.request.header.cookie", "vid=a")
            .with("user.id", "u")
            .with("session.id", "s");
    span.through(door);
    long hashes = door.hashes();
    assertThat(hashes).isPositive();
    for (int i = 0; i < 100; i++) {
      span.through(door);
    }
    assertThat(door.hashes()).isEqualTo(hashes);
    visit().with("client.address", "192.0.2.99").through(door);
    assertThat(door.hashes()).isEqualTo(hashes + 2);
  }

  @Test
  void longForgottenVisitorCostsHashesAgain() {
    doors.cacheEntries = 10;
    Door door = doors.open();
    for (int i = 0; i < 11; i++) {
      visit().with("client.address", "192.0.2." + i).through(door);
      visit().with("client.address", "192.0.2.0").through(door);
    }
    assertThat(door.hashes()).isEqualTo(22);
    visit().with("client.address", "192.0.2.0").through(door);
    assertThat(door.hashes()).isEqualTo(22);
    visit().with("client.address", "192.0.2.1").through(door);
    assertThat(door.hashes()).isEqualTo(24);
  }

  @Test
  void overlongUserAgentIsNotRemembered() {
    Door door = doors.open();
    ServerSpan span = visit().with("user_agent.original", FIREFOX + "x".repeat(2000));
    ClientFacts facts = span.through(door);
    assertThat(span.through(door)).isEqualTo(facts);
    assertThat(door.hashes()).isEqualTo(4);
  }
}
