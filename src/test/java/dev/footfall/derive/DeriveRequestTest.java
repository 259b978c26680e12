package dev.footfall.derive;

import static dev.footfall.rule.SpanDraft.client;
import static dev.footfall.rule.SpanDraft.get;
import static dev.footfall.rule.SpanDraft.internal;
import static dev.footfall.rule.SpanDraft.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.footfall.event.Request;
import dev.footfall.event.Request.ServiceTime;
import dev.footfall.rule.SpanDraft;
import org.junit.jupiter.api.Test;

class DeriveRequestTest {
  private final EventProbe probe = new EventProbe();

  private Request derive(SpanDraft... spans) {
    return probe.event(spans).request();
  }

  @Test
  void requestSaysWhatTheEntrySpanSays() {
    Request request =
        derive(
            get(1, "/owners/7")
                .at(0, 250)
                .with("url.query", "page=2")
                .with("url.scheme", "https")
                .with("server.address", "shop.example")
                .with("http.route", "/owners/{id}"));
    assertThat(request.traceId()).isEqualTo("00000000000000070000000000000007");
    assertThat(request.spanId()).isEqualTo("0000000000000001");
    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.path()).isEqualTo("/owners/7");
    assertThat(request.query()).isEqualTo("page=2");
    assertThat(request.scheme()).isEqualTo("https");
    assertThat(request.host()).isEqualTo("shop.example");
    assertThat(request.route()).isEqualTo("/owners/{id}");
    assertThat(request.status()).isEqualTo(200);
    assertThat(request.durationMicros()).isEqualTo(250_000);
    assertThat(request.service()).isEqualTo("shop");
    assertThat(request.error()).isFalse();
  }

  @Test
  void busyTimeIsWithoutTheChildren() {
    Request request =
        derive(
            get(1, "/").at(0, 100),
            client(2).below(1).at(10, 50),
            get(3, "/p").below(2).at(15, 40).from("product"),
            internal(4).below(3).at(20, 10).from("product"));
    assertThat(request.services())
        .containsExactly(
            new ServiceTime("product", 2, 0, 40_000), new ServiceTime("shop", 2, 0, 60_000));
  }

  @Test
  void overlappingChildrenAreTakenOnce() {
    Request request =
        derive(
            get(1, "/").at(0, 100),
            client(2).below(1).at(10, 40).from("a"),
            client(3).below(1).at(20, 40).from("b"));
    assertThat(request.services())
        .contains(new ServiceTime("shop", 1, 0, 50_000), new ServiceTime("a", 1, 0, 40_000));
  }

  @Test
  void childBeyondItsParentTakesNoMoreThanTheParent() {
    Request request = derive(get(1, "/").at(0, 100), client(2).below(1).at(-50, 500).from("a"));
    assertThat(request.services()).contains(new ServiceTime("shop", 1, 0, 0));
  }

  @Test
  void errorsBelowAreCountedAndTheFirstTypeIsTaken() {
    Request request =
        derive(
            get(1, "/").at(0, 100),
            client(2).below(1).at(20, 10).from("payment").failed().with("error.type", "timeout"),
            client(3).below(1).at(10, 10).from("cart").failed().with("error.type", "refused"));
    assertThat(request.errors()).isEqualTo(2);
    assertThat(request.errorType()).isEqualTo("refused");
    assertThat(request.error()).isFalse();
    assertThat(request.services()).contains(new ServiceTime("cart", 1, 1, 10_000));
  }

  @Test
  void errorsCountForTheServiceInWhichTheyBegan() {
    Request request =
        derive(
            request(1, "POST", "/pay", 402),
            client(2).below(1).at(10, 80).failed().with("error.type", "402"),
            request(3, "POST", "/orders", 402).below(2).at(11, 78).from("checkout"),
            internal(4).below(3).at(12, 70).from("checkout").failed(),
            client(5).below(4).at(13, 60).from("checkout").failed().with("error.type", "502"),
            request(6, "POST", "/payments", 502).below(5).at(14, 50).from("payment").failed(),
            internal(7).below(6).at(15, 40).from("payment").failed().with("error.type", "timeout"));
    assertThat(request.services())
        .extracting(ServiceTime::service, ServiceTime::errors)
        .containsExactly(tuple("checkout", 0), tuple("payment", 1), tuple("shop", 0));
    assertThat(request.errors()).isEqualTo(5);
    assertThat(request.errorType()).isEqualTo("timeout");
  }

  @Test
  void errorTypeIsTakenFromAboveWhereTheErrorHasNoneWhereItBegan() {
    Request request =
        derive(
            get(1, "/"),
            client(2).below(1).at(10, 80).failed().with("error.type", "502"),
            get(3, "/p").below(2).at(11, 70).from("payment").failed());
    assertThat(request.errorType()).isEqualTo("502");
  }

  @Test
  void errorTypeOfTheEntrySpanComesFirst() {
    Request request =
        derive(
            request(1, "GET", "/", 500).failed().with("error.type", "500"),
            client(2).below(1).failed().with("error.type", "timeout"));
    assertThat(request.errorType()).isEqualTo("500");
    assertThat(request.error()).isTrue();
  }
}
