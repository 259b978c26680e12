package dev.footfall.rule;

import static dev.footfall.rule.SpanDraft.get;
import static dev.footfall.rule.SpanDraft.request;
import static dev.footfall.rule.SpanDraft.server;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.derive.EventProbe;
import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.ParameterValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FallBackTest {
  private static final String CONTENT_TYPE = "http.response.header.content-type";
  private final EventProbe probe = new EventProbe();

  private String name(SpanDraft span) {
    return probe.event(span).eventName();
  }

  private String dropReason(SpanDraft span) {
    assertThat(probe.issue(span)).isEmpty();
    Map<String, Long> classes = probe.classes();
    assertThat(classes).hasSize(1);
    return classes.keySet().iterator().next();
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/,200,page_view",
    "GET,/,304,page_view",
    "GET,/,204,request",
    "GET,/,206,request",
    "POST,/,200,request",
    "DELETE,/x,204,request",
    "GET,/api/items,200,request",
    "GET,/api,200,request",
    "POST,/graphql,200,request",
    "GET,/graphql,200,request",
    "GET,/graphql/x,200,page_view",
    "GET,/,404,page_error",
    "GET,/api/items,404,page_error",
    "POST,/,500,page_error",
    "GET,/price-list.pdf,200,file_download",
    "GET,/all.ZIP,200,file_download",
    "GET,/price-list.pdf,404,page_error"
  })
  @DisplayName(
      "Without a content type, a GET answered 200 or 304 is a page unless its path is declared an API;"
          + " every other answer without error is a request")
  void answerWithoutContentTypeIsNamedByMethodStatusAndPath(
      String method, String path, int status, String name) {
    assertThat(name(request(1, method, path, status))).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/api/page,200,text/html;charset=UTF-8,page_view",
    "POST,/search,200,text/html,page_view",
    "GET,/,200,application/json,request",
    "GET,/,200,TEXT/HTML,page_view",
    "GET,/list.pdf,200,text/html,page_view",
    "GET,/download/7,200,application/pdf,file_download",
    "GET,/list.zip,200,application/octet-stream,file_download",
    "GET,/blob,200,application/octet-stream,request",
    "GET,/,404,text/html,page_error"
  })
  @DisplayName("With a captured content type, that decides")
  void capturedContentTypeDecides(
      String method, String path, int status, String type, String name) {
    assertThat(name(request(1, method, path, status).with(CONTENT_TYPE, type))).isEqualTo(name);
  }

  @Test
  @DisplayName("An interaction is a view; page_error is an interaction; an API request is none")
  void viewsErrorsAndDownloadsAreInteractionsAndRequestsAreNone() {
    assertThat(probe.event(get(1, "/")).interaction()).isTrue();
    assertThat(probe.event(request(2, "GET", "/", 404)).interaction()).isTrue();
    assertThat(probe.event(get(3, "/list.pdf")).interaction()).isTrue();
    assertThat(probe.event(get(4, "/api/cart")).interaction()).isFalse();
  }

  @Test
  void downloadHasGoogleAnalyticsParameters() {
    assertThat(probe.event(get(1, "/files/list.pdf")).params())
        .isEqualTo(
            Map.of(
                "file_name", new ParameterValue("/files/list.pdf", false),
                "file_extension", new ParameterValue("pdf", false)));
  }

  @Test
  void refusedRequestWithoutPathIsAPageError() {
    assertThat(name(server(1).with("http.response.status_code", 400))).isEqualTo("page_error");
  }

  @Test
  void failedRequestWithoutAnswerIsAPageError() {
    assertThat(name(server(1).with("http.request.method", "GET").failed())).isEqualTo("page_error");
  }

  @Test
  void entryThatSpeaksNoHttpIsARequest() {
    assertThat(name(server(1).failed())).isEqualTo("request");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  @DisplayName("a redirect is none")
  void redirectThatNoRuleNamesIsDropped(int status) {
    assertThat(dropReason(request(1, "GET", "/", status))).isEqualTo("DROPPED_BY_RULE redirect");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "css",
        "js",
        "mjs",
        "map",
        "json.map",
        "png",
        "jpg",
        "jpeg",
        "gif",
        "svg",
        "webp",
        "avif",
        "ico",
        "bmp",
        "woff",
        "woff2",
        "ttf",
        "otf",
        "eot",
        "mp3",
        "mp4",
        "webm",
        "ogg",
        "webmanifest"
      })
  @DisplayName("Assets are GET or HEAD for a path ending in css, js, ...")
  void assetsAreDropped(String ending) {
    assertThat(dropReason(get(1, "/a/b." + ending))).isEqualTo("DROPPED_BY_RULE asset");
    assertThat(dropReason(request(1, "HEAD", "/a." + ending, 200)))
        .isEqualTo("DROPPED_BY_RULE asset");
    assertThat(name(request(1, "POST", "/a." + ending, 200))).isEqualTo("request");
  }

  @Test
  @DisplayName("The drop rules come first: a favicon that is 404 is an asset, not a page_error")
  void faviconThatIsNotFoundIsAnAsset() {
    assertThat(dropReason(request(1, "GET", "/favicon.ico", 404)))
        .isEqualTo("DROPPED_BY_RULE asset");
  }

  @Test
  void robotsTxtIsAnAssetAtTheRootOnly() {
    assertThat(dropReason(get(1, "/robots.txt"))).isEqualTo("DROPPED_BY_RULE asset");
    assertThat(name(get(1, "/help/robots.txt"))).isEqualTo("page_view");
  }

  @Test
  void pathParametersAreIgnored() {
    assertThat(dropReason(get(1, "/style.css;v=1.2"))).isEqualTo("DROPPED_BY_RULE asset");
  }

  @Test
  @DisplayName("HEAD is none")
  void headIsDropped() {
    assertThat(dropReason(request(1, "HEAD", "/", 200))).isEqualTo("DROPPED_BY_RULE head");
  }

  @ParameterizedTest
  @CsvSource({
    "http.request.header.sec-purpose,prefetch;prerender",
    "http.request.header.purpose,prefetch",
    "http.request.header.x-moz,prefetch",
    "http.request.header.sec_purpose,Prefetch"
  })
  @DisplayName("a prefetch is none")
  void prefetchIsDropped(String attribute, String value) {
    assertThat(dropReason(get(1, "/").with(attribute, value)))
        .isEqualTo("DROPPED_BY_RULE prefetch");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/health",
        "/healthcheck",
        "/health/db",
        "/healthz",
        "/livez",
        "/readyz",
        "/metrics",
        "/actuator",
        "/actuator/health/db"
      })
  @DisplayName("Health, metrics and management paths are dropped by rule")
  void managementPathsAreDropped(String path) {
    assertThat(dropReason(get(1, path))).isEqualTo("DROPPED_BY_RULE management");
  }

  @Test
  void dropRulesComeBeforeRulesThatName() {
    EventProbe named =
        new EventProbe(
            RuleDraft.event("all", "anything").paths("/**").build(),
            RuleDraft.drop("internal", "internal").paths("/internal/**").build());
    assertThat(named.issue(request(1, "HEAD", "/", 200))).isEmpty();
    assertThat(named.issue(get(2, "/internal/x"))).isEmpty();
    assertThat(named.issue(get(3, "/favicon.ico"))).isEmpty();
    assertThat(named.classes())
        .isEqualTo(
            Map.of(
                "DROPPED_BY_RULE head", 1L,
                "DROPPED_BY_RULE internal", 1L,
                "DROPPED_BY_RULE asset", 1L));
  }

  @Test
  @DisplayName(
      "A redirect that a rule names is an event and, unless the rule says otherwise, an interaction")
  void redirectThatARuleNamesIsAnInteractionUnlessTheRuleSaysOtherwise() {
    EventProbe named =
        new EventProbe(
            RuleDraft.event("buy", "purchase").paths("/buy").status("3xx").build(),
            RuleDraft.event("hop", "hop").paths("/hop").noInteraction().build());
    List<AnalyticsEvent> buy = named.issue(request(1, "POST", "/buy", 303));
    assertThat(buy).extracting(AnalyticsEvent::eventName).containsExactly("purchase");
    assertThat(buy.get(0).interaction()).isTrue();
    assertThat(named.event(request(2, "GET", "/hop", 302)).interaction()).isFalse();
  }
}
