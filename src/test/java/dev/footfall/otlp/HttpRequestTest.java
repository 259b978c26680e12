package dev.footfall.otlp;

import static dev.footfall.otlp.TraceMessages.number;
import static dev.footfall.otlp.TraceMessages.record;
import static dev.footfall.otlp.TraceMessages.resource;
import static dev.footfall.otlp.TraceMessages.span;
import static dev.footfall.otlp.TraceMessages.text;
import static dev.footfall.otlp.TraceMessages.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpRequestTest {
  private final OtlpReader reader = new OtlpReader(new Projection(Set.of(), false));

  private HttpRequest request(KeyValue... attributes) {
    return request(record(span(1).addAllAttributes(List.of(attributes))));
  }

  private HttpRequest request(TracesData data) {
    HttpRequest[] request = new HttpRequest[1];
    reader.read(
        data.toByteArray(),
        new SpanHandler() {
          @Override
          public void resource(WireSpan next) {}

          @Override
          public void span(WireSpan span) {
            request[0] = HttpRequest.of(span);
          }

          @Override
          public void badSpan(String reason, byte[] bytes, int offset, int length) {
            throw new AssertionError(reason);
          }
        });
    return request[0];
  }

  @Test
  void takesNoQueryForAScheme() {
    HttpRequest request =
        request(
            text("url.path", "/a"),
            text("url.full", "/a?email=jane.doe@shop.example&next=http://jane@other.example"));

    assertThat(request.scheme()).isNull();
    assertThat(request.host()).isNull();
    assertThat(request.path()).isEqualTo("/a");
  }

  @Test
  void readsTheCurrentConventions() {
    assertThat(
            request(
                text("http.request.method", "GET"),
                number("http.response.status_code", 200),
                text("url.path", "/owners;jsessionid=1"),
                text("url.query", "q=1"),
                text("server.address", "Shop.Example"),
                text("url.scheme", "https"),
                text("http.route", "/owners"),
                texts("http.response.header.content-type", "text/html"),
                texts("http.request.header.sec-purpose", "prefetch")))
        .isEqualTo(
            new HttpRequest(
                "GET",
                200,
                "/owners;jsessionid=1",
                "q=1",
                "shop.example",
                "https",
                "/owners",
                "text/html",
                "prefetch"));
  }

  @Test
  void readsTheOldConventions() {
    assertThat(
            request(
                text("http.method", "POST"),
                number("http.status_code", 404),
                text("http.target", "/cart?item=1&x=2#top"),
                text("http.host", "shop.example:8080"),
                text("http.scheme", "http"),
                texts("http.response.header.content_type", "text/html")))
        .isEqualTo(
            new HttpRequest(
                "POST",
                404,
                "/cart",
                "item=1&x=2",
                "shop.example",
                "http",
                null,
                "text/html",
                null));
  }

  @Test
  void takesWhatIsMissingFromTheFullUrl() {
    HttpRequest request =
        request(
            text("http.method", "GET"), text("http.url", "https://user:pw@shop.example:444/a?b=c"));

    assertThat(request.path()).isEqualTo("/a");
    assertThat(request.query()).isEqualTo("b=c");
    assertThat(request.host()).isEqualTo("shop.example");
    assertThat(request.scheme()).isEqualTo("https");
  }

  @Test
  void currentNamesPrecedeOldOnes() {
    HttpRequest request =
        request(
            text("http.method", "PUT"),
            text("http.request.method", "GET"),
            text("http.target", "/old?old"),
            text("url.path", "/new"),
            text("url.query", "new"),
            text("net.host.name", "c"),
            text("http.server_name", "b"),
            text("http.host", "a"));

    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.path()).isEqualTo("/new");
    assertThat(request.query()).isEqualTo("new");
    assertThat(request.host()).isEqualTo("a");
  }

  @Test
  void namesOnTheSpanPrecedeThoseOnTheResource() {
    TracesData.Builder data =
        record(span(1).addAttributes(text("net.host.name", "span.example"))).toBuilder();
    data.getResourceSpansBuilder(0)
        .setResource(
            resource("shop").toBuilder()
                .addAttributes(text("server.address", "resource.example"))
                .addAttributes(text("url.scheme", "https")));

    assertThat(request(data.build()).host()).isEqualTo("span.example");
    assertThat(request(data.build()).scheme()).isEqualTo("https");
  }

  @Test
  void otherMethodGivesTheOriginal() {
    assertThat(
            request(
                    text("http.request.method", "_OTHER"),
                    text("http.request.method_original", "PROPFIND"))
                .method())
        .isEqualTo("PROPFIND");
    assertThat(request(text("http.request.method", "_OTHER")).method()).isEqualTo("_OTHER");
  }

  @Test
  void emptyQueryEqualsNone() {
    assertThat(request(text("url.path", "/"), text("url.query", "")).query()).isNull();
    assertThat(request(text("http.target", "/?")).query()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "Shop.Example:8080,shop.example",
    "[2001:DB8::1]:80,2001:db8::1",
    "[2001:db8::1],2001:db8::1",
    "2001:db8::1,2001:db8::1",
    "192.0.2.1:80,192.0.2.1",
    ":80,",
    "[,",
  })
  void hostExcludesThePort(String sent, String host) {
    assertThat(request(text("server.address", sent)).host()).isEqualTo(host);
  }

  @Test
  void statusMayBeTextAndMustBeAStatus() {
    assertThat(request(text("http.status_code", "204")).status()).isEqualTo(204);
    assertThat(request(text("http.status_code", "2xx")).status()).isZero();
    assertThat(request(number("http.status_code", 7)).status()).isZero();
    assertThat(request(number("http.status_code", Long.MAX_VALUE)).status()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "GET /owners/{id},/owners/{id}",
    "GET /owners/:id,/owners/:id",
    "GET /owners/7,",
    "GET,",
    "POST /owners/{id},",
  })
  void routeMayComeFromATemplateInTheName(String name, String route) {
    Span.Builder span = span(1).setName(name).addAttributes(text("http.request.method", "GET"));

    assertThat(request(record(span)).route()).isEqualTo(route);
  }

  @Test
  void absentPartsAreNull() {
    assertThat(request())
        .isEqualTo(new HttpRequest(null, 0, null, null, null, null, null, null, null));
  }
}
